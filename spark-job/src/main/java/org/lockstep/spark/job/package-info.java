/**
 * Whole jobs, from settings to files, for the command line or any other front end.
 *
 * <p>Each job is a class named after its command: {@link org.lockstep.spark.job.TrainingJob},
 * {@code EvaluationJob}, {@code PredictionJob}, {@code SweepJob}, {@code TuneJob} and so on. A job
 * uses the Spark session it is given, reports its progress to a {@code Console} and throws an
 * exception if it fails. It does not parse options and does not end the JVM.
 */
package org.lockstep.spark.job;
