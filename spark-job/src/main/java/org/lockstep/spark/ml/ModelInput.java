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

/** The form of a model's input in a DataFrame: one column of features, or separate columns. */
sealed interface ModelInput extends Serializable {
  /** Makes a reader for a task. */
  RowReader reader(ScoringModel model);

  /** How rows that cannot be used are handled. */
  HandleInvalid invalid();

  /**
   * Finds a model's input in a DataFrame: its {@code inputCols} if they are set; its {@code
   * featuresCol} if that exists; otherwise the columns with the names that the model was trained
   * on.
   *
   * @param features the column that holds all features
   * @throws BadInputException naming the parameter, if the DataFrame does not fit
   */
  static ModelInput of(MlpModel owner, StructType schema, String features) {
    HandleInvalid invalid = owner.ownParams().handling(owner);
    List<InputColumn> columns = owner.model().input().columns();
    if (owner.isSet(owner.inputCols())) {
      List<String> names = Arrays.asList(owner.getInputCols());
      if (names.size() != columns.size()) {
        throw BadInputException.at(
            "inputCols",
            columns.size() + " columns, as in training",
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

  /** Refuses a column without features, or whose metadata states a different number of features. */
  private static ModelInput whole(
      StructType schema, String name, int expected, HandleInvalid invalid) {
    Columns.checkFeatures(schema, name);
    StructField field = Columns.find(schema, "featuresCol", name);
    if (field.dataType().equals(SQLDataTypes.VectorType())) {
      int size = AttributeGroup.fromStructField(field).size();
      if (size >= 0 && size != expected) {
        throw BadInputException.at(
            "featuresCol",
            expected + " features, as in training",
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

  /** A column for each raw column of the model. */
  record Named(List<RawColumn> columns, HandleInvalid invalid) implements ModelInput {
    @Override
    public RowReader reader(ScoringModel model) {
      return new NamedReader(columns, invalid == HandleInvalid.KEEP);
    }
  }
}
