package org.lockstep.model.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lockstep.model.error.BadInputException;

class BatchesTest {

  @Test
  void everyEpochVisitsEachRowOnceInBatchesOfTheRequestedSize() {
    for (int rows = 1; rows <= 25; rows++) {
      for (int shards = 1; shards <= 9; shards++) {
        for (int size = 1; size <= 27; size++) {
          for (boolean shuffle : new boolean[] {false, true}) {
            checkEpoch(new Batches(rows, shards, size, shuffle, 3));
          }
        }
      }
    }
  }

  private static void checkEpoch(Batches batches) {
    List<Long> visited = new ArrayList<>();
    long steps = batches.stepsPerEpoch();
    for (long step = 0; step < steps; step++) {
      List<Long> batch = batch(batches, 2, step);
      long expected = Math.min(batches.batchSize(), batches.rows() - step * batches.batchSize());
      assertThat(batch).as("%s step %s", batches, step).hasSize((int) expected);
      visited.addAll(batch);
    }
    assertThat(visited)
        .as("%s", batches)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, batches.rows()).boxed().toList());
  }

  @Test
  void withoutShufflingABatchIsTheNextRowsOfTheFile() {
    Batches batches = new Batches(23, 4, 5, false, 1);
    assertThat(batch(batches, 1, 2)).containsExactlyInAnyOrder(10L, 11L, 12L, 13L, 14L);
    assertThat(batch(batches, 7, 4)).containsExactlyInAnyOrder(20L, 21L, 22L);
  }

  @Test
  void theOrderIsAPureFunctionOfSeedEpochAndShard() {
    Batches batches = new Batches(1000, 4, 10, true, 7);
    int[] order = batches.order(3, 1, 250);
    assertThat(batches.order(3, 1, 250)).isEqualTo(order);
    assertThat(batches.order(4, 1, 250)).isNotEqualTo(order);
    assertThat(batches.order(3, 2, 250)).isNotEqualTo(order);
    assertThat(new Batches(1000, 4, 10, true, 8).order(3, 1, 250)).isNotEqualTo(order);
  }

  @Test
  void aBatchSizeBeyondAllRowsIsOneFullBatch() {
    for (long size : new long[] {100, Long.MAX_VALUE}) {
      Batches batches = new Batches(10, 3, size, false, 1);
      assertThat(batches.stepsPerEpoch()).isEqualTo(1);
      assertThat(batch(batches, 1, 0)).hasSize(10);
      assertThat(batches.mostRowsPerStep()).isEqualTo(4);
    }
  }

  @Test
  void moreRowsThanTheShardsCanHoldAreRefused() {
    assertThatThrownBy(() -> new Batches(10_000_000_000L, 4, 1, true, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[shards] expected at least 5 for 10000000000 rows but found 4");
  }

  private static List<Long> batch(Batches batches, int epoch, long step) {
    List<Long> rows = new ArrayList<>();
    for (int k = 0; k < batches.shards(); k++) {
      int shardRows = (int) ((batches.rows() - k + batches.shards() - 1) / batches.shards());
      int[] order = batches.order(epoch, k, Math.max(0, shardRows));
      for (int i = batches.from(step, k); i < batches.to(step, k); i++) {
        rows.add((long) order[i] * batches.shards() + k);
      }
    }
    return rows;
  }
}
