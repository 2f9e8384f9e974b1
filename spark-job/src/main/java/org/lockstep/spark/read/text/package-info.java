/**
 * CSV and LIBSVM: lines of text, and their places.
 *
 * <p>The dialect of a CSV file (encoding, separator, header, decimal sign) comes from the options
 * or from the first lines, in which a {@code ...Finder} detects each part. {@code CsvReader} and
 * {@code LibsvmReader} make tables. Every mistake names file, line and column. Cells become
 * features in {@code read.columns}.
 */
package org.lockstep.spark.read.text;
