package org.lockstep.spark.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.shared.HasPredictionCol;
import org.apache.spark.ml.param.shared.HasProbabilityCol;
import org.apache.spark.ml.param.shared.HasRawPredictionCol;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The output columns of a model of classes or of several labels: raw prediction, probability,
 * prediction.
 */
final class ClassOutputs implements RowScorer.Outputs {
  private static final long serialVersionUID = 1L;

  private final ClassScores scores;
  private final boolean hasRaw;
  private final boolean hasProbability;
  private final boolean hasPrediction;
  private final double[] thresholds; // null for none

  private ClassOutputs(
      ClassScores scores,
      boolean hasRaw,
      boolean hasProbability,
      boolean hasPrediction,
      double[] thresholds) {
    this.scores = scores;
    this.hasRaw = hasRaw;
    this.hasProbability = hasProbability;
    this.hasPrediction = hasPrediction;
    this.thresholds = thresholds;
  }

  /** The columns named by a model's parameters; an empty name leaves the column out. */
  static ClassOutputs of(MlpClassificationModel model, ClassScores scores) {
    return new ClassOutputs(
        scores,
        !model.getRawPredictionCol().isEmpty(),
        !model.getProbabilityCol().isEmpty(),
        !model.getPredictionCol().isEmpty(),
        model.isDefined(model.thresholds()) ? model.getThresholds() : null);
  }

  /**
   * Adds the output columns of an estimator or a model to the schema.
   *
   * @param classes the names of the classes, if known
   * @throws org.lockstep.model.error.BadInputException if one is there already
   */
  static <P extends Params & HasRawPredictionCol & HasProbabilityCol & HasPredictionCol>
      StructType addTo(StructType schema, P owner, Optional<List<String>> classes) {
    return with(schema, owner, numbers(owner.getPredictionCol(), classes));
  }

  /**
   * The same for several labels, where the prediction is a vector of 0 and 1.
   *
   * @throws org.lockstep.model.error.BadInputException if one is there already
   */
  static <P extends Params & HasRawPredictionCol & HasProbabilityCol & HasPredictionCol>
      StructType ofLabels(StructType schema, P owner) {
    return with(schema, owner, vectors(owner.getPredictionCol()));
  }

  private static <P extends Params & HasRawPredictionCol & HasProbabilityCol & HasPredictionCol>
      StructType with(StructType schema, P owner, StructField prediction) {
    StructType with = schema;
    for (Output output : of(owner, prediction)) {
      with = Columns.with(with, output.param(), output.field());
    }
    return with;
  }

  private static StructField numbers(String prediction, Optional<List<String>> classes) {
    Metadata metadata =
        prediction.isEmpty() || classes.isEmpty()
            ? Metadata.empty()
            : NominalAttribute.defaultAttr()
                .withName(prediction)
                .withValues(classes.get().toArray(String[]::new))
                .toMetadata();
    return new StructField(prediction, DataTypes.DoubleType, true, metadata);
  }

  private record Output(String param, StructField field) {}

  private static <P extends Params & HasRawPredictionCol & HasProbabilityCol & HasPredictionCol>
      List<Output> of(P owner, StructField prediction) {
    List<Output> outputs = new ArrayList<>();
    add(outputs, "rawPredictionCol", vectors(owner.getRawPredictionCol()));
    add(outputs, "probabilityCol", vectors(owner.getProbabilityCol()));
    add(outputs, "predictionCol", prediction);
    return outputs;
  }

  private static void add(List<Output> outputs, String param, StructField field) {
    if (!field.name().isEmpty()) {
      outputs.add(new Output(param, field));
    }
  }

  private static StructField vectors(String name) {
    return new StructField(name, SQLDataTypes.VectorType(), true, Metadata.empty());
  }

  @Override
  public int count() {
    return (hasRaw ? 1 : 0) + (hasProbability ? 1 : 0) + (hasPrediction ? 1 : 0);
  }

  @Override
  public void write(double[] logits, Object[] values) {
    double[] raw = scores.raw(logits);
    double[] probabilities = scores.probabilities(raw);
    int at = 0;
    if (hasRaw) {
      values[at++] = FeatureValues.internal(raw);
    }
    if (hasProbability) {
      values[at++] = FeatureValues.internal(probabilities);
    }
    if (hasPrediction) {
      values[at] = prediction(probabilities);
    }
  }

  private Object prediction(double[] probabilities) {
    if (scores.areOfLabels()) {
      return FeatureValues.internal(scores.applying(probabilities));
    }
    return (double) scores.best(probabilities, thresholds);
  }
}
