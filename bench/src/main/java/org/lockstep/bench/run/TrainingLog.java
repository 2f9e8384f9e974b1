package org.lockstep.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.lockstep.bench.table.Stats;

/**
 * The epoch log of a run: what {@code scripts/lockstep inspect --csv} prints, read without starting
 * Spark.
 *
 * @param blas the BLAS used, as the run names it
 * @param epochs in their order
 */
public record TrainingLog(String blas, List<Epoch> epochs) {
  public TrainingLog {
    epochs = List.copyOf(epochs);
    if (epochs.isEmpty()) {
      throw new BenchException("the log of the run has no epochs");
    }
  }

  /**
   * A row of the log.
   *
   * @param number from 1
   * @param steps in this epoch
   */
  public record Epoch(
      int number,
      long steps,
      long rows,
      double seconds,
      double computeMillis,
      double exchangeMillis,
      double updateMillis,
      double otherMillis,
      OptionalDouble testAccuracy,
      String engine,
      int tasks) {

    /** Wall time of a step. */
    public double stepMillis() {
      return 1000 * seconds / steps;
    }

    /** A part of the wall time, per step. */
    double perStep(double millis) {
      return millis / steps;
    }
  }

  /** Reads the log in a run's directory. */
  static TrainingLog read(Path run, String blas) {
    List<Group> rows = new ArrayList<>();
    try (Stream<Path> files = Files.walk(run.resolve("log"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        readInto(rows, file);
      }
    } catch (IOException e) {
      throw new BenchException("[" + run + "] the log cannot be read: " + e.getMessage(), e);
    }
    rows.sort(Comparator.comparing(row -> row.getInteger("epoch", 0)));
    List<Epoch> epochs = new ArrayList<>();
    long stepsBefore = 0;
    for (Group row : rows) {
      epochs.add(epoch(row, stepsBefore));
      stepsBefore = row.getLong("step", 0);
    }
    return new TrainingLog(blas, epochs);
  }

  private static void readInto(List<Group> rows, Path file) throws IOException {
    var path = new org.apache.hadoop.fs.Path(file.toUri());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
  }

  private static Epoch epoch(Group row, long stepsBefore) {
    boolean tested = row.getFieldRepetitionCount("test_accuracy") > 0;
    return new Epoch(
        row.getInteger("epoch", 0),
        row.getLong("step", 0) - stepsBefore,
        row.getLong("rows", 0),
        row.getDouble("seconds", 0),
        row.getDouble("compute_ms", 0),
        row.getDouble("exchange_ms", 0),
        row.getDouble("update_ms", 0),
        row.getDouble("other_ms", 0),
        tested ? OptionalDouble.of(row.getDouble("test_accuracy", 0)) : OptionalDouble.empty(),
        row.getString("engine", 0),
        row.getInteger("tasks", 0));
  }

  /** The median over all epochs except the first {@code warmUp}. */
  public double median(int warmUp, ToDoubleFunction<Epoch> value) {
    return Stats.median(epochs.stream().skip(warmUp).mapToDouble(value).toArray());
  }

  /** The total seconds of all epochs after the first {@code warmUp}. */
  public double totalSeconds(int warmUp) {
    return epochs.stream().skip(warmUp).mapToDouble(Epoch::seconds).sum();
  }

  /** The median wall time of an epoch. */
  public double epochSeconds(int warmUp) {
    return median(warmUp, Epoch::seconds);
  }

  /** The median wall time of a step. */
  public double stepMillis(int warmUp) {
    return median(warmUp, Epoch::stepMillis);
  }

  /** The median rows per second. */
  public double rowsPerSecond(int warmUp) {
    return median(warmUp, epoch -> epoch.rows() / epoch.seconds());
  }

  /** The parts of a step's time, in milliseconds: medians. */
  public StepSplit split(int warmUp) {
    return new StepSplit(
        stepMillis(warmUp),
        median(warmUp, e -> e.perStep(e.computeMillis())),
        median(warmUp, e -> e.perStep(e.exchangeMillis())),
        median(warmUp, e -> e.perStep(e.updateMillis())),
        median(warmUp, e -> e.perStep(e.otherMillis())));
  }

  /** The name of the engine that ran. */
  public String engine() {
    return epochs.get(0).engine();
  }

  /** How many tasks computed. */
  public int tasks() {
    return epochs.get(0).tasks();
  }

  /** The milliseconds of a step: the total and its parts. */
  public record StepSplit(
      double total, double compute, double exchange, double update, double other) {}
}
