package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.ArrayBytes;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;
import org.lockstep.spark.testing.SparkForTests;

/** Mistakes whose message names the true cause rather than a consequence. */
class TrueCausesTest {
  @TempDir private Path path;
  private Folder folder;
  private Refusals refusals;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
    refusals = new Refusals(folder);
  }

  private void write(String name, byte... content) throws IOException {
    Files.write(path.resolve(name), content);
  }

  @Test
  void anUnsupportedCompressionIsNamed() throws IOException {
    write("a.csv.xz", (byte) 0xfd, (byte) '7', (byte) 'z', (byte) 'X', (byte) 'Z', (byte) 0);
    assertThat(refusals.ofTrain("--data @a.csv.xz --target y"))
        .isEqualTo(
            "[@a.csv.xz] expected an uncompressed file, or one compressed by gzip, bzip2 or zstd"
                + " but found xz; unpack it first");
  }

  @Test
  void aTableInAZipArchiveIsNamed() throws IOException {
    byte[] csv = "x,y\n1,a\n2,b\n".getBytes(StandardCharsets.UTF_8);
    write("a.zip", ArrayBytes.zip(true, "base.csv", csv));
    assertThat(refusals.ofTrain("--data @a.zip --target y"))
        .isEqualTo(
            "[@a.zip] expected a zip archive of images or NumPy arrays but found one that begins"
                + " with 'base.csv'; unpack it first");
  }

  @Test
  void aColumnOfTwoTypesInTwoFilesIsNamed() throws IOException {
    Files.createDirectory(path.resolve("mixed"));
    parquet("mixed/a.parquet", DataTypes.DoubleType, 1.5);
    parquet("mixed/b.parquet", DataTypes.LongType, 2L);
    assertThat(refusals.ofTrain("--data @mixed --target y"))
        .isEqualTo(
            "[@mixed/b.parquet] expected double in column 'x', as in @mixed/a.parquet but found"
                + " bigint");
  }

  private void parquet(String name, DataType type, Object value) throws IOException {
    List<Row> rows = List.of(RowFactory.create(value, 1), RowFactory.create(value, 2));
    StructType schema = new StructType().add("x", type).add("y", DataTypes.IntegerType);
    Path written = path.resolve("written");
    SparkForTests.session()
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(written.toString());
    try (var files = Files.list(written)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, path.resolve(name));
    }
  }

  @Test
  void evaluationDataWithoutTheTargetIsReported() throws IOException {
    folder.file("a.csv", "x,y", "1,a", "2,b", "3,a");
    refusals.trains("--data @a.csv --target y");
    folder.file("b.csv", "x", "1");
    assertThat(refusals.of("evaluate --model @run --data @b.csv"))
        .isEqualTo("[@b.csv:1] expected a target column 'y' but found column x");
  }

  @Test
  void anUnrecognisedSeparatorIsReported() throws IOException {
    folder.file("a.csv", "x^z^y", "1^3^a", "2^4^b");
    assertThat(refusals.ofTrain("--data @a.csv --target y"))
        .isEqualTo(
            "[@a.csv:1] expected a target column 'y' but found column x^z^y; --separator sets the"
                + " separator of columns");
    refusals.trains("--data @a.csv --target y --separator ^");
  }

  @Test
  void aMisspeltWeightColumnIsReportedWithTheNearestName() throws IOException {
    folder.file("a.csv", "x,weights,y", "1,1,a", "2,1,b");
    assertThat(refusals.ofTrain("--data @a.csv --target y --weight weight"))
        .isEqualTo(
            "[@a.csv:1] expected a weight column 'weight' but found columns x, weights, y; the"
                + " nearest is 'weights'");
  }
}
