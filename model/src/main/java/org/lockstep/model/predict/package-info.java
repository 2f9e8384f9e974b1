/**
 * From raw input to predictions, the one way for every command and face.
 *
 * <p>{@link org.lockstep.model.predict.Scorer} scores single rows in a program without Spark, from
 * any number of threads. {@link org.lockstep.model.predict.Predictor} computes batches with one
 * workspace. What outputs mean is in {@code ClassPrediction} and {@code LabelPrediction}.
 */
package org.lockstep.model.predict;
