package org.lockstep.spark.ml;

import org.apache.spark.ml.param.Params;

/** Gives access to the state of estimators and models. */
public interface HasMlpState extends Params {

  /** The state; for use in this package. */
  MlpState state();

  /** The parameters for settings; for use in this package. */
  default SettingParams settingParams() {
    return state().settings;
  }

  /** The parameters that are not settings; for use in this package. */
  default OwnParams ownParams() {
    return state().own;
  }
}
