/**
 * From raw input to predictions: the one path that every command and interface takes.
 *
 * <p>{@link org.lockstep.model.predict.Scorer} scores single rows in a program without Spark, from
 * any number of threads. {@link org.lockstep.model.predict.Predictor} computes batches with one
 * workspace. {@code ClassPrediction} and {@code LabelPrediction} interpret the outputs.
 */
package org.lockstep.model.predict;
