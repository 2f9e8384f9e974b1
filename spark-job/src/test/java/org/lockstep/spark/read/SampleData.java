package org.lockstep.spark.read;

import static org.lockstep.spark.testing.ArrayBytes.idx;
import static org.lockstep.spark.testing.ArrayBytes.npy;
import static org.lockstep.spark.testing.ArrayBytes.png;
import static org.lockstep.spark.testing.ArrayBytes.zip;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReaderOptions;

/**
 * The same five rows in a format: features x1 and x2, and a label.
 *
 * @param writer writes them into a folder
 * @param missing data of the format that does not exist
 * @param cut how many bytes to cut off the file for a truncated one; 0: half of them
 */
record SampleData(Format format, Writer writer, Writer missing, int cut) {
  static final double[][] X = {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}};

  /** In order, because images are read class by class. */
  static final double[] Y = {0, 0, 1, 1, 1};

  private static final int ROWS = X.length;
  private static final String DATABASE = "jdbc:h2:mem:samples;DB_CLOSE_DELAY=-1";

  /** Says how to read what it has written. */
  interface Writer {
    ReadOptions write(SparkSession spark, Path folder);
  }

  /** One for each format; a new one joins with one line. */
  static List<SampleData> all() {
    return List.of(
        text(Format.CSV, "rows.csv", "x1,x2,label\n", i -> x(i, 0) + "," + x(i, 1) + "," + y(i)),
        text(
            Format.TSV, "rows.txt", "x1\tx2\tlabel\n", i -> x(i, 0) + "\t" + x(i, 1) + "\t" + y(i)),
        text(Format.JSON, "rows.json", "", SampleData::object),
        text(Format.LIBSVM, "rows.svm", "", i -> y(i) + " 1:" + x(i, 0) + " 2:" + x(i, 1)),
        written(Format.PARQUET, "parquet"),
        written(Format.ORC, "orc"),
        written(Format.AVRO, "avro"),
        binary(Format.IDX, "rows-images-idx3-ubyte", SampleData::idxFiles),
        binary(Format.CIFAR10, "rows.bin", file -> bytes(file, cifar10())),
        binary(Format.HDF5, "rows.h5", SampleData::hdf5),
        binary(Format.NPZ, "rows.npz", file -> bytes(file, npz())),
        binary(Format.IMAGES, "rows.zip", file -> bytes(file, images())),
        table(Format.DELTA, (spark, folder) -> saved(spark, folder, "delta"), SampleData::noFolder),
        table(Format.ICEBERG, SampleData::iceberg, SampleData::noFolder),
        table(Format.JDBC, SampleData::database, (spark, folder) -> inDatabase("nothing")),
        table(
            Format.TABLE, (spark, folder) -> view(spark, "table:samples"), named("table:nothing")),
        table(
            Format.SQL,
            (spark, folder) -> view(spark, "sql:select * from samples"),
            named("sql:select * from nothing")));
  }

  @Override
  public String toString() {
    return format.name();
  }

  // --- Kinds -----------------------------------------------------------------------------------

  /** A file of lines, of which the last loses its end. */
  private static SampleData text(
      Format format, String name, String header, IntFunction<String> line) {
    String lines =
        header + IntStream.range(0, ROWS).mapToObj(line).collect(Collectors.joining("\n")) + "\n";
    byte[] content = lines.getBytes(StandardCharsets.UTF_8);
    return new SampleData(
        format,
        (spark, folder) -> {
          bytes(folder.resolve(name), content);
          return Reading.format(folder.resolve(name).toString(), format);
        },
        missing(format, name),
        3);
  }

  private interface Binary {
    void write(Path file);
  }

  private static SampleData binary(Format format, String name, Binary binary) {
    return new SampleData(
        format,
        (spark, folder) -> {
          binary.write(folder.resolve(name));
          return Reading.format(folder.resolve(name).toString(), format);
        },
        missing(format, name),
        0);
  }

  /** A file that Spark writes. */
  private static SampleData written(Format format, String name) {
    return binary(
        format,
        "rows." + name,
        file -> {
          Path written = file.resolveSibling("written");
          rows(SparkSession.active()).coalesce(1).write().format(name).save(written.toString());
          try (var files = Files.list(written)) {
            Path part =
                files
                    .filter(each -> each.toString().endsWith("." + name))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static SampleData table(Format format, Writer writer, Writer missing) {
    return new SampleData(format, writer, missing, 0);
  }

  private static Writer missing(Format format, String name) {
    return (spark, folder) -> Reading.format(folder.resolve("no-" + name).toString(), format);
  }

  private static Writer named(String path) {
    return (spark, folder) -> ReadOptions.of(path);
  }

  // --- Contents --------------------------------------------------------------------------------

  private static int x(int row, int column) {
    return (int) X[row][column];
  }

  private static int y(int row) {
    return (int) Y[row];
  }

  private static String object(int row) {
    return "{\"x1\":" + x(row, 0) + ",\"x2\":" + x(row, 1) + ",\"label\":" + y(row) + "}";
  }

  private static Dataset<Row> rows(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(RowFactory.create(X[i][0], X[i][1], y(i)));
    }
    return spark.createDataFrame(rows, StructType.fromDDL("x1 double, x2 double, label int"));
  }

  private static void bytes(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pixels() {
    byte[] pixels = new byte[2 * ROWS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) x(i / 2, i % 2);
    }
    return pixels;
  }

  private static byte[] labels() {
    byte[] labels = new byte[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = (byte) y(i);
    }
    return labels;
  }

  private static void idxFiles(Path file) {
    bytes(file, idx(8, new int[] {ROWS, 1, 2}, ints(pixels())));
    bytes(file.resolveSibling("rows-labels-idx1-ubyte"), idx(8, new int[] {ROWS}, ints(labels())));
  }

  private static int[] ints(byte[] bytes) {
    return IntStream.range(0, bytes.length).map(i -> bytes[i]).toArray();
  }

  private static byte[] cifar10() {
    byte[] records = new byte[ROWS * 3073];
    for (int i = 0; i < ROWS; i++) {
      records[i * 3073] = (byte) y(i);
      records[i * 3073 + 1] = (byte) x(i, 0);
      records[i * 3073 + 2] = (byte) x(i, 1);
    }
    return records;
  }

  private static void hdf5(Path file) {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putDataset("x", X);
      hdf.putDataset("y", Arrays.stream(Y).mapToInt(y -> (int) y).toArray());
    }
  }

  private static byte[] npz() {
    return zip(
        true,
        "x.npy",
        npy("|u1", false, "(" + ROWS + ", 2)", pixels()),
        "y.npy",
        npy("|u1", false, "(" + ROWS + ",)", labels()));
  }

  private static byte[] images() {
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      entries.add("rows/" + y(i) + "/" + i + ".png");
      entries.add(png(x(i, 0), x(i, 1)));
    }
    return zip(true, entries.toArray());
  }

  // --- Tables ----------------------------------------------------------------------------------

  private static ReadOptions saved(SparkSession spark, Path folder, String name) {
    String path = folder.resolve(name).toString();
    rows(spark).write().format(name).save(path);
    return ReadOptions.of(path);
  }

  private static ReadOptions iceberg(SparkSession spark, Path folder) {
    String catalog = folder.getFileName().toString().replace('-', '_'); // a session keeps it
    spark.conf().set("spark.sql.catalog." + catalog, "org.apache.iceberg.spark.SparkCatalog");
    spark.conf().set("spark.sql.catalog." + catalog + ".type", "hadoop");
    spark.conf().set("spark.sql.catalog." + catalog + ".warehouse", folder.toUri().toString());
    rows(spark).writeTo(catalog + ".db.rows").using("iceberg").createOrReplace();
    return ReadOptions.of(folder.resolve("db/rows").toString());
  }

  private static ReadOptions noFolder(SparkSession spark, Path folder) {
    return ReadOptions.of(folder.resolve("no-table").toString());
  }

  private static ReadOptions database(SparkSession spark, Path folder) {
    rows(spark)
        .write()
        .mode("overwrite")
        .format("jdbc")
        .option("url", DATABASE)
        .option("dbtable", "five")
        .save();
    return inDatabase("five");
  }

  private static ReadOptions inDatabase(String table) {
    return ReadOptions.of(DATABASE)
        .withReader(new ReaderOptions(Map.of("dbtable", table), List.of()));
  }

  private static ReadOptions view(SparkSession spark, String path) {
    rows(spark).createOrReplaceTempView("samples");
    return ReadOptions.of(path);
  }
}
