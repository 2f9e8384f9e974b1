package org.lockstep.model.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.Batch;

class ShardBuilderTest {
  // Three rows of this width fill a block.
  private static final int WIDE = (1 << 22) / 3;

  @ParameterizedTest
  @EnumSource
  void rowsReadBackAcrossTheEdgesOfBlocks(Features.Kind kind) {
    for (int rows : new int[] {0, 1, 2, 3, 4, 6, 7}) {
      Features features = shard(kind, WIDE, rows).features();
      assertThat(features.rows()).isEqualTo(rows);
      assertThat(features.width()).isEqualTo(WIDE);
      double[] row = new double[WIDE];
      for (int i = 0; i < rows; i++) {
        features.loadRow(i, row);
        for (int j : new int[] {0, 1, WIDE / 2, WIDE - 1}) {
          assertThat(row[j]).as("row %d of %d, column %d", i, rows, j).isEqualTo((i + j) & 0xff);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aShardSurvivesSerialisation(Features.Kind kind) throws Exception {
    // Floats are serialised 2048 at a time.
    for (int rows : new int[] {0, 1, 2047, 2048, 2049, 5000}) {
      Shard shard = shard(kind, 1, rows);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(shard);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        Shard sent = (Shard) in.readObject();
        assertThat(sent.rows()).isEqualTo(rows);
        assertThat(checksum(sent)).isEqualTo(checksum(shard));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void joinedPiecesEqualTheShardOfAllTheirRows(Features.Kind kind) {
    for (Task task : new Task[] {Task.CLASSIFICATION, Task.REGRESSION}) {
      ShardBuilder whole = new ShardBuilder(1, 3, new RowForm(kind, 5, task, 2, true));
      ShardBuilder joined = new ShardBuilder(1, 3, new RowForm(kind, 5, task, 2, true));
      int row = 0;
      for (int length : new int[] {1, 0, 70, 300}) {
        ShardBuilder piece = new ShardBuilder(1, 3, new RowForm(kind, 5, task, 2, true));
        for (int end = row + length; row < end; row++) {
          add(row, kind, task, whole);
          add(row, kind, task, piece);
        }
        joined.add(piece.build());
      }
      assertThat(checksum(joined.build())).isEqualTo(checksum(whole.build()));
    }
  }

  private static void add(int row, Features.Kind kind, Task task, ShardBuilder into) {
    if (kind == Features.Kind.BYTES) {
      into.addBytes(new byte[] {(byte) row, 1, 2, (byte) 255, 0});
    } else {
      into.addNumbers(new double[] {row / 3.0, 0, Math.E, 0, -row});
    }
    if (task == Task.REGRESSION) {
      into.setTargets(new double[] {row, 0.1 * row});
    } else {
      into.setClass(row % 2);
    }
    into.setWeight(0.25 * row);
  }

  @ParameterizedTest
  @EnumSource
  void blocksGrowWithTheRows(Features.Kind kind) {
    for (int rows : new int[] {63, 64, 65, 127, 128, 129, 1000}) {
      Features features = shard(kind, 3, rows).features();
      double[] row = new double[3];
      for (int i = 0; i < rows; i++) {
        features.loadRow(i, row);
        assertThat(row)
            .as("row %d of %d", i, rows)
            .containsExactly(i & 0xff, (i + 1) & 0xff, (i + 2) & 0xff);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aShardKeepsNoMoreMemoryThanItsRowsNeed(Features.Kind kind) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(shard(kind, 100, 10));
    }
    int most = kind.isSparse() ? Integer.BYTES + Double.BYTES : Double.BYTES; // for a number
    assertThat(bytes.size()).isLessThan(100 * 10 * most + 2000);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SPARSE_FLOATS", "SPARSE_DOUBLES"})
  void everyKindFillsABatchAlike(Features.Kind kind) {
    Features features = shard(kind, 5, 300).features();
    for (Arithmetic arithmetic : new Arithmetic[] {Arithmetics.FLOAT, Arithmetics.DOUBLE}) {
      Batch batch = arithmetic.batch(2, 5);
      Scaling scaling =
          new Scaling(
              Scaling.Kind.STANDARD,
              new double[] {0.0, 1.0, 2.0, 3.0, 4.0},
              new double[] {1.0, 2.0, 4.0, 0.5, 0.25});
      features.standardizeInto(
          batch, new int[] {9, 0, 270}, 1, 2, new Standardizer(arithmetic, scaling));
      assertThat(row(batch, 0)).containsExactly(0, 0, 0, 0, 0);
      assertThat(row(batch, 1)).containsExactly(14, 7, 3.5, 28, 56);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SPARSE_FLOATS", "SPARSE_DOUBLES"})
  void sparseRowsAreTheSameFromEntriesAndFromNumbers(Features.Kind kind) {
    Random random = new Random(4);
    int width = 1 << 21; // two rows to a block
    ShardBuilder entries = builder(kind, width);
    ShardBuilder numbers = builder(kind, width);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int[] columns = random.ints(i, 0, width).distinct().sorted().toArray();
      double[] values = new double[columns.length];
      double[] row = new double[width];
      for (int k = 0; k < columns.length; k++) {
        values[k] = k == 1 ? 1e-310 : k == 2 ? 0 : (float) random.nextGaussian();
        row[columns[k]] = kind == Features.Kind.SPARSE_FLOATS ? (float) values[k] : values[k];
      }
      entries.addSparse(columns, values);
      entries.setClass(0);
      numbers.addNumbers(row);
      numbers.setClass(0);
      rows.add(row);
    }
    Shard shard = entries.build();
    assertThat(checksum(shard)).isEqualTo(checksum(numbers.build()));
    assertThat(checksum(shard.head(5))).isEqualTo(checksum(shard));
    double[] loaded = new double[width];
    long stored = 0;
    for (int i = 0; i < 5; i++) {
      shard.features().loadRow(i, loaded);
      assertThat(loaded).isEqualTo(rows.get(i));
      stored += Arrays.stream(loaded).filter(x -> x != 0).count();
    }
    assertThat(((SparseFeatures) shard.features()).entries()).isEqualTo(stored).isPositive();
  }

  private static int checksum(Shard shard) {
    ShardChecksum checksum = new ShardChecksum();
    shard.addTo(checksum);
    return checksum.value();
  }

  @Test
  void sparseColumnsMustExistAndAscend() {
    assertThatThrownBy(
            () ->
                builder(Features.Kind.SPARSE_FLOATS, 3)
                    .addSparse(new int[] {1, 1}, new double[] {1, 2}))
        .hasMessage("expected columns in ascending order but found 1 after a later one");
    assertThatThrownBy(
            () ->
                builder(Features.Kind.SPARSE_FLOATS, 3).addSparse(new int[] {3}, new double[] {1}))
        .hasMessage("expected a row of 3 features but found column 3");
  }

  private static double[] row(Batch batch, int row) {
    return IntStream.range(0, batch.columns()).mapToDouble(j -> batch.get(row, j)).toArray();
  }

  @ParameterizedTest
  @EnumSource
  void featuresAreNotRecordsSinceKryoCannotRestoreThem(Features.Kind kind) {
    assertThat(shard(kind, 1, 1).features().getClass().isRecord()).isFalse();
    assertThat(FeatureBlocks.class.isRecord()).isFalse();
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    ShardBuilder builder = builder(Features.Kind.FLOATS, 3);
    assertThatThrownBy(() -> builder.addNumbers(new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a row of 3 features but found 4");
  }

  @Test
  void aPositionInAShardIsARowOfTheDataSet() {
    Shard shard = shard(Features.Kind.BYTES, 1, 5);
    assertThat(shard.index()).isEqualTo(2);
    assertThat(shard.rowIndex(0)).isEqualTo(2);
    assertThat(shard.rowIndex(4)).isEqualTo(4 * 7 + 2);
  }

  @Test
  void classesAreCounted() {
    long[] counts = new long[3];
    shard(Features.Kind.BYTES, 1, 100).countClasses(counts);
    assertThat(counts).containsExactly(34, 33, 33);
  }

  private static Shard shard(Features.Kind kind, int width, int rows) {
    ShardBuilder builder = builder(kind, width);
    byte[] bytes = new byte[width];
    double[] numbers = new double[width];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        bytes[j] = (byte) (i + j);
        numbers[j] = bytes[j] & 0xff;
      }
      if (kind == Features.Kind.BYTES) {
        builder.addBytes(bytes);
      } else {
        builder.addNumbers(numbers);
      }
      builder.setClass(i % 3);
    }
    return builder.build();
  }

  private static ShardBuilder builder(Features.Kind kind, int width) {
    return new ShardBuilder(2, 7, new RowForm(kind, width, Task.CLASSIFICATION, 3, false));
  }
}
