package org.lockstep.spark.ml;

import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;

/** What both models can do besides scoring. */
public interface MlpModel extends MlpParams, MLWritable, HasTrainingSummary<MlpTrainingSummary> {
  /** The network, its weights and the meaning of its inputs and outputs, without Spark. */
  Model model();

  /**
   * What transform returns: predictions or, for callers that reach a model only through it, what
   * the model knows: history, about or file.
   */
  default Param<String> answer() {
    return ownParams().answer;
  }

  /**
   * The answer requested instead of predictions; for use in this package.
   *
   * @throws IllegalArgumentException if this model does not know it
   */
  default Optional<Dataset<Row>> answer(Dataset<?> dataset) {
    try {
      return ModelAnswers.of(this, dataset);
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  @Override
  default Option<MlpTrainingSummary> trainingSummary() {
    return OptionConverters.toScala(state().summary());
  }

  @Override
  @SuppressWarnings({"checkstyle:MethodName", "MethodName"}) // Scala's name for it
  default void trainingSummary_$eq(Option<MlpTrainingSummary> summary) {
    state().setSummary(summary.isEmpty() ? null : summary.get());
  }

  /** Does nothing: Spark Connect's clients request a training's summary when it ends. */
  default void saveSummary(String path) {}

  /** Does nothing, see {@link #saveSummary}. */
  default void loadSummary(String path, Dataset<Row> dataset) {}

  @Override
  default MLWriter write() {
    return new InstanceWriter(this, Optional.of(model()));
  }
}
