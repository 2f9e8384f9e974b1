package org.lockstep.spark.read.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.lockstep.model.data.InputColumn;
import org.lockstep.spark.table.Table;

/** Joins the columns that {@link RowBuilder} made into {@code features}, text one-hot. */
public final class FeatureColumns {
  private FeatureColumns() {}

  /**
   * The rows with one column {@code features} in place of the segments.
   *
   * @param fields the feature columns in order, text with its categories
   */
  public static Dataset<Row> join(
      Dataset<Row> rows, List<RowBuilder.Segment> segments, List<InputColumn> fields) {
    List<RowBuilder.Segment> texts = segments.stream().filter(RowBuilder.Segment::isText).toList();
    if (texts.isEmpty()) {
      return rows.withColumnRenamed(segments.get(0).column(), Table.FEATURES);
    }
    String[] text = texts.stream().map(RowBuilder.Segment::column).toArray(String[]::new);
    String[] indexed = suffixed(text, "_index");
    String[] oneHot = suffixed(text, "_one_hot");
    String[][] categories =
        texts.stream()
            .map(segment -> fields.get(segment.from()).categories().toArray(String[]::new))
            .toArray(String[][]::new);
    int[] sizes = texts.stream().mapToInt(s -> fields.get(s.from()).width()).toArray();

    // Built from the categories rather than fitted: prediction has only those, and training the
    // same way.
    Dataset<Row> withIndexes =
        new StringIndexerModel("categories", categories)
            .setInputCols(text)
            .setOutputCols(indexed)
            .transform(rows);
    Dataset<Row> withOneHot =
        new OneHotEncoderModel("one-hot", sizes)
            .setInputCols(indexed)
            .setOutputCols(oneHot)
            .setDropLast(false)
            .transform(withIndexes);
    List<String> parts = new ArrayList<>();
    for (RowBuilder.Segment segment : segments) {
      parts.add(segment.isText() ? segment.column() + "_one_hot" : segment.column());
    }
    Dataset<Row> joined =
        new VectorAssembler()
            .setInputCols(parts.toArray(String[]::new))
            .setOutputCol(Table.FEATURES)
            .transform(withOneHot);
    return joined.select(kept(rows, segments));
  }

  private static Column[] kept(Dataset<Row> rows, List<RowBuilder.Segment> segments) {
    List<String> made = segments.stream().map(RowBuilder.Segment::column).toList();
    List<Column> kept = new ArrayList<>();
    for (String name : rows.columns()) {
      if (!made.contains(name)) {
        kept.add(functions.col(name));
      }
    }
    kept.add(1, functions.col(Table.FEATURES));
    return kept.toArray(Column[]::new);
  }

  private static String[] suffixed(String[] names, String suffix) {
    String[] result = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      result[i] = names[i] + suffix;
    }
    return result;
  }
}
