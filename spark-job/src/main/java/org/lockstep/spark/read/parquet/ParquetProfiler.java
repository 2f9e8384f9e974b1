package org.lockstep.spark.read.parquet;

import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.text.Numbers;
import org.lockstep.spark.table.Categories;
import org.lockstep.spark.table.Finding;

/** The first pass over a Parquet source: selected rows to one {@link ParquetProfile} per file. */
final class ParquetProfiler implements FlatMapFunction<Iterator<Row>, ParquetProfile> {
  private static final long serialVersionUID = 1L;

  private final ParquetColumns columns;
  private final int features;
  private final String weight;
  private final Map<String, Set<String>> categories;

  /**
   * @param features how many of the selected columns, from the first, are features
   * @param weight the weight column's name, or null
   * @param categories the texts allowed in each text column; empty if they are to be found out
   */
  ParquetProfiler(
      ParquetColumns columns, int features, String weight, Map<String, Set<String>> categories) {
    this.columns = columns;
    this.features = features;
    this.weight = weight;
    this.categories = categories;
  }

  @Override
  public Iterator<ParquetProfile> call(Iterator<Row> rows) {
    Map<String, ParquetProfile> profiles = new LinkedHashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      ParquetProfile profile =
          profiles.computeIfAbsent(columns.file(row), f -> new ParquetProfile(decode(f)));
      profile.rows++;
      for (int i = 0; i < columns.size() && profile.finding == null; i++) {
        profile.finding = look(row, i, profile);
      }
    }
    return profiles.values().iterator();
  }

  /** The file of an encoded URI, which is how Spark hands out paths. */
  static String decode(String encoded) {
    return new Path(URI.create(encoded)).toString();
  }

  private Finding look(Row row, int position, ParquetProfile profile) {
    if (row.isNullAt(position)) {
      return finding(row, "a value in ", position, "null");
    }
    return switch (columns.kind(position)) {
      case NUMBER -> lookAtNumber(row, position);
      case TEXT -> lookAtText(row, position, profile);
      case NUMBERS, VECTOR -> lookAtVector(row, position, profile);
      case BYTES -> {
        profile.sawWidth(row.<byte[]>getAs(position).length, columns.rowInFile(row));
        yield null;
      }
    };
  }

  private Finding lookAtNumber(Row row, int position) {
    double number = row.getDouble(position);
    if (!Double.isFinite(number)) {
      return finding(row, "a finite number in ", position, Double.toString(number));
    }
    String weightExpected =
        columns.name(position).equals(weight) ? Numbers.expectedWeight(number) : null;
    return weightExpected == null
        ? null
        : finding(row, weightExpected, position, Text.number(number));
  }

  private Finding lookAtText(Row row, int position, ParquetProfile profile) {
    String text = row.getString(position);
    if (text.isEmpty()) {
      return finding(row, "a value in ", position, "an empty text");
    }
    if (position >= features) {
      return null;
    }
    String name = columns.name(position);
    Set<String> allowed = categories.get(name);
    if (allowed == null) {
      profile.sawText(name, text);
      return null;
    }
    return allowed.contains(text)
        ? null
        : finding(
            row,
            "one of " + Categories.list(allowed) + " in ",
            position,
            BadInputException.quote(text));
  }

  private Finding lookAtVector(Row row, int position, ParquetProfile profile) {
    if (columns.kind(position) == ParquetColumns.Kind.NUMBERS
        && row.getList(position).contains(null)) {
      return finding(row, "a number in every element of ", position, "null");
    }
    Vector vector = columns.vector(row, position);
    profile.sawWidth(vector.size(), columns.rowInFile(row));
    // Values of a sparse vector are enough: the others are zeros.
    double[] values = values(vector);
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return finding(row, "finite numbers in ", position, Double.toString(value));
      }
    }
    return null;
  }

  private static double[] values(Vector vector) {
    return vector instanceof org.apache.spark.ml.linalg.SparseVector sparse
        ? sparse.values()
        : vector.toArray();
  }

  private Finding finding(Row row, String expected, int position, String found) {
    return new Finding(
        columns.rowInFile(row),
        expected + "column " + BadInputException.quote(columns.name(position)),
        found);
  }
}
