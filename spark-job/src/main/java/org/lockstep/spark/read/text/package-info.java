/** CSV and LIBSVM: lines of text, and their places. */
package org.lockstep.spark.read.text;
