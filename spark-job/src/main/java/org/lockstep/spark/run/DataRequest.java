package org.lockstep.spark.run;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.spark.fit.Division;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.Preparation;
import org.lockstep.spark.fit.ShardCount;
import org.lockstep.spark.fit.Sources;
import org.lockstep.spark.read.DataFiles;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.Snapshot;
import org.lockstep.spark.table.TableSource;

/**
 * Everything that a run's prepared data depends on: runs with equal requests can share their data.
 *
 * @param seed of the choice of rows to hold out; 0 if none are chosen at random
 */
public record DataRequest(SourceSettings source, long seed, Preparation preparation) {

  /** The request of a run. */
  public static DataRequest of(TrainingSettings settings) {
    SourceSettings source = settings.source();
    TrainingSettings numbers = settings.of(Task.REGRESSION);
    return new DataRequest(
        source,
        source.choosesRows() ? settings.splitSeed() : 0,
        Preparation.of(
                settings.data(), settings.recipe(), settings.compute(), new ShardCount.OfCores())
            .withNumbers(numbers.recipe().network().output(), numbers.data().targetScale()));
  }

  /** The same request with a given number of shards. */
  public DataRequest withShards(int count) {
    return new DataRequest(source, seed, preparation.withShards(count));
  }

  /** The same request for tables in the snapshots that were read before. */
  public DataRequest withPins(List<Snapshot> pins) {
    return new DataRequest(source.withPins(pins), seed, preparation);
  }

  /** The same request with the target scaling that was fitted before. */
  public DataRequest withTargetScaling(TargetScaling known) {
    return new DataRequest(source, seed, preparation.withTargetScaling(known));
  }

  /**
   * Reads and prepares the data.
   *
   * @throws org.lockstep.model.error.BadInputException naming the place of the first error in the
   *     data
   */
  public FitData prepare(SparkSession spark) {
    ReadOptions train = source.train();
    Sources sources =
        new Sources(
            files(spark, train.withRows(RowRange.ALL)),
            source.validation().map(options -> files(spark, options)),
            source.test().map(options -> files(spark, options)),
            new Division(
                train.rows(),
                source.heldOutValidation(),
                source.heldOutTest(),
                seed,
                source.rule()));
    return FitData.prepare(
        JavaSparkContext.fromSparkContext(spark.sparkContext()), sources, preparation);
  }

  private static TableSource files(SparkSession spark, ReadOptions options) {
    return new DataFiles(spark, options);
  }
}
