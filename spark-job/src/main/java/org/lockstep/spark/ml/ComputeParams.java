package org.lockstep.spark.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.lockstep.spark.settings.ComputeSettings;

/** Parameters that control where and how a fit computes. */
public interface ComputeParams extends HasMlpState {

  /** The engine: resident (tasks that stay for the fit), job (one Spark job per step) or auto. */
  default Param<String> engine() {
    return settingParams().get(ComputeSettings.ENGINE);
  }

  /** The value of {@link #engine}. */
  default String getEngine() {
    return (String) settingParams().value(this, ComputeSettings.ENGINE);
  }

  /** The number of logical shards of the rows, on which the result's bits depend. */
  default IntParam shards() {
    return settingParams().get(ComputeSettings.SHARDS);
  }

  /** The value of {@link #shards}. */
  default int getShards() {
    return (Integer) settingParams().value(this, ComputeSettings.SHARDS);
  }

  /** The most task slots that the fit takes. */
  default IntParam tasks() {
    return settingParams().get(ComputeSettings.TASKS);
  }

  /** The value of {@link #tasks}. */
  default int getTasks() {
    return (Integer) settingParams().value(this, ComputeSettings.TASKS);
  }

  /** The implementation of matrix products: auto, java, native or mkl. */
  default Param<String> blas() {
    return settingParams().get(ComputeSettings.BLAS);
  }

  /** The value of {@link #blas}. */
  default String getBlas() {
    return (String) settingParams().value(this, ComputeSettings.BLAS);
  }
}
