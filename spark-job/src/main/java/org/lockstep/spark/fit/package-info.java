/**
 * One training, whoever requests it: tables in, a {@link org.lockstep.spark.fit.Fitted} out. This
 * package knows no output directory, lock or console; it reports progress to listeners.
 */
package org.lockstep.spark.fit;
