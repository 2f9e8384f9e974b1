package org.lockstep.spark.ml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Precision;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.ContentOrder;
import org.lockstep.spark.table.InternalRows;
import org.lockstep.spark.table.Origin;
import org.lockstep.spark.table.PackedFeatures;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.TableSource;
import org.lockstep.spark.table.TargetColumns;

/**
 * Reads the data of a fit from a DataFrame.
 *
 * <p>A DataFrame has no order: the same rows can arrive in other partitions on another cluster,
 * after another join, or when a partition is recomputed. So the rows are ordered by their content:
 * they are sorted by a hash, and by the content itself if two hashes are equal. If the user names a
 * column, they are sorted by that column. The hash also partitions the rows for the sort.
 *
 * <p>The DataFrame is read once: a shuffle keeps the rows packed. The shuffled rows are first
 * checked for anything that cannot be trained on, then sorted and numbered.
 */
final class DataFrameRows implements TableSource {
  private static final String HASH = ContentOrder.HASH;
  private static final String ORDER = "order";

  private final Dataset<Row> dataset;
  private final String name;
  private final FitColumns columns;
  private final Precision precision;
  private final Labels labels;
  private final Optional<DataFrameRows> training;
  private OptionalLong rawEntries = OptionalLong.empty(); // set if there are words
  private TargetSchema target; // null before the table is made
  private InputSchema read; // null before the table is made, or if one column has all features

  private DataFrameRows(
      Dataset<Row> dataset,
      String name,
      FitColumns columns,
      Precision precision,
      Labels labels,
      Optional<DataFrameRows> training) {
    this.dataset = dataset;
    this.name = name;
    this.columns = columns;
    this.precision = precision;
    this.labels = labels;
    this.training = training;
  }

  /** The rows to train on. */
  static DataFrameRows training(
      Dataset<Row> dataset, FitColumns columns, Precision precision, Labels labels) {
    return new DataFrameRows(
        dataset, "the DataFrame", columns, precision, labels, Optional.empty());
  }

