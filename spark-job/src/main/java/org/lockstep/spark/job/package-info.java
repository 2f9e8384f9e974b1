/**
 * Whole jobs, from settings to files: what the command line calls, and another face may.
 *
 * <p>One class for each, named for its command: {@link org.lockstep.spark.job.TrainingJob},
 * {@code EvaluationJob}, {@code PredictionJob}, {@code SweepJob}, {@code TuneJob} and so on. A job
 * joins the Spark session it is given, tells its progress to a {@code Console} and throws what went
 * wrong. It does not parse options and does not end the JVM.
 */
package org.lockstep.spark.job;
