package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** The result of an SQL call for a row of logits, in the internal form of Spark SQL. */
interface SqlResult extends Serializable {
  /** The type of the result. */
  DataType type();

  /** The value of the result. */
  Object of(double[] logits);

  private static UTF8String[] texts(List<String> names) {
    return names.stream().map(UTF8String::fromString).toArray(UTF8String[]::new);
  }

  /** The name of the predicted class, whose number {@code transform} predicts. */
  final class ClassName implements SqlResult {
    private static final long serialVersionUID = 1L;

    private final ClassScores scores;
    private final UTF8String[] names;
    private final double[] thresholds; // null for none

    ClassName(ClassScores scores, List<String> names, double[] thresholds) {
      this.scores = scores;
      this.names = texts(names);
      this.thresholds = thresholds;
    }

    @Override
    public DataType type() {
      return DataTypes.StringType;
    }

    @Override
    public Object of(double[] logits) {
      return names[scores.best(scores.probabilities(scores.raw(logits)), thresholds)];
    }
  }

  /** The names of the labels that apply, in the order of the labels; empty if none does. */
  final class ApplyingLabels implements SqlResult {
    private static final long serialVersionUID = 1L;

    private final ClassScores scores;
    private final UTF8String[] names;

    ApplyingLabels(ClassScores scores, List<String> names) {
      this.scores = scores;
      this.names = texts(names);
    }

    @Override
    public DataType type() {
      return DataTypes.createArrayType(DataTypes.StringType, false);
    }

    @Override
    public Object of(double[] logits) {
      double[] applying = scores.applying(scores.probabilities(scores.raw(logits)));
      return new GenericArrayData(
          IntStream.range(0, names.length)
              .filter(j -> applying[j] == 1)
              .mapToObj(j -> names[j])
              .toArray());
    }
  }

  /** A map from the names of classes or labels to their probabilities, in order. */
  final class Probabilities implements SqlResult {
    private static final long serialVersionUID = 1L;

    private final ClassScores scores;
    private final ArrayData names;

    Probabilities(ClassScores scores, List<String> names) {
      this.scores = scores;
      this.names = new GenericArrayData(texts(names));
    }

    @Override
    public DataType type() {
      return DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false);
    }

    @Override
    public Object of(double[] logits) {
      return new ArrayBasedMapData(
          names, new GenericArrayData(scores.probabilities(scores.raw(logits))));
    }
  }

  /** The predicted number. */
  final class OneNumber implements SqlResult {
    private static final long serialVersionUID = 1L;

    private final NumberOutputs numbers;

    OneNumber(NumberOutputs numbers) {
      this.numbers = numbers;
    }

    @Override
    public DataType type() {
      return DataTypes.DoubleType;
    }

    @Override
    public Object of(double[] logits) {
      return numbers.numbers(logits)[0];
    }
  }

  /** The predicted numbers, one for each target. */
  final class SeveralNumbers implements SqlResult {
    private static final long serialVersionUID = 1L;

    private final NumberOutputs numbers;

    SeveralNumbers(NumberOutputs numbers) {
      this.numbers = numbers;
    }

    @Override
    public DataType type() {
      return DataTypes.createArrayType(DataTypes.DoubleType, false);
    }

    @Override
    public Object of(double[] logits) {
      return new GenericArrayData(numbers.numbers(logits));
    }
  }
}
