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
 * What both estimators can do besides training.
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

  /** The columns of several targets, one each, instead of labelCol. */
  default StringArrayParam labelCols() {
    return ownParams().labels;
  }

  /** The value of {@link #labelCols}. */
  default String[] getLabelCols() {
    return getOrDefault(labelCols());
  }

  /**
   * Sets the columns of several targets, instead of labelCol. They are numbers for a regressor. For
   * a classifier they are labels, each of which applies or not, 1 or 0.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setLabelCols(String... value) {
    set(labelCols(), value);
    return (E) this;
  }

  /**
   * Sets a model to continue from: the next fits start with its weights and scaling. It must have
   * the network that the parameters describe; its hidden layers are used if the parameters do not
   * set them. It is not saved with this estimator.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setInitialModel(M model) {
    state().setInitialModel(model.model());
    return (E) this;
  }

  /** The version of a caller in another language, which must match this version. */
  default Param<String> callerVersion() {
    return ownParams().callerVersion;
  }

  /**
   * Applies the network, the optimizer, the batches and epochs, the scaling and the seed of one of
   * the command line's presets: tabular, tabular-full, plain-sgd, digits, mnist, cifar10-shallow,
   * cifar10-deep, cats or multi-linear. Rows are shuffled, even if the preset keeps the order of
   * its files. Parameters set afterwards override the preset. For several labels set labelCols
   * first, since a preset can choose another output for them.
   *
   * @throws IllegalArgumentException if no preset has this name
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setPreset(String name) {
    try {
      Preset preset = Preset.named(name);
      for (Preset each : Preset.values()) { // clears an earlier preset
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
    if (this instanceof MlpRegressor) {
      return Task.REGRESSION;
    }
    return isSet(labelCols()) ? Task.MULTI_LABEL : Task.CLASSIFICATION;
  }

  /**
   * Adds a listener that is told of each epoch, on the thread that fits. Listeners are not saved.
   */
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
