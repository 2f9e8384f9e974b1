package org.lockstep.spark.ml;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.error.BadInputException;

/** Checks the columns that a fit reads. */
final class InputColumns {
  private InputColumns() {}

  /**
   * Checks all columns.
   *
   * @throws BadInputException naming the parameter
   */
  static void check(StructType schema, FitColumns columns, Labels labels) {
    if (columns.features().areRaw()) {
      columns.features().inputs().forEach(name -> checkInput(schema, columns, name));
      columns.features().texts().names().forEach(name -> checkText(schema, name));
    } else {
      Columns.checkFeatures(schema, columns.features().column());
    }
    for (String label : columns.labels()) {
      checkLabel(schema, columns, label, labels);
    }
    columns.weight().ifPresent(name -> Columns.checkNumbers(schema, "weightCol", name));
    columns.order().ifPresent(name -> Columns.find(schema, "orderCol", name));
    columns
        .validationIndicator()
        .ifPresent(name -> Columns.checkFlags(schema, "validationIndicatorCol", name));
  }

  private static void checkInput(StructType schema, FitColumns columns, String name) {
    String bare = RawColumn.find("inputCols", schema, name).name();
    if (columns.labels().contains(bare)) {
      throw BadInputException.at(
          "inputCols", "columns other than the label", BadInputException.quote(bare));
    }
  }

  private static void checkText(StructType schema, String name) {
    StructField field = Columns.find(schema, "textCols", name);
    if (!(field.dataType() instanceof StringType)) {
      throw BadInputException.at("textCols", "columns of texts", Columns.holding(field));
    }
  }

  private static void checkLabel(
      StructType schema, FitColumns columns, String name, Labels labels) {
    String param = columns.labels().size() > 1 ? "labelCols" : "labelCol";
    boolean mayBeArray = !(labels instanceof Labels.Classes) && columns.labels().size() == 1;
    if (!(mayBeArray && isArray(Columns.find(schema, param, name).dataType()))) {
      Columns.checkNumbers(schema, param, name);
    }
  }

  /** Whether one column holds several labels for each row. */
  static boolean hasArray(StructType schema, FitColumns columns) {
    List<String> labels = columns.labels();
    return labels.size() == 1
        && isArray(Columns.find(schema, "labelCol", labels.get(0)).dataType());
  }

  /** Whether a column of this type holds several numbers in each row. */
  static boolean isArray(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array && Columns.isNumber(array.elementType()));
  }
}
