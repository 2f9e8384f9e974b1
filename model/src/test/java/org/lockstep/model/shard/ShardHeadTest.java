package org.lockstep.model.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.Task;

class ShardHeadTest {
  private static final int WIDTH = 300;

  private static Shard shard(Features.Kind kind, Task task, boolean hasWeights, int rows) {
    ShardBuilder builder = new ShardBuilder(1, 3, new RowForm(kind, WIDTH, task, 2, hasWeights));
    Random random = new Random(5);
    for (int i = 0; i < rows; i++) {
      byte[] bytes = new byte[WIDTH];
      random.nextBytes(bytes);
      if (kind == Features.Kind.BYTES) {
        builder.addBytes(bytes);
      } else {
        builder.addNumbers(random.doubles(WIDTH).toArray());
      }
      if (!task.isOfClasses()) {
        builder.setTargets(random.doubles(2).toArray());
      } else {
        builder.setClass(random.nextInt(3));
      }
      if (hasWeights) {
        builder.setWeight(random.nextFloat());
      }
    }
    return builder.build();
  }

  @ParameterizedTest
  @EnumSource(Features.Kind.class)
  void theHeadEqualsTheShardOfTheFirstRows(Features.Kind kind) {
    for (Task task : Task.values()) {
      for (boolean hasWeights : new boolean[] {true, false}) {
        for (int rows : new int[] {0, 1, 4, 9}) {
          assertThat(shard(kind, task, hasWeights, 9).head(rows))
              .usingRecursiveComparison()
              .isEqualTo(shard(kind, task, hasWeights, rows));
        }
        assertThat(shard(kind, task, hasWeights, 4).head(1000))
            .usingRecursiveComparison()
            .isEqualTo(shard(kind, task, hasWeights, 4));
      }
    }
  }

  /** As if other rows of the shards were held out. */
  @ParameterizedTest
  @EnumSource(Features.Kind.class)
  void theHeadOfSeveralShardsTakesRowsEvenIfSomeHaveFewer(Features.Kind kind) {
    for (Task task : Task.values()) {
      List<Shard> shards =
          List.of(
              shard(kind, task, false, 0),
              shard(kind, task, false, 1),
              shard(kind, task, false, 4),
              shard(kind, task, false, 2));
      assertThat(Shard.head(shards, 100).rows()).isEqualTo(7);
      assertThat(Shard.head(shards, 5).rows()).isEqualTo(5);
      assertThat(Shard.head(shards.subList(0, 1), 5).rows()).isZero();
    }
  }
}
