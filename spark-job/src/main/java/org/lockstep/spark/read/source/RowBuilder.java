package org.lockstep.spark.read.source;

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
import org.lockstep.model.text.Words;
import org.lockstep.spark.table.Table;

/**
 * Builds rows from a source's cells: the index, each run of neighbouring numeric columns as one
 * vector, each text column as it is, the target, the weight. A run is one Spark column, however
 * wide the source: a column each would make Spark plan and compile thousands.
 */
public final class RowBuilder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a segment holds. */
  public enum Kind {
    /** Neighbouring numeric columns. */
    NUMBERS,
    /** One column of text. */
    TEXT,
    /** One column that is already all features. */
    VECTOR,
    /** The same as unsigned bytes. */
    BYTES
  }

  /** Feature columns [from, to) of the source. */
  record Segment(int from, int to, Kind kind) implements Serializable {
    boolean isText() {
      return kind == Kind.TEXT;
    }

    int width() {
      return to - from;
    }

    /** The Spark column that holds it. */
    String column() {
      return Words.of(kind) + from;
    }
  }

  private final int[] features;
  private final List<Segment> segments;
  private final int[] targets;
  private final boolean textTarget;
  private final int weight;

  /**
   * For a source of numbers and texts; {@code isText} says which, for every column of the source.
   */
  public RowBuilder(Roles roles, List<Boolean> isText) {
    this(roles, isText, segments(indexes(roles.features()), isText));
  }

  /** For a source whose one feature column is {@link Kind#VECTOR} or {@link Kind#BYTES}. */
  public static RowBuilder ofWhole(Roles roles, List<Boolean> isText, Kind kind) {
    return new RowBuilder(roles, isText, List.of(new Segment(0, 1, kind)));
  }

  private RowBuilder(Roles roles, List<Boolean> isText, List<Segment> segments) {
    this.segments = segments;
    features = indexes(roles.features());
    targets = indexes(roles.targets());
    weight = roles.weight().orElse(-1);
    textTarget = targets.length == 1 && isText.get(targets[0]);
  }

  private static int[] indexes(List<Integer> columns) {
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Segment> segments(int[] features, List<Boolean> isText) {
    List<Segment> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < features.length; i++) {
      boolean last = i + 1 == features.length;
      if (isText.get(features[i])) {
        segments.add(new Segment(i, i + 1, Kind.TEXT));
        start = i + 1;
      } else if (last || isText.get(features[i + 1])) {
        segments.add(new Segment(start, i + 1, Kind.NUMBERS));
        start = i + 1;
      }
    }
    return List.copyOf(segments);
  }

  public List<Segment> segments() {
    return segments;
  }

  /** The schema of the built rows. */
  public StructType schema() {
    List<StructField> fields = new ArrayList<>();
    fields.add(field(Table.ROW, DataTypes.LongType));
    for (Segment segment : segments) {
      fields.add(
          switch (segment.kind()) {
            case TEXT -> field(segment.column(), DataTypes.StringType);
            case VECTOR -> field(segment.column(), SQLDataTypes.VectorType());
            case BYTES -> field(segment.column(), DataTypes.BinaryType);
            case NUMBERS -> numbersField(segment);
          });
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

  /** The width as metadata spares VectorAssembler a look at the first row. */
  private static StructField numbersField(Segment segment) {
    Metadata width = new AttributeGroup(segment.column(), segment.width()).toMetadata();
    return DataTypes.createStructField(segment.column(), SQLDataTypes.VectorType(), false, width);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, false);
  }

  /** One row of {@link #schema()}. */
  public Row build(long index, Cells cells) {
    Object[] values =
        new Object[1 + segments.size() + (targets.length > 0 ? 1 : 0) + (weight >= 0 ? 1 : 0)];
    int next = 0;
    values[next++] = index;
    for (Segment segment : segments) {
      values[next++] =
          switch (segment.kind()) {
            case TEXT -> cells.text(features[segment.from()]);
            case VECTOR, BYTES -> cells.whole(features[segment.from()]);
            case NUMBERS -> numbers(segment, cells);
          };
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
