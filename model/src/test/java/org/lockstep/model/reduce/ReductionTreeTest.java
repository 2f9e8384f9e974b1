package org.lockstep.model.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.lockstep.model.reduce.ReductionTree.Node;

class ReductionTreeTest {
  private static final BinaryOperator<Float> ADD = Float::sum;

  @Test
  void theSumHasTheSameBitsHoweverTheShardsAreSplitOverTasks() {
    Random random = new Random(5);
    for (int shards = 1; shards <= 70; shards++) {
      ReductionTree tree = new ReductionTree(shards);
      Float[] leaves = new Float[shards];
      for (int k = 0; k < shards; k++) {
        leaves[k] = random.nextInt(5) == 0 ? null : (float) random.nextGaussian();
      }
      Float alone = sum(tree, leaves, List.of(0, shards));
      for (List<Integer> cuts : splits(shards, random)) {
        assertThat(sum(tree, leaves, cuts)).as("%s shards at %s", shards, cuts).isEqualTo(alone);
      }
    }
  }

  @Test
  void aPlainLoopGivesOtherBitsSoTheTreeIsNeeded() {
    Float[] leaves = {1e8f, 1f, -1e8f, 1f};
    assertThat(sum(new ReductionTree(4), leaves, List.of(0, 4))).isEqualTo(0f);
    assertThat(((1e8f + 1f) + -1e8f) + 1f).isEqualTo(1f);
  }

  @Test
  void aCoverHoldsEachShardOnceInWholeSubtrees() {
    for (int shards = 1; shards <= 33; shards++) {
      ReductionTree tree = new ReductionTree(shards);
      for (int from = 0; from < shards; from++) {
        for (int to = from; to <= shards; to++) {
          List<Integer> covered = new ArrayList<>();
          for (Node node : tree.cover(from, to)) {
            tree.<Boolean>sum(
                node,
                k -> {
                  covered.add(k);
                  return true;
                },
                (a, b) -> a);
          }
          List<Integer> expected = new ArrayList<>();
          for (int k = from; k < to; k++) {
            expected.add(k);
          }
          assertThat(covered).as("%d to %d of %d shards", from, to, shards).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aTaskThatOwnsEverythingSendsOneSum() {
    for (int shards = 1; shards <= 70; shards++) {
      assertThat(new ReductionTree(shards).cover(0, shards)).hasSize(1);
    }
    assertThat(new ReductionTree(8).cover(3, 8)).containsExactly(new Node(0, 3), new Node(2, 1));
    assertThat(new ReductionTree(5).cover(4, 5)).containsExactly(new Node(2, 1));
  }

  @Test
  void aMissingShardIsNamed() {
    ReductionTree tree = new ReductionTree(3);
    assertThatThrownBy(() -> tree.root(Map.of(new Node(1, 0), 1f), ADD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no sum covers shard 2 of 3");
  }

  @Test
  void sumsOverNoRowsAreAbsent() {
    assertThat(sum(new ReductionTree(5), new Float[5], List.of(0, 2, 5))).isNull();
  }

  @Test
  void nodesAreNotRecordsSinceKryoCannotRestoreThem() {
    assertThat(Node.class.isRecord()).isFalse();
    assertThat(new Node(2, 1)).isEqualTo(new Node(2, 1)).isNotEqualTo(new Node(1, 2));
    assertThat(new Node(2, 1)).hasToString("node 1 of level 2");
  }

  private static Float sum(ReductionTree tree, Float[] leaves, List<Integer> cuts) {
    Map<Node, Float> sums = new HashMap<>();
    for (int t = 0; t + 1 < cuts.size(); t++) {
      for (Node node : tree.cover(cuts.get(t), cuts.get(t + 1))) {
        sums.put(node, tree.sum(node, k -> leaves[k], ADD));
      }
    }
    return tree.root(sums, ADD);
  }

  /**
   * All splits of up to 10 shards into contiguous tasks; of more, all even and some random ones.
   */
  private static List<List<Integer>> splits(int shards, Random random) {
    List<List<Integer>> splits = new ArrayList<>();
    boolean all = shards <= 10;
    for (int number = 0; number < (all ? 1 << (shards - 1) : 200); number++) {
      List<Integer> cuts = new ArrayList<>(List.of(0));
      int cutsInHundred = random.nextInt(100);
      for (int k = 1; k < shards; k++) {
        if (all ? (number >> (k - 1) & 1) == 1 : random.nextInt(100) < cutsInHundred) {
          cuts.add(k);
        }
      }
      cuts.add(shards);
      splits.add(cuts);
    }
    for (int tasks = 1; tasks <= shards; tasks++) {
      List<Integer> cuts = new ArrayList<>();
      for (int t = 0; t <= tasks; t++) {
        cuts.add(t * shards / tasks);
      }
      splits.add(cuts);
    }
    return splits;
  }
}
