package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;
import org.lockstep.spark.testing.SparkForTests;

/** Parquet files that are damaged or without features and targets are refused in one line. */
class BadParquetTest {
  private static final DataType VECTOR = SQLDataTypes.VectorType();

  @TempDir private Path path;
  private Refusals refusals;

  @BeforeEach
  void folder() {
    refusals = new Refusals(new Folder(path));
  }

  /** Writes one file of rows (features, label). */
  private Path write(DataType features, Row... rows) throws IOException {
    return write(
        new StructType().add("features", features).add("label", DataTypes.IntegerType), rows);
  }

  private Path write(StructType schema, Row... rows) throws IOException {
    Path written = path.resolve("written");
    SparkForTests.session()
        .createDataFrame(List.of(rows), schema)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(written.toString());
    try (var files = Files.list(written)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      return Files.write(path.resolve("f.parquet"), Files.readAllBytes(part));
    }
  }

  private String message() throws IOException {
    return refusals.ofTrain("--data @f.parquet");
  }

  @Test
  void aTruncatedOrGarbledFooterIsRefused() throws IOException {
    Path file = write(VECTOR, RowFactory.create(Vectors.dense(1, 2), 0));
    byte[] whole = Files.readAllBytes(file);
    for (int cut : new int[] {1, 5, 100, whole.length - 12}) {
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));
      assertThat(message())
          .isEqualTo(
              "[@f.parquet] expected a Parquet footer at the file's end but found a truncated"
                  + " file");
    }
    Files.write(file, Arrays.copyOf(whole, 4));
    assertThat(message()).isEqualTo("[@f.parquet] expected a Parquet file but found 4 bytes");
    Arrays.fill(whole, whole.length - 60, whole.length - 8, (byte) 0xff);
    Files.write(file, whole);
    assertThat(message()).startsWith("[@f.parquet] expected readable Parquet data but found ");
  }

  @Test
  void columnsThatAreNeitherFeaturesNorTargetsAreRefused() throws IOException {
    write(new StructType().add("a", DataTypes.IntegerType), RowFactory.create(1));
    assertThat(message())
        .isEqualTo("[@f.parquet] expected a target column 'label' but found column a");
    write(
        new StructType()
            .add("when", DataTypes.createDayTimeIntervalType())
            .add("label", DataTypes.IntegerType),
        RowFactory.create(java.time.Duration.ZERO, 1));
    assertThat(message())
        .isEqualTo(
            "[@f.parquet] expected numbers, text or dates in column 'when' but found interval day"
                + " to second");
  }

  @Test
  void longColumnNamesAreShortenedInMessages() throws IOException {
    String name = "n".repeat(5000);
    String shown = "'" + "n".repeat(80) + "...'";
    StructType numbers =
        new StructType().add(name, DataTypes.IntegerType).add("label", DataTypes.IntegerType);
    write(numbers, RowFactory.create(1, 0), RowFactory.create(null, 1));
    assertThat(refusals.ofTrain("--data @f.parquet --missing refuse"))
        .isEqualTo("[@f.parquet:row 2] expected a value in column " + shown + " but found null");

    StructType texts =
        new StructType()
            .add("x", DataTypes.IntegerType)
            .add(name, DataTypes.StringType)
            .add("label", DataTypes.IntegerType);
    write(
        texts,
        IntStream.range(0, 1001)
            .mapToObj(i -> RowFactory.create(i, "t" + i, i % 2))
            .toArray(Row[]::new));
    assertThat(refusals.ofTrain("--data @f.parquet --target label," + name))
        .isEqualTo("[@f.parquet] expected numbers in column " + shown + " but found text");
    assertThat(refusals.ofTrain("--data @f.parquet --task regression --target " + name))
        .isEqualTo(
            "[@f.parquet:row 1] expected a number in target column " + shown + " but found 't0'");
  }

  @Test
  void longTypesOfColumnsAreShortenedInMessages() throws IOException {
    write(
        new StructType()
            .add("s", new StructType().add("n".repeat(5000), DataTypes.IntegerType))
            .add("label", DataTypes.IntegerType),
        RowFactory.create(RowFactory.create(1), 0));
    assertThat(message())
        .isEqualTo(
            "[@f.parquet] expected numbers, text or dates in column 's' but found struct<"
                + "n".repeat(493)
                + "...");
  }

  @Test
  void weightsBeyondTheRangeOfFloatsAreRefused() throws IOException {
    write(
        new StructType()
            .add("x", DataTypes.IntegerType)
            .add("w", DataTypes.DoubleType)
            .add("label", DataTypes.IntegerType),
        RowFactory.create(1, 1e308, 0));
    assertThat(refusals.ofTrain("--data @f.parquet --weight w"))
        .isEqualTo(
            "[@f.parquet:row 1] expected a weight of at most 3.4028235E38 in column 'w' but found"
                + " '1.0E308'");
  }

  @Test
  void vectorsThatAreNullOrOfAnotherWidthOrNotFiniteAreRefused() throws IOException {
    Row good = RowFactory.create(Vectors.dense(1, 2), 0);
    write(VECTOR, good, RowFactory.create(null, 1));
    assertThat(message())
        .isEqualTo("[@f.parquet:row 2] expected a value in column 'features' but found null");
    write(VECTOR, good, RowFactory.create(Vectors.dense(1, 2), null));
    assertThat(refusals.ofTrain("--data @f.parquet --missing refuse"))
        .isEqualTo("[@f.parquet:row 2] expected a value in column 'label' but found null");
    write(VECTOR, good, RowFactory.create(Vectors.dense(1, 2, 3), 1));
    assertThat(message()).isEqualTo("[@f.parquet:row 2] expected 2 features but found 3");
    write(VECTOR, good, RowFactory.create(Vectors.dense(1, Double.NaN), 1));
    assertThat(message())
        .isEqualTo("[@f.parquet:row 2] expected finite numbers in column 'features' but found NaN");
  }

  @Test
  void mixedSparseAndDenseVectorsTrain() throws IOException {
    write(
        VECTOR,
        RowFactory.create(Vectors.dense(1, 2), 0),
        RowFactory.create(Vectors.sparse(2, new int[] {1}, new double[] {4}), 1));
    refusals.trains("--data @f.parquet");
    assertThat(Folder.read(path + "/run").scaling().shift()).containsExactly(0.5, 3);
  }
}