  /** Validation rows for these training rows. Their table must be made after this one. */
  DataFrameRows validation(Dataset<Row> rows) {
    return new DataFrameRows(
        rows, "the validation rows", columns, precision, labels, Optional.of(this));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String weightPlace() {
    return "column " + columns.weight().orElse("");
  }

  @Override
  public Table table(Optional<InputSchema> expected) {
    List<String> notes = columns.features().areRaw() ? readInputs() : List.of();
    Dataset<Row> spread = spread();
    JavaRDD<InternalRow> rows = InternalRows.of(spread);
    RowProfile whole = emptyProfile(spread.schema());
    List<RowProfile> profiles = profiles(rows, whole);
    profiles.forEach(whole::merge);
    whole.check(columns);
    if (whole.unusable() > 0) {
      Notices.tell(
          Text.format(
              "%,d of %,d rows are left out: their features are null or not finite",
              whole.unusable(), whole.rows() + whole.unusable()));
    }
    checkWidth(expected, whole.width());
    target = new TargetMeaning(name, columns, labels, training.map(of -> of.target)).of(whole);
    return new Table(
        marked(
            numbered(InternalRows.dataset(spread.sparkSession(), rows, spread.schema()), profiles),
            whole.entries()),
        whole.rows(),
        columns.features().areRaw() ? read : expected.orElseGet(() -> input(whole.width())),
        new TargetColumns(
            target.columns(), "column " + String.join(", ", columns.labels()), Optional.of(target)),
        columns.weight().isPresent(),
        new Origin(row -> name, List.of(), new Origin.Seen(notes, Optional.empty(), List.of())));
  }

  /**
   * Collects the texts and the ranges of numbers. Validation rows use those of the training rows.
   *
   * @return notes for the user
   */
  private List<String> readInputs() {
    if (training.isPresent()) {
      read = training.get().read;
      return List.of();
    }
    RawProfile profile = RawProfile.of(dataset, columns);
    read = profile.schema(columns.features().texts());
    rawEntries = profile.entries();
    return profile.notes(columns.invalid() == HandleInvalid.KEEP);
  }

  /** Marks the features as packed, with the number of stored values if it is known. */
  private Dataset<Row> marked(Dataset<Row> rows, long entries) {
    MetadataBuilder known = new MetadataBuilder().putBoolean(Table.PACKED_KEY, true);
    OptionalLong counted = columns.features().areRaw() ? rawEntries : OptionalLong.of(entries);
    counted.ifPresent(count -> known.putLong(Table.ENTRIES_KEY, count));
    Metadata packed = known.build();
    return rows.withColumn(Table.FEATURES, col(Table.FEATURES).as(Table.FEATURES, packed));
  }

  private InputSchema input(int width) {
    return new InputSchema(
        List.of(new VectorColumn(columns.features().column(), width, Optional.empty())));
  }

  private void checkWidth(Optional<InputSchema> expected, int width) {
    if (expected.isPresent() && expected.get().values() != width) {
      throw BadInputException.at(
          "column " + columns.features().column(),
          expected.get().values() + " features, as in the training rows",
          width + " in " + name);
    }
  }

  // --- One pass over the DataFrame -------------------------------------------------------------

  /** (hash, features, target, weight) of every row, partitioned in the final order. */
  private Dataset<Row> spread() {
    Dataset<Row> packed = packed();
    if (columns.order().isPresent()) {
      return packed
          .orderBy(ORDER, HASH, Table.FEATURES, Table.TARGET, Table.WEIGHT)
          .select(HASH, Table.FEATURES, Table.TARGET, Table.WEIGHT);
    }
    int partitions =
        Math.max(
            packed.rdd().getNumPartitions(),
            dataset.sparkSession().sparkContext().defaultParallelism());
    return ContentOrder.spread(packed, partitions);
  }

  private Dataset<Row> packed() {
    Dataset<Row> rows =
        dataset.select(
            features()
                .as(
                    Table.FEATURES,
                    new MetadataBuilder().putBoolean(Table.PACKED_KEY, true).build()),
            targetColumn().as(Table.TARGET),
            columns
                .weight()
                .map(column -> Columns.of(column).cast(DataTypes.DoubleType))
                .orElse(lit(1.0))
                .as(Table.WEIGHT),
            columns.order().map(Columns::of).orElse(lit(0)).as(ORDER));
    return rows.withColumn(HASH, ContentOrder.hash(Table.FEATURES, Table.TARGET, Table.WEIGHT))
        .select(HASH, Table.FEATURES, Table.TARGET, Table.WEIGHT, ORDER);
  }

  private Column features() {
    if (columns.features().areRaw()) {
      boolean fills = columns.invalid() == HandleInvalid.KEEP;
      RawRows pack = new RawRows(read, fills, training.isPresent(), precision);
      return udf(pack, DataTypes.BinaryType)
          .apply(struct(RawProfile.columns(dataset, columns.features().inputs())));
    }
    Precision to = precision;
    UDF1<Object, byte[]> pack = features -> pack(features, to);
    return udf(pack, DataTypes.BinaryType).apply(Columns.of(columns.features().column()));
  }

  private Column targetColumn() {
    List<String> names = columns.labels();
    if (names.size() > 1) {
      return array(
          names.stream()
              .map(label -> Columns.of(label).cast(DataTypes.DoubleType))
              .toArray(Column[]::new));
    }
    Column label = Columns.of(names.get(0));
    if (!labels.inArray()) {
      return label.cast(DataTypes.DoubleType);
    }
    boolean isVector =
        Columns.find(dataset.schema(), "labelCol", names.get(0))
            .dataType()
            .equals(SQLDataTypes.VectorType());
    return isVector
        ? vector_to_array(label, "float64")
        : label.cast(DataTypes.createArrayType(DataTypes.DoubleType));
  }

  private static byte[] pack(Object features, Precision precision) {
    Vector vector = FeatureValues.vector(features);
    if (vector == null) {
      return unusable("null");
    }
    try {
      return PackedFeatures.pack(vector, precision);
    } catch (PackedFeatures.NotFiniteNumberException e) {
      return unusable(Double.toString(e.number()));
    }
  }

  private static byte[] unusable(String found) {
    byte[] bytes = ("x" + found).getBytes(US_ASCII);
    bytes[0] = RowProfile.UNUSABLE;
    return bytes;
  }

  private RowProfile emptyProfile(StructType schema) {
    return new RowProfile(
        RowProfile.Kind.of(labels), schema.apply(Table.TARGET).dataType() instanceof ArrayType);
  }

  private static List<RowProfile> profiles(JavaRDD<InternalRow> rows, RowProfile empty) {
    return rows.mapPartitions( // each task has its own copy
            part -> List.of(empty.addAll(part)).iterator())
        .collect();
  }

  // --- Order -----------------------------------------------------------------------------------

  private Dataset<Row> numbered(Dataset<Row> spread, List<RowProfile> profiles) {
    boolean areAllUsable = profiles.stream().allMatch(profile -> profile.unusable() == 0);
    Column mark = substring(col(Table.FEATURES), 1, 1);
    Dataset<Row> usable =
        areAllUsable ? spread : spread.filter(mark.notEqual(lit(new byte[] {RowProfile.UNUSABLE})));
    Dataset<Row> sorted = columns.order().isPresent() ? usable : usable.sortWithinPartitions(HASH);
    long[] first = new long[profiles.size()];
    for (int part = 1; part < first.length; part++) {
      first[part] = first[part - 1] + profiles.get(part - 1).rows();
    }
    return ContentOrder.numbered(sorted, first);
  }
}
