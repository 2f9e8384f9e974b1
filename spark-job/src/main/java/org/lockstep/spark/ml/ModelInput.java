package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.fit.ScoringModel;

/** How a DataFrame gives a model its input: in one column of features, or column by column. */
sealed interface ModelInput extends Serializable {
  /** A reader, for a task. */
  RowReader reader(ScoringModel model);

  /** What is done with rows that cannot be used. */
  HandleInvalid invalid();

  /**
   * The input of a model in a DataFrame: its {@code inputCols} where they are set; its {@code
   * featuresCol} where that is there; else the columns that have the names of the model's own.
   *
   * @param features the column that holds all features
   * @throws BadInputException naming the parameter, where the DataFrame does not fit
   */
  static ModelInput of(MlpModel owner, StructType schema, String features) {
    HandleInvalid invalid = owner.ownParams().handling(owner);
    List<InputColumn> columns = owner.model().input().columns();
    if (owner.isSet(owner.inputCols())) {
      List<String> names = Arrays.asList(owner.getInputCols());
      if (names.size() != columns.size()) {
        throw BadInputException.at(
            "inputCols",
            columns.size() + " columns, as the model was trained on",
            Integer.toString(names.size()));
      }
      return named(schema, names, columns, invalid);
    }
    List<String> known = Arrays.asList(schema.fieldNames());
    List<String> names = columns.stream().map(InputColumn::name).toList();
    boolean isNamed =
        !known.contains(Columns.bare(features))
            && known.containsAll(names)
            && columns.stream().noneMatch(VectorColumn.class::isInstance);
    if (isNamed) {
      return named(
          schema,
          names.stream().map(name -> "`" + name.replace("`", "``") + "`").toList(),
          columns,
          invalid);
    }
    return whole(schema, features, owner.model().input().values(), invalid);
  }

  private static ModelInput named(
      StructType schema, List<String> names, List<InputColumn> columns, HandleInvalid invalid) {
    return new Named(
        IntStream.range(0, names.size())
            .mapToObj(i -> RawColumn.of("inputCols", schema, names.get(i), columns.get(i)))
            .toList(),
        invalid);
  }

  /** Refuses a column without features, or with another number of them, where its metadata says. */
  private static ModelInput whole(
      StructType schema, String name, int expected, HandleInvalid invalid) {
    Columns.checkFeatures(schema, name);
    StructField field = Columns.find(schema, "featuresCol", name);
    if (field.dataType().equals(SQLDataTypes.VectorType())) {
      int size = AttributeGroup.fromStructField(field).size();
      if (size >= 0 && size != expected) {
        throw BadInputException.at(
            "featuresCol",
            expected + " features, as the model was trained on",
            size + " in column " + BadInputException.quote(field.name()));
      }
    }
    return new Whole(schema.fieldIndex(field.name()), field.name(), field.dataType(), invalid);
  }

  /** One column that holds all raw values. */
  record Whole(int index, String name, DataType type, HandleInvalid invalid) implements ModelInput {
    @Override
    public RowReader reader(ScoringModel model) {
      return new FeatureReader(index, name, type, model.values());
    }
  }

  /** A column each. */
  record Named(List<RawColumn> columns, HandleInvalid invalid) implements ModelInput {
    @Override
    public RowReader reader(ScoringModel model) {
      return new NamedReader(columns, invalid == HandleInvalid.KEEP);
    }
  }
}
