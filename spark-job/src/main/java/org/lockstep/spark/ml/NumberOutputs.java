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

/** The column that a model of numbers adds: one number, or a vector of several. */
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
   * The schema with the prediction's column.
   *
   * @throws org.lockstep.model.error.BadInputException where it is there already
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

  /** The predicted numbers of a row's logits, in the targets' own unit. */
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
