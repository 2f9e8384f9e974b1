package org.lockstep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Rows that share a hash; in real data, only equal rows do. */
class NumberedRowsTest {
  private static final StructType TYPE =
      new StructType().add("hash", DataTypes.LongType).add("features", DataTypes.BinaryType);

  @Test
  void rowsWithTheSameHashAreNumberedByContentInAnyOrder() {
    List<InternalRow> rows = rows(1, 2, 2, 2, 2, 3);
    List<String> expected = numbered(rows);

    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(rows.subList(1, 5), random);
      assertThat(numbered(rows)).isEqualTo(expected);
    }
  }

  @Test
  void numbersContinueFromTheFirst() {
    assertThat(numbered(rows(1, 1, 2)))
        .extracting(row -> row.substring(0, 1))
        .containsExactly("7", "8", "9");
  }

  @Test
  void equalRowsAreAllNumbered() {
    List<InternalRow> rows = rows(1, 2);
    rows.add(1, rows.get(0));
    rows.add(2, rows.get(0));
    assertThat(numbered(rows)).containsExactly("7:1:0", "8:1:0", "9:1:0", "10:2:50");
  }

  @Test
  void noRowsHaveNoNumbers() {
    assertThat(numbered(List.of())).isEmpty();
  }

  /** A row for each hash, with different features. */
  private static List<InternalRow> rows(long... hashes) {
    UnsafeProjection projection = UnsafeProjection.create(TYPE);
    return new ArrayList<>(
        IntStream.range(0, hashes.length)
            .mapToObj(
                i ->
                    (InternalRow)
                        projection
                            .apply(
                                new GenericInternalRow(
                                    new Object[] {hashes[i], new byte[] {(byte) (50 * i), 1}}))
                            .copy())
            .toList());
  }

  /**
   * The rows as {@code number:hash:first feature}, read from a row object that is reused, as
   * Spark's are.
   */
  private static List<String> numbered(List<InternalRow> rows) {
    UnsafeRow reused = new UnsafeRow(TYPE.size());
    List<String> seen = new ArrayList<>();
    new NumberedRows(
            rows.stream()
                .map(
                    row -> {
                      UnsafeRow bytes = (UnsafeRow) row;
                      reused.pointTo(
                          bytes.getBaseObject(), bytes.getBaseOffset(), bytes.getSizeInBytes());
                      return (InternalRow) reused;
                    })
                .iterator(),
            0,
            7)
        .forEachRemaining(
            row -> seen.add(row.getLong(2) + ":" + row.getLong(0) + ":" + row.getBinary(1)[0]));
    return seen;
  }
}
