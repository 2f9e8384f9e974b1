package org.lockstep.spark.ml;

import org.apache.spark.ml.param.Params;

/** What the parameters of estimators and their models stand on. */
public interface HasMlpState extends Params {

  /** What stands behind these methods; for the methods of this package. */
  MlpState state();

  /** The parameters behind the next methods; for the methods of this package. */
  default SettingParams settingParams() {
    return state().settings;
  }

  /** The parameters behind the next methods; for the methods of this package. */
  default OwnParams ownParams() {
    return state().own;
  }
}
