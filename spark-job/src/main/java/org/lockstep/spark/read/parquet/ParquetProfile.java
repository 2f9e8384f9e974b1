package org.lockstep.spark.read.parquet;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lockstep.spark.table.Categories;
import org.lockstep.spark.table.Finding;

/** What a task saw of one Parquet file. Rows are counted from 0 in the file. */
final class ParquetProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More different widths than this need no further examples. */
  private static final int MOST_WIDTHS = 100;

  final String file;
  long rows;

  /** The first bad row; null if there is none. */
  Finding finding;

  /** For each width of the features, the first row of that width. */
  final Map<Integer, Long> widths = new TreeMap<>();

  /** For each text column by name, its distinct texts, at most one too many. */
  final Map<String, Set<String>> texts = new TreeMap<>();

  ParquetProfile(String file) {
    this.file = file;
  }

  void sawWidth(int width, long row) {
    if (widths.size() < MOST_WIDTHS || widths.containsKey(width)) {
      widths.merge(width, row, Math::min);
    }
  }

  void sawText(String column, String text) {
    Set<String> seen = texts.computeIfAbsent(column, c -> new HashSet<>());
    if (seen.size() <= Categories.MOST) {
      seen.add(text);
    }
  }

  /** Adds what another task saw of the same file. */
  void merge(ParquetProfile other) {
    rows += other.rows;
    finding = Finding.first(finding, other.finding);
    other.widths.forEach((width, row) -> widths.merge(width, row, Math::min));
    other.texts.forEach(
        (column, seen) -> texts.computeIfAbsent(column, c -> new TreeSet<>()).addAll(seen));
  }
}
