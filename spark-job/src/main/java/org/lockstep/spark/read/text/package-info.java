/**
 * CSV and LIBSVM: lines of text, and their places.
 *
 * <p>The dialect of a CSV file (encoding, separator, header, decimal sign) is found by its first
 * lines, each by a {@code ...Finder}, or given by options. {@code CsvReader} and
 * {@code LibsvmReader} make tables. Every mistake names file, line and column. Cells become
 * features in {@code read.columns}.
 */
package org.lockstep.spark.read.text;
