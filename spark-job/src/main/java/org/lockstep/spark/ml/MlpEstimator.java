package org.lockstep.spark.ml;

import java.util.Optional;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.lockstep.spark.train.EpochListener;

/**
 * What both estimators can do beside training.
 *
 * @param <E> the estimator
 * @param <M> its models
 */
public interface MlpEstimator<E, M extends MlpModel>
    extends MlpSetters<E>, HasWeightCol, MLWritable {
  /** Sets the column of row weights, at least 0. */
  @SuppressWarnings("unchecked") // E is this class
  default E setWeightCol(String value) {
    set(weightCol(), value);
    return (E) this;
  }

  /**
   * Goes on with a model: its weights and its scaling are what the next fits begin with. It must
   * have the network that the parameters describe; where they do not say, its hidden layers are
   * taken too. It is not saved with this estimator.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setInitialModel(M model) {
    state().setInitialModel(model.model());
    return (E) this;
  }

  /** Has a listener told of each epoch, on the thread that fits. Listeners are not saved. */
  @SuppressWarnings("unchecked") // E is this class
  default E addListener(EpochListener listener) {
    state().addListener(listener);
    return (E) this;
  }

  @Override
  default MLWriter write() {
    return new InstanceWriter(this, Optional.empty());
  }
}
