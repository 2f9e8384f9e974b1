package org.lockstep.spark.ml;

import java.util.Optional;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.lockstep.model.file.Model;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;

/** What both models can do beside scoring. */
public interface MlpModel extends MlpParams, MLWritable, HasTrainingSummary<MlpTrainingSummary> {
  /** The network, its weights and the meaning of its inputs and outputs, without Spark. */
  Model model();

  @Override
  default Option<MlpTrainingSummary> trainingSummary() {
    return OptionConverters.toScala(state().summary());
  }

  @Override
  @SuppressWarnings({"checkstyle:MethodName", "MethodName"}) // Scala's name for it
  default void trainingSummary_$eq(Option<MlpTrainingSummary> summary) {
    state().setSummary(summary.isEmpty() ? null : summary.get());
  }

  @Override
  default MLWriter write() {
    return new InstanceWriter(this, Optional.of(model()));
  }
}
