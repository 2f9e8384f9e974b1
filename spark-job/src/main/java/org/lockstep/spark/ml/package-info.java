/**
 * Lockstep's estimators for Spark ML: {@link org.lockstep.spark.ml.MlpClassifier} and {@link
 * org.lockstep.spark.ml.MlpRegressor} train from a DataFrame, in a Pipeline or in a CrossValidator.
 *
 * <pre>{@code
 * MlpClassifier mlp = new MlpClassifier().setHiddenLayers(100).setMaxIter(20);
 * MlpClassificationModel model = mlp.fit(training);
 * model.transform(test).select("prediction", "probability").show();
 * }</pre>
 */
package org.lockstep.spark.ml;
