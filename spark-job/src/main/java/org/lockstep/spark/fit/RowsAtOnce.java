package org.lockstep.spark.fit;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.LoopSettings;

/**
 * Whether enough rows pass through a network at once for layers that learn from rows together:
 * those of a step that lie in one shard, the last step of an epoch included.
 */
final class RowsAtOnce {
  /** Batch sizes tried beyond the one that is too small; what remains after an epoch varies. */
  private static final long TRIED = 10_000;

  private RowsAtOnce() {}

  /**
   * Refuses batches that are too small.
   *
   * @throws BadInputException with a batch size that is large enough
   */
  static void check(NetworkSpec spec, Batches batches) {
    long wanted = spec.fewestRows();
    long fewest = ShardWorker.fewestRowsAtOnce(spec, batches);
    if (fewest >= wanted) {
      return;
    }
    throw BadInputException.at(
        LoopSettings.BATCH_SIZE + "",
        Text.format(
            "%sso that batch-norm sees at least %d rows of each shard in every step",
            enough(spec, batches).stream()
                .mapToObj(size -> size + ", ")
                .findFirst()
                .orElse("more, "),
            wanted),
        Text.format("%d, which leaves it %d of one", batches.batchSize(), fewest));
  }

  /** A larger batch that is enough, in as many shards or as many as come with it. */
  private static OptionalLong enough(NetworkSpec spec, Batches batches) {
    long first = Math.max(batches.batchSize(), (long) spec.fewestRows() * batches.shards());
    return LongStream.rangeClosed(first, Math.min(batches.rows(), first + TRIED))
        .filter(size -> isEnough(spec, batches, size))
        .findFirst();
  }

  private static boolean isEnough(NetworkSpec spec, Batches batches, long size) {
    int shards = Math.max(batches.shards(), new ShardCount.OfBatch(size).of(batches.rows(), 1));
    Batches larger = new Batches(batches.rows(), shards, size, batches.shuffle(), batches.seed());
    return ShardWorker.fewestRowsAtOnce(spec, larger) >= spec.fewestRows();
  }
}
