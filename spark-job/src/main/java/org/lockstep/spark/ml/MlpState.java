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
 * What estimators and models hold: Spark's superclasses leave them no common one of ours.
 * Listeners, a model to go on with, and a summary stay in this JVM.
 */
final class MlpState implements Serializable {
  private static final long serialVersionUID = 1L;

  final String uid;
  final SettingParams settings;
  final OwnParams own;
  private transient List<EpochListener> listeners; // null for none, as the next two
  private transient Model initialModel;
  private transient MlpTrainingSummary summary;

  /** For an owner, whose name must be known by now. */
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

  /** Takes over what is no parameter. */
  void copyFrom(MlpState other) {
    listeners = other.listeners;
    initialModel = other.initialModel;
    summary = other.summary;
  }
}
