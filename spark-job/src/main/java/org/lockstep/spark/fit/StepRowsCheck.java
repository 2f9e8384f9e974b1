package org.lockstep.spark.fit;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;

/**
 * Checks that enough rows pass through a network at once for layers that learn from several rows
 * together. These are a step's rows in one shard; the last step of an epoch counts too.
 */
final class StepRowsCheck {
  /**
   * How many more batch sizes to try: the rows left for an epoch's last step vary with the size.
   */
  private static final long TRIED = 10_000;

  private StepRowsCheck() {}

  /**
   * Refuses batches that are too small.
   *
   * @throws BadInputException naming a batch size or number of shards that would do, if there is
   *     one
   */
  static void check(NetworkSpec spec, Batches batches) {
    long fewest = ShardWorker.fewestRowsAtOnce(spec, batches);
    if (fewest >= spec.fewestRows()) {
      return;
    }
    OptionalLong size = enough(spec, batches);
    if (size.isPresent()) {
      throw BadInputException.at(
          LoopSettings.BATCH_SIZE + "",
          size.getAsLong() + ", " + goal(spec),
          Text.format("%d, which leaves it %d of one shard", batches.batchSize(), fewest));
    }
    OptionalInt shards = fewerShards(spec, batches);
    if (shards.isPresent()) {
      throw BadInputException.at(
          ComputeSettings.SHARDS + "",
          Text.format(
              "at most %d with %s full, %s",
              shards.getAsInt(), LoopSettings.BATCH_SIZE, goal(spec)),
          Text.format("%d for %,d rows", batches.shards(), batches.rows()));
    }
    throw BadInputException.at(
        NetworkSettings.NETWORK + "",
        "layer-norm in place of batch-norm, which needs "
            + spec.fewestRows()
            + " rows of a shard at once,",
        batches.rows() < spec.fewestRows()
            ? batches.rows() + " to train on"
            : "rows so wide that at most "
                + ShardWorker.chunkRows(spec)
                + " pass through the network at once");
  }

  private static String goal(NetworkSpec spec) {
    return Text.format(
        "so that batch-norm sees at least %d rows of each shard in every step", spec.fewestRows());
  }

  /**
   * The largest number of shards, below the current one, for which a batch of all rows is enough.
   */
  private static OptionalInt fewerShards(NetworkSpec spec, Batches batches) {
    long most = Math.min(batches.shards() - 1, batches.rows() / spec.fewestRows());
    return IntStream.iterate((int) most, shards -> shards > 0, shards -> shards - 1)
        .filter(shards -> isEnough(spec, batches, shards, batches.rows()))
        .findFirst();
  }

  /**
   * A larger batch size that is enough, with the current number of shards or, if larger, the number
   * that comes with that size.
   */
  private static OptionalLong enough(NetworkSpec spec, Batches batches) {
    long first = Math.max(batches.batchSize(), (long) spec.fewestRows() * batches.shards());
    LongStream sizes = LongStream.rangeClosed(first, Math.min(batches.rows(), first + TRIED));
    return LongStream.concat(sizes, LongStream.of(batches.rows()))
        .filter(size -> isEnough(spec, batches, size))
        .findFirst();
  }

  private static boolean isEnough(NetworkSpec spec, Batches batches, long size) {
    int shards =
        Math.max(
            batches.shards(),
            new ShardCount.OfBatch(rows -> Math.min(rows, size)).of(batches.rows(), 1));
    return isEnough(spec, batches, shards, size);
  }

  private static boolean isEnough(NetworkSpec spec, Batches batches, int shards, long size) {
    Batches others = new Batches(batches.rows(), shards, size, batches.shuffle(), batches.seed());
    return ShardWorker.fewestRowsAtOnce(spec, others) >= spec.fewestRows();
  }
}
