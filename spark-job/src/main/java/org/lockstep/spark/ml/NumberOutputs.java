package org.lockstep.spark.ml;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.kernel.Exp;
import org.lockstep.model.kernel.Sigmoid;
import org.lockstep.model.loss.OutputActivation;

/** The output column of a model of numbers: one number, or a vector of several. */
final class NumberOutputs implements RowScorer.Outputs {
  private static final long serialVersionUID = 1L;

  private final OutputActivation output;
  private final TargetScaling targetScaling;
  private final boolean isEmpty;

  NumberOutputs(OutputActivation output, TargetScaling targetScaling, String predictionCol) {
    this.output = output;
    this.targetScaling = targetScaling;
    this.isEmpty = predictionCol.isEmpty();
  }

  /**
   * Adds the prediction column to the schema.
   *
   * @throws org.lockstep.model.error.BadInputException if it is there already
   */
  static StructType addTo(StructType schema, String predictionCol, boolean isVector) {
    DataType type = isVector ? SQLDataTypes.VectorType() : DataTypes.DoubleType;
    return predictionCol.isEmpty()
        ? schema
        : Columns.with(
            schema, "predictionCol", new StructField(predictionCol, type, true, Metadata.empty()));
  }

  @Override
  public int count() {
    return isEmpty ? 0 : 1;
  }

  @Override
  public void write(double[] logits, Object[] values) {
    double[] numbers = numbers(logits);
    values[0] = numbers.length == 1 ? (Object) numbers[0] : FeatureValues.internal(numbers);
  }

  /** Turns a row's logits into predicted numbers, in the units of the targets. */
  double[] numbers(double[] logits) {
    double[] numbers = logits.clone();
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] =
          switch (output) {
            case LINEAR -> numbers[j];
            case EXP -> Exp.of(numbers[j]);
            case SIGMOID, SOFTMAX -> Sigmoid.of(numbers[j]);
          };
    }
    targetScaling.decode(numbers);
    return numbers;
  }
}
