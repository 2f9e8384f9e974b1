package org.lockstep.spark.ml;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.lockstep.model.predict.Predictor;
import org.lockstep.spark.fit.ScoringModel;

/**
 * An SQL call with its model, which scores row by row. It holds the model as a broadcast, so all
 * rows of a query are scored with the same weights, however often the plan is copied.
 *
 * <p>Each task has its own copy, and builds the network for its first row. Only on the driver can
 * several threads share one; they are served one after another.
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

  /** Scorers with the same name are the same function. */
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

  /** The text that plans show before the arguments. */
  @Override
  public String toString() {
    return "model " + weights.id();
  }

  /** Spark compares plans: a result cached with earlier weights must not be used for later ones. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SqlScorer that && canonicalName().equals(that.canonicalName());
  }

  @Override
  public int hashCode() {
    return canonicalName().hashCode();
  }

  /** The network and its buffers, used by one thread at a time. */
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
