package org.lockstep.spark.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Builds rows from a source's cells: the index, each run of neighbouring numeric columns as one
 * vector, each text column as it is, the target, the weight. A run is one Spark column, however
 * wide the source: a column each would make Spark plan and compile thousands.
 */
final class RowBuilder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Source columns [from, to) of {@code features}: numbers, or one column of text. */
  record Segment(int from, int to, boolean isText) implements Serializable {
    int width() {
      return to - from;
    }

    /** The Spark column that holds it. */
    String column() {
      return (isText ? "text" : "numbers") + from;
    }
  }

  private final int[] features;
  private final List<Segment> segments;
  private final int[] targets;
  private final boolean textTarget;
  private final int weight;

  /**
   * @param isText whether each column of the source holds text
   */
  RowBuilder(Roles roles, List<Boolean> isText) {
    features = roles.features().stream().mapToInt(Integer::intValue).toArray();
    targets = roles.targets().stream().mapToInt(Integer::intValue).toArray();
    weight = roles.weight().orElse(-1);
    textTarget = targets.length == 1 && isText.get(targets[0]);
    segments = segments(features, isText);
  }

  private static List<Segment> segments(int[] features, List<Boolean> isText) {
    List<Segment> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < features.length; i++) {
      boolean last = i + 1 == features.length;
      if (isText.get(features[i])) {
        segments.add(new Segment(i, i + 1, true));
        start = i + 1;
      } else if (last || isText.get(features[i + 1])) {
        segments.add(new Segment(start, i + 1, false));
        start = i + 1;
      }
    }
    return List.copyOf(segments);
  }

  List<Segment> segments() {
    return segments;
  }

  /** The schema of the built rows. */
  StructType schema() {
    List<StructField> fields = new ArrayList<>();
    fields.add(field(Table.ROW, DataTypes.LongType));
    for (Segment segment : segments) {
      if (segment.isText()) {
        fields.add(field(segment.column(), DataTypes.StringType));
      } else {
        // The width as metadata spares VectorAssembler a look at the first row.
        Metadata width = new AttributeGroup(segment.column(), segment.width()).toMetadata();
        fields.add(
            DataTypes.createStructField(segment.column(), SQLDataTypes.VectorType(), false, width));
      }
    }
    if (targets.length > 0) {
      DataType one = textTarget ? DataTypes.StringType : DataTypes.DoubleType;
      DataType several = DataTypes.createArrayType(DataTypes.DoubleType, false);
      fields.add(field(Table.TARGET, targets.length == 1 ? one : several));
    }
    if (weight >= 0) {
      fields.add(field(Table.WEIGHT, DataTypes.DoubleType));
    }
    return DataTypes.createStructType(fields);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, false);
  }

  /** One row of {@link #schema()}. */
  Row build(long index, Cells cells) {
    Object[] values =
        new Object[1 + segments.size() + (targets.length > 0 ? 1 : 0) + (weight >= 0 ? 1 : 0)];
    int next = 0;
    values[next++] = index;
    for (Segment segment : segments) {
      values[next++] =
          segment.isText() ? cells.text(features[segment.from()]) : numbers(segment, cells);
    }
    if (targets.length > 0) {
      values[next++] = target(cells);
    }
    if (weight >= 0) {
      values[next] = cells.number(weight);
    }
    return RowFactory.create(values);
  }

  private Object numbers(Segment segment, Cells cells) {
    double[] numbers = new double[segment.width()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = cells.number(features[segment.from() + i]);
    }
    return Vectors.dense(numbers);
  }

  private Object target(Cells cells) {
    if (targets.length == 1) {
      return textTarget ? cells.text(targets[0]) : (Object) cells.number(targets[0]);
    }
    Double[] numbers = new Double[targets.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = cells.number(targets[i]);
    }
    return numbers;
  }
}
