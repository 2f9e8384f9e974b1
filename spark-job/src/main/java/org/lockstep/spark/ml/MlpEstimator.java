package org.lockstep.spark.ml;

import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.Preset;
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

  /** Columns of several targets, one each; instead of labelCol. */
  default StringArrayParam labelCols() {
    return ownParams().labels;
  }

  /** The value of {@link #labelCols}. */
  default String[] getLabelCols() {
    return getOrDefault(labelCols());
  }

  /**
   * Sets columns of several targets, instead of labelCol: numbers of a regressor, and of a
   * classifier labels, each of which applies or not, 1 or 0.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setLabelCols(String... value) {
    set(labelCols(), value);
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

  /** The version of a caller in another language, which must be this one's. */
  default Param<String> callerVersion() {
    return ownParams().callerVersion;
  }

  /**
   * Takes over the network, the optimizer, the batches and epochs, the scaling and the seed of one
   * of the command line's presets: tabular, tabular-full, plain-sgd, digits, mnist,
   * cifar10-shallow, cifar10-deep, cats or multi-linear. Rows are shuffled, whatever the preset
   * says of its files. What is set afterwards counts.
   *
   * @throws IllegalArgumentException for a name that no preset has
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setPreset(String name) {
    try {
      Preset preset = Preset.named(name);
      for (Preset each : Preset.values()) { // none of an earlier one stays
        each.withoutData(task()).keySet().forEach(setting -> settingParams().clear(this, setting));
      }
      preset
          .withoutData(task())
          .forEach((setting, text) -> settingParams().setWritten(this, setting, text));
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
    return (E) this;
  }

  private Task task() {
    return this instanceof MlpRegressor ? Task.REGRESSION : Task.CLASSIFICATION;
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
