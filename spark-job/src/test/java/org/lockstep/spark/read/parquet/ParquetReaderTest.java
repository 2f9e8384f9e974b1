package org.lockstep.spark.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.message;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.SparkForTests;

class ParquetReaderTest {
  private static final DataType VECTOR = SQLDataTypes.VectorType();

  @TempDir private Path folder;

  /** Writes rows (features, label) to one file. */
  private String vectors(DataType features, Row... rows) throws IOException {
    return write(
        new StructType().add("features", features).add("label", DataTypes.IntegerType), rows);
  }

  private String write(StructType schema, Row... rows) throws IOException {
    Path written = folder.resolve("written");
    SparkForTests.session()
        .createDataFrame(Arrays.asList(rows), schema)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(written.toString());
    try (var files = Files.list(written)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Path file = folder.resolve("f.parquet");
      Files.deleteIfExists(file);
      return Files.move(part, file).toString();
    }
  }

  private String messageFor(String path) {
    return messageOf(ReadOptions.of(path)).replace(path, "f.parquet");
  }

  @Test
  void sparseAndDenseVectorsCanBeMixed() throws IOException {
    String path =
        vectors(
            VECTOR,
            RowFactory.create(Vectors.dense(1, 2, 3), 0),
            RowFactory.create(Vectors.sparse(3, new int[] {1}, new double[] {5}), 1));

    Table table = read(path);

    assertThat(table.input())
        .isEqualTo(new InputSchema(List.of(InputColumn.vector("features", 3))));
    assertThat(lines(table)).containsExactly("0 [1.0, 2.0, 3.0] 0.0", "1 [0.0, 5.0, 0.0] 1.0");
    assertThat(table.places().placeOf(1)).isEqualTo(path + ":row 2");
  }

  @Test
  void arraysOfNumbersAndBytesAreFeatures() throws IOException {
    DataType floats = DataTypes.createArrayType(DataTypes.FloatType);
    assertThat(lines(read(vectors(floats, RowFactory.create(List.of(1.5f, 2f), 3)))))
        .containsExactly("0 [1.5, 2.0] 3.0");
    byte[] pixels = {0, (byte) 200};
    assertThat(lines(read(vectors(DataTypes.BinaryType, RowFactory.create(pixels, 3)))))
        .containsExactly("0 [0, -56] 3.0");
  }

  @Test
  void columnsOfNumbersBooleansAndTextAreFeatures() throws IOException {
    StructType schema =
        new StructType()
            .add("label", DataTypes.StringType)
            .add("big", DataTypes.LongType)
            .add("a.b", DataTypes.createDecimalType(10, 2))
            .add("on", DataTypes.BooleanType)
            .add("colour", DataTypes.StringType);
    String path =
        write(
            schema,
            RowFactory.create("yes", 7L, new java.math.BigDecimal("1.25"), true, "red"),
            RowFactory.create("no", 8L, new java.math.BigDecimal("-2.50"), false, "blue"));

    Table table = read(path);

    assertThat(table.input().columns())
        .containsExactly(
            InputColumn.number("big"),
            InputColumn.number("a.b"),
            InputColumn.number("on"),
            InputColumn.text("colour", List.of("blue", "red")));
    assertThat(lines(table))
        .containsExactly("0 [7.0, 1.25, 1.0, 1.0] yes", "1 [8.0, -2.5, 0.0, 0.0] no");
    InputSchema blueOnly =
        new InputSchema(
            List.of(
                InputColumn.text("colour", List.of("blue")),
                InputColumn.number("on"),
                InputColumn.number("big"),
                InputColumn.number("a.b")));
    assertThat(lines(read(ReadOptions.of(path), blueOnly)))
        .containsExactly("0 [-1.0, 1.0, 7.0, 1.25] yes", "1 [0.0, 0.0, 8.0, -2.5] no");
  }

  @Test
  void nullFeaturesAndNumbersThatAreNotFiniteAreRefused() throws IOException {
    Row good = RowFactory.create(Vectors.dense(1, 2), 0);
    assertThat(messageFor(vectors(VECTOR, good, RowFactory.create(null, 1))))
        .isEqualTo("[f.parquet:row 2] expected a value in column 'features' but found null");
    Table table = read(vectors(VECTOR, good, RowFactory.create(Vectors.dense(1, 2), null)));
    assertThat(lines(table)).containsExactly("0 [1.0, 2.0] 0.0");
    assertThat(table.notes()).containsExactly("1 rows left out: they have no target");
    assertThat(
            messageFor(vectors(VECTOR, good, RowFactory.create(Vectors.dense(1, Double.NaN), 1))))
        .isEqualTo("[f.parquet:row 2] expected finite numbers in column 'features' but found NaN");
    DataType doubles = DataTypes.createArrayType(DataTypes.DoubleType);
    assertThat(messageFor(vectors(doubles, RowFactory.create(Arrays.asList(1.0, null), 1))))
        .isEqualTo(
            "[f.parquet:row 1] expected a number in every element of column 'features' but found"
                + " null");
  }

  @Test
  void vectorsOfDifferentWidthsAreRefused() throws IOException {
    String path =
        vectors(
            VECTOR,
            RowFactory.create(Vectors.dense(1, 2), 0),
            RowFactory.create(Vectors.dense(1, 2, 3), 0));
    assertThat(messageFor(path)).isEqualTo("[f.parquet:row 2] expected 2 features but found 3");
    InputSchema three = new InputSchema(List.of(InputColumn.vector("features", 3)));
    assertThat(message(() -> read(ReadOptions.of(path), three)))
        .isEqualTo("[" + path + ":row 1] expected 3 features but found 2");
  }

  @Test
  void unsuitableSchemasAreRefused() throws IOException {
    StructType noLabel =
        new StructType().add("a", DataTypes.IntegerType).add("b", DataTypes.IntegerType);
    assertThat(messageFor(write(noLabel, RowFactory.create(1, 2))))
        .isEqualTo("[f.parquet] expected a target column 'label' but found columns a, b");
    StructType maps =
        new StructType()
            .add("day", DataTypes.createMapType(DataTypes.IntegerType, DataTypes.IntegerType))
            .add("label", DataTypes.IntegerType);
    assertThat(messageFor(write(maps, RowFactory.create(Map.of(1, 2), 2))))
        .isEqualTo(
            "[f.parquet] expected numbers, text or dates in column 'day' but found map<int,int>");
    assertThat(messageFor(vectors(VECTOR)))
        .isEqualTo("[f.parquet] expected rows of data but found none");
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    String path = vectors(VECTOR, RowFactory.create(Vectors.dense(1, 2), 0));
    byte[] whole = Files.readAllBytes(Path.of(path));
    Files.write(Path.of(path), Arrays.copyOf(whole, whole.length - 5));
    assertThat(messageFor(path))
        .isEqualTo(
            "[f.parquet] expected a Parquet footer at the file's end but found a truncated file");
    Files.writeString(Path.of(path), "x,label\n1,2\n3,4\n");
    assertThat(messageFor(path))
        .isEqualTo("[f.parquet] expected a Parquet file but found other data");
    byte[] garbled = whole.clone();
    Arrays.fill(garbled, whole.length - 60, whole.length - 8, (byte) 0xff);
    Files.write(Path.of(path), garbled);
    assertThat(messageFor(path))
        .startsWith("[f.parquet] expected readable Parquet data but found ");
  }
}
