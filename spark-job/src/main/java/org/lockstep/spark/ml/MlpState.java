package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.param.Params;
import org.lockstep.model.file.Model;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.train.EpochListener;

/**
 * The state of an estimator or a model. These extend Spark's classes, so they cannot share a
 * superclass here. Listeners, an initial model and a summary stay in this JVM.
 */
final class MlpState implements Serializable {
  private static final long serialVersionUID = 1L;

  final String uid;
  final SettingParams settings;
  final OwnParams own;
  private transient List<EpochListener> listeners; // null for none, as the next two
  private transient Model initialModel;
  private transient MlpTrainingSummary summary;

  /** The state of an owner, whose uid must already be known. */
  MlpState(Params owner, String uid, List<Setting<?>> known) {
    this.uid = uid;
    this.settings = new SettingParams(owner, known);
    this.own = new OwnParams(owner);
  }

  List<EpochListener> listeners() {
    return listeners == null ? List.of() : List.copyOf(listeners);
  }

  void addListener(EpochListener listener) {
    listeners = new ArrayList<>(listeners());
    listeners.add(listener);
  }

  Optional<Model> initialModel() {
    return Optional.ofNullable(initialModel);
  }

  void setInitialModel(Model model) {
    initialModel = model;
  }

  Optional<MlpTrainingSummary> summary() {
    return Optional.ofNullable(summary);
  }

  void setSummary(MlpTrainingSummary told) {
    summary = told;
  }

  /** Copies everything that is not a parameter. */
  void copyFrom(MlpState other) {
    listeners = other.listeners;
    initialModel = other.initialModel;
    summary = other.summary;
  }
}
