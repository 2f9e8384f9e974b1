package org.lockstep.spark.ml;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.lockstep.model.predict.Predictor;
import org.lockstep.spark.fit.ScoringModel;

/**
 * A call in SQL with its model: scores row by row. The model is in it as a broadcast, so all rows
 * of a query are scored by the same weights, however often the plan is copied.
 *
 * <p>Each task has its own, and makes a network of it for its first row. Only on the driver may
 * several threads share one; it lets one after the other.
 */
final class SqlScorer implements ScalarFunction<Object> {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final SqlFeatures features;
  private final Broadcast<ScoringModel> weights;
  private final SqlResult result;
  private transient Network network; // null before the first row

  SqlScorer(String function, SqlFeatures features, SqlModel model, SqlResult result) {
    this.function = function;
    this.features = features;
    this.weights = model.weights();
    this.result = result;
  }

  @Override
  public DataType[] inputTypes() {
    return features.types();
  }

  @Override
  public DataType resultType() {
    return result.type();
  }

  @Override
  public String name() {
    return function;
  }

  /** Two of this name are the same function. */
  @Override
  public String canonicalName() {
    return function + " by model " + weights.id();
  }

  @Override
  public synchronized Object produceResult(InternalRow arguments) {
    if (network == null) {
      network = new Network(weights.value());
    }
    return features.load(function, arguments, network.raw, network.predictor)
        ? result.of(network.logits())
        : null;
  }

  /** As plans show it, before its arguments. */
  @Override
  public String toString() {
    return "model " + weights.id();
  }

  /** Plans are compared: what was cached with earlier weights is not the result of later ones. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SqlScorer that && canonicalName().equals(that.canonicalName());
  }

  @Override
  public int hashCode() {
    return canonicalName().hashCode();
  }

  /** What computes in one thread at a time. */
  private static final class Network {
    private final Predictor predictor;
    private final double[] raw;
    private final double[] logits;

    Network(ScoringModel model) {
      predictor = model.predictor();
      raw = new double[model.values()];
      logits = new double[model.outputs()];
    }

    double[] logits() {
      predictor.logits(1).loadRow(0, logits);
      return logits;
    }
  }
}
