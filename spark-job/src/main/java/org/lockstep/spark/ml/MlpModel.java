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

/** What both models can do beside scoring. */
public interface MlpModel extends MlpParams, MLWritable, HasTrainingSummary<MlpTrainingSummary> {
  /** The network, its weights and the meaning of its inputs and outputs, without Spark. */
  Model model();

  /**
   * What transform gives: predictions, or, for callers that reach a model by it alone, what the
   * model knows: history, about or file.
   */
  default Param<String> answer() {
    return ownParams().answer;
  }

  /**
   * What is asked for instead of predictions; for the methods of this package.
   *
   * @throws IllegalArgumentException where this model does not know it
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

  /** Nothing: what Spark Connect's clients show of a training, they ask for when it ends. */
  default void saveSummary(String path) {}

  /** Nothing, see {@link #saveSummary}. */
  default void loadSummary(String path, Dataset<Row> dataset) {}

  @Override
  default MLWriter write() {
    return new InstanceWriter(this, Optional.of(model()));
  }
}
