package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.unsafe.types.UTF8String;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.TextTerms;
import org.lockstep.spark.read.source.Figure;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.table.CarriedColumns;
import org.lockstep.spark.table.PackedFeatures;
import org.lockstep.spark.table.Table;

/** Makes rows of a table from a source's cells: raw values, target, weight. Not thread-safe. */
public final class RowMaker implements Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("unchecked") // by its definition
  private static final UserDefinedType<Vector> VECTOR =
      (UserDefinedType<Vector>) SQLDataTypes.VectorType();

  private final int[] sources;
  private final RowRules rules;
  private final List<Map<String, Integer>> categories; // by feature column; null for numbers
  private final DateForm[] forms; // by feature column; null for columns without dates
  private final DateUnit[] units;
  private final int[] targets;
  private final List<TextTerms> terms; // by feature column; null for others
  private final int[] places; // of each feature column's first raw value
  private final int values; // the number of raw values in a row
  private final boolean hasTerms;
  private final long entries; // raw values in all rows that are not 0; -1 if unknown
  private final Table.Form form;
  private final boolean textTarget;
  private final int weight;
  private final int[] carried;
  private final StructType schema;
  private transient double[] raw;
  private transient FeatureEntries row;

  /**
   * Creates a maker of rows.
   *
   * @param entries how many raw values in all rows are not 0, if known
   */
  RowMaker(
      ChosenColumns chosen,
      Roles roles,
      RowRules rules,
      Table.Form form,
      boolean textTarget,
      OptionalLong entries) {
    this.form = form;
    this.entries = entries.orElse(-1);
    this.rules = rules;
    this.sources = indexes(chosen.sources());
    this.categories = new ArrayList<>();
    for (InputColumn column : chosen.columns()) {
      categories.add(
          column instanceof CategoryColumn text ? ColumnRule.indexes(text.categories()) : null);
    }
    this.forms = new DateForm[sources.length];
    this.units = new DateUnit[sources.length];
    for (int i = 0; i < sources.length && form == Table.Form.PACKED; i++) {
      if (chosen.columns().get(i) instanceof DateColumn date) {
        forms[i] = date.form();
        units[i] = date.unit();
      }
    }
    this.terms = new ArrayList<>();
    this.places = new int[sources.length];
    int next = 0;
    for (int i = 0; i < sources.length; i++) {
      InputColumn column = chosen.columns().get(i);
      terms.add(column instanceof TextColumn text ? TextTerms.of(text) : null);
      places[i] = next;
      next += column.values();
    }
    this.values = next;
    this.hasTerms = terms.stream().anyMatch(Objects::nonNull);
    this.targets = indexes(roles.targets());
    this.textTarget = textTarget;
    this.weight = roles.weight().orElse(-1);
    this.carried = indexes(roles.carried());
    this.schema = schema(roles);
  }

  private static int[] indexes(List<Integer> columns) {
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The schema of the rows. */
  public StructType schema() {
    return schema;
  }

  private StructType schema(Roles roles) {
    MetadataBuilder known = new MetadataBuilder();
    if (form == Table.Form.PACKED) {
      known.putBoolean(Table.PACKED_KEY, true);
    }
    if (entries >= 0) {
      known.putLong(Table.ENTRIES_KEY, entries);
    }
    Metadata metadata = known.build();
    DataType features = form == Table.Form.VECTORS ? VECTOR : DataTypes.BinaryType;
    StructType columns =
        new StructType()
            .add(Table.ROW, DataTypes.LongType, false)
            .add(Table.FEATURES, features, false, metadata);
    if (targets.length > 0) {
      DataType one = textTarget ? DataTypes.StringType : DataTypes.DoubleType;
      DataType several = DataTypes.createArrayType(DataTypes.DoubleType, false);
      columns = columns.add(Table.TARGET, targets.length == 1 ? one : several, false);
    }
    if (weight >= 0) {
      columns = columns.add(Table.WEIGHT, DataTypes.DoubleType, false);
    }
    List<String> names = roles.carried().stream().map(roles.names()::get).toList();
    return names.isEmpty() ? columns : columns.add(CarriedColumns.ofText(names).field());
  }

  /**
   * Makes one row of {@link #schema()}.
   *
   * @throws ChangedException if the row has changed since it was looked at
   */
  public InternalRow make(long index, Cells cells) {
    Object[] values = new Object[schema.size()];
    int next = 0;
    values[next++] = index;
    values[next++] = features(cells);
    if (targets.length > 0) {
      values[next++] = target(cells);
    }
    if (weight >= 0) {
      values[next++] = number(weight, cells, false);
    }
    if (carried.length > 0) {
      values[next] = carried(cells);
    }
    return new GenericInternalRow(values);
  }

  private Object features(Cells cells) {
    if (form != Table.Form.PACKED) {
      Object whole = cells.isMissing(sources[0]) ? null : cells.whole(sources[0]);
      if (whole == null) {
        throw new ChangedException();
      }
      return form == Table.Form.BYTES ? whole : VECTOR.serialize((Vector) whole);
    }
    if (hasTerms) {
      return entries(cells);
    }
    if (raw == null) {
      raw = new double[sources.length];
    }
    for (int i = 0; i < sources.length; i++) {
      raw[i] = value(i, cells);
    }
    return PackedFeatures.packAll(raw);
  }

  /** The counts of the words present, and every value of the other columns. */
  private byte[] entries(Cells cells) {
    if (row == null) {
      row = new FeatureEntries();
    }
    row.clear();
    for (int i = 0; i < sources.length; i++) {
      if (terms.get(i) == null) {
        row.put(places[i], value(i, cells));
      } else if (!cells.isMissing(sources[i])) {
        terms.get(i).count(cells.text(sources[i]), places[i], row);
      }
    }
    return PackedFeatures.packEntries(values, row.places(), row.values(), row.count());
  }

  private double value(int i, Cells cells) {
    if (cells.isMissing(sources[i])) {
      return Double.NaN;
    }
    ColumnRule rule = rules.rule(sources[i]);
    if (forms[i] != null) {
      return date(i, cells, rule.coerces());
    }
    Map<String, Integer> known = categories.get(i);
    if (known == null) {
      return number(sources[i], cells, rule.coerces());
    }
    Integer category = known.get(cells.text(sources[i]));
    if (category == null && rule.known == null) {
      throw new ChangedException();
    }
    return category == null ? CategoryColumn.UNKNOWN : category;
  }

  private double date(int i, Cells cells, boolean mayBeText) {
    double seconds = cells.seconds(sources[i], forms[i]);
    if (Double.isNaN(seconds) && !mayBeText && !cells.isMissingNumber(sources[i])) {
      throw new ChangedException();
    }
    return units[i].of(seconds);
  }

  private static double number(int source, Cells cells, boolean mayBeText) {
    double number = cells.number(source);
    if (Double.isNaN(number) && !mayBeText && !cells.isMissing(source)) {
      Figure figure = cells.figure(source);
      number = figure == null ? number : figure.value();
    }
    if (Double.isNaN(number) && !mayBeText && !cells.isMissingNumber(source)) {
      throw new ChangedException();
    }
    return number;
  }

  private Object carried(Cells cells) {
    Object[] texts = new Object[carried.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = UTF8String.fromString(cells.carried(carried[i])); // null for null
    }
    return new GenericArrayData(texts);
  }

  private Object target(Cells cells) {
    if (targets.length == 1) {
      return textTarget
          ? UTF8String.fromString(cells.text(targets[0]))
          : (Object) number(targets[0], cells, false);
    }
    double[] numbers = new double[targets.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(targets[i], cells, false);
    }
    return new GenericArrayData(numbers);
  }
}
