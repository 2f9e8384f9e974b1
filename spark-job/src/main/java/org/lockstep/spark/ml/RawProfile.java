package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * What raw columns of a DataFrame hold, seen in one pass before its rows are packed: which texts
 * there are, where numbers lie, how many are missing.
 */
final class RawProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More different texts than this are no categories. */
  private static final int MOST_TEXTS = 100_000;

  private final String[] names;
  private final boolean[] areTexts;
  private final List<Set<String>> texts = new ArrayList<>();
  private final long[] missing;
  private final double[] min;
  private final double[] max;

  private RawProfile(String[] names, boolean[] areTexts) {
    this.names = names;
    this.areTexts = areTexts;
    this.missing = new long[names.length];
    this.min = IntStream.range(0, names.length).mapToDouble(i -> Double.MAX_VALUE).toArray();
    this.max = IntStream.range(0, names.length).mapToDouble(i -> -Double.MAX_VALUE).toArray();
    for (int i = 0; i < names.length; i++) {
      texts.add(new HashSet<>());
    }
  }

  /** The columns that these names stand for, each as a text or a double. */
  static Column[] columns(Dataset<Row> dataset, List<String> names) {
    return names.stream()
        .map(
            name ->
                isText(dataset, name)
                    ? Columns.of(name)
                    : Columns.of(name).cast(DataTypes.DoubleType))
        .toArray(Column[]::new);
  }

  private static boolean isText(Dataset<Row> dataset, String name) {
    return RawColumn.find(dataset.schema(), name).dataType() instanceof StringType;
  }

  /** Looks at all rows. */
  static RawProfile of(Dataset<Row> dataset, List<String> inputs) {
    boolean[] areTexts = new boolean[inputs.size()];
    String[] names = new String[inputs.size()];
    for (int i = 0; i < areTexts.length; i++) {
      areTexts[i] = isText(dataset, inputs.get(i));
      names[i] = Columns.bare(inputs.get(i));
    }
    RawProfile whole = new RawProfile(names, areTexts);
    dataset
        .select(columns(dataset, inputs))
        .javaRDD()
        .mapPartitions(rows -> List.of(new RawProfile(names, areTexts).addAll(rows)).iterator())
        .collect()
        .forEach(whole::merge);
    return whole;
  }

  private RawProfile addAll(Iterator<Row> rows) {
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int i = 0; i < names.length; i++) {
        add(i, row.get(i));
      }
    }
    return this;
  }

  private void add(int i, Object value) {
    if (isMissing(value)) {
      missing[i]++;
    } else if (areTexts[i]) {
      collect(i, (String) value);
    } else if (Double.isFinite((Double) value)) {
      min[i] = Math.min(min[i], (Double) value);
      max[i] = Math.max(max[i], (Double) value);
    }
  }

  /** Whether a text or a double stands for none. */
  static boolean isMissing(Object value) {
    return value == null || value.equals("") || (value instanceof Double x && x.isNaN());
  }

  private void collect(int i, String text) {
    if (texts.get(i).size() <= MOST_TEXTS) { // one more says that they are too many
      texts.get(i).add(text);
    }
  }

  private void merge(RawProfile other) {
    for (int i = 0; i < names.length; i++) {
      missing[i] += other.missing[i];
      min[i] = Math.min(min[i], other.min[i]);
      max[i] = Math.max(max[i], other.max[i]);
      for (String text : other.texts.get(i)) {
        collect(i, text);
      }
    }
  }

  /**
   * The columns as they were read, with every category that there is.
   *
   * @throws BadInputException for a column of too many texts
   */
  InputSchema schema() {
    return new InputSchema(
        IntStream.range(0, names.length)
            .mapToObj(
                i ->
                    areTexts[i]
                        ? text(i)
                        : NumberColumn.of(names[i]).from(NumberColumn.originOf(min[i], max[i])))
            .toList());
  }

  private InputColumn text(int i) {
    if (texts.get(i).size() > MOST_TEXTS) {
      throw BadInputException.at(
          "column " + names[i], "at most " + MOST_TEXTS + " different texts", "more");
    }
    return texts.get(i).isEmpty() // nothing but missing ones: a number that is always filled
        ? NumberColumn.of(names[i])
        : InputColumn.text(names[i], texts.get(i).stream().sorted().toList());
  }

  /** What is missing, in a line; empty where nothing is. */
  List<String> notes() {
    String counts =
        IntStream.range(0, names.length)
            .filter(i -> missing[i] > 0)
            .mapToObj(i -> Text.brief(names[i]) + Text.format(" %,d", missing[i]))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? List.of() : List.of("values missing and filled: " + counts);
  }
}
