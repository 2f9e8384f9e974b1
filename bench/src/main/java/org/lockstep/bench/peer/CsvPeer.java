package org.lockstep.bench.peer;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.RDDInfo;
import org.lockstep.bench.data.NumbersCsv;
import org.lockstep.bench.run.Results;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.run.DataRequest;
import org.lockstep.spark.run.SourceSettings;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.shard.Part;

/**
 * Reads a large CSV file once, as the first thing a process does: arguments {@code
 * lockstep|noop|cache FILE ROWS}. Lockstep does everything before the first step of {@code train};
 * Spark reads the same columns with a schema, and drops or caches them.
 */
public final class CsvPeer {
  private CsvPeer() {}

  /**
   * Prints seconds and processor seconds; for Lockstep also the bytes it keeps, in storage and on
   * the heap, per byte of the numbers as floats.
   */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    int rows = Integer.parseInt(args[2]);
    if (!Files.exists(file)) {
      NumbersCsv.write(file, rows);
    }
    Peers.run(
        "csv",
        spark -> {
          spark.range(1).count(); // starts what every session needs
          long before = processorNanos();
          switch (args[0]) {
            case "lockstep" -> prepare(spark, file, rows);
            case "noop" ->
                Results.print("seconds", Peers.seconds(() -> Peers.toNothing(read(spark, file))));
            case "cache" ->
                Results.print("seconds", Peers.seconds(() -> read(spark, file).cache().count()));
            default -> throw new IllegalArgumentException(args[0]);
          }
          Results.print("processor_seconds", (processorNanos() - before) / 1e9);
        });
  }

  private static Dataset<Row> read(SparkSession spark, Path file) {
    StructType schema = new StructType();
    for (String name : NumbersCsv.COLUMNS) {
      schema = schema.add(name, DataTypes.DoubleType);
    }
    return spark.read().schema(schema).option("header", true).csv(file.toString());
  }

  private static void prepare(SparkSession spark, Path file, int rows) throws IOException {
    DataRequest request =
        DataRequest.of(
            TrainingSettings.of(
                SettingValues.none()
                    .with(SourceSettings.DATA, file.toString())
                    .withText(ReadingSettings.TARGET, NumbersCsv.TARGET)));
    long before = usedHeap();
    long start = System.nanoTime();
    try (FitData data = request.prepare(spark)) {
      Results.print("seconds", (System.nanoTime() - start) / 1e9);
      if (data.survey().rows(Part.TRAIN) == 0) {
        throw new IOException("no rows");
      }
      RDDInfo[] kept = spark.sparkContext().getRDDStorageInfo();
      double floats = (double) rows * NumbersCsv.FEATURES * Float.BYTES;
      Results.print(
          "storage",
          Arrays.stream(kept).mapToLong(info -> info.memSize() + info.diskSize()).sum() / floats);
      Results.print("heap", (usedHeap() - before) / floats);
    }
  }

  /**
   * The time of all threads, the JVM's own included; other programs on the machine do not count.
   */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
