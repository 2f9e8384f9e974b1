package org.lockstep.model.reduce;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

/**
 * A fixed binary tree over the shards 0..S-1. Floating-point sums depend on the order of addition;
 * with this tree, that order depends on S alone, however the shards are spread over tasks.
 *
 * <p>Node (level, i) covers the shards [i·2^level, (i+1)·2^level) that exist. It is the sum of its
 * two children, left + right, or only the left child if the right one covers no shard. A task that
 * owns the shards [from, to) sums the largest whole subtrees it owns ({@link #cover}); the driver
 * adds the rest ({@link #root}).
 *
 * <p>An absent value (null) stands for a sum over no rows: adding it changes nothing.
 *
 * @param shards S, at least 1
 */
public record ReductionTree(int shards) implements Serializable {

  /**
   * A subtree: the shards [index·2^level, (index+1)·2^level). Nodes travel with the sums of tasks.
   * A class rather than a record, since Kryo, which a Spark user can choose as serialiser, cannot
   * restore records.
   */
  public static final class Node implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int level;
    private final int index;

    /** Node {@code index} of a level; level 0 is the shards. */
    public Node(int level, int index) {
      this.level = level;
      this.index = index;
    }

    /** The height above the shards. */
    public int level() {
      return level;
    }

    /** The position within the level, from 0. */
    public int index() {
      return index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node that && level == that.level && index == that.index;
    }

    @Override
    public int hashCode() {
      return 31 * level + index;
    }

    @Override
    public String toString() {
      return "node " + index + " of level " + level;
    }
  }

  public ReductionTree {
    if (shards < 1) {
      throw new IllegalArgumentException(shards + " shards");
    }
  }

  /** The largest subtrees within the shards [from, to), from left to right. */
  public List<Node> cover(int from, int to) {
    List<Node> nodes = new ArrayList<>();
    int shard = from;
    while (shard < to) {
      int level = 0;
      // The last subtree of a level may be short of shards: it is whole when it ends at S.
      while (shard % (2L << level) == 0 && end(level + 1, shard) <= to && covers(level)) {
        level++;
      }
      nodes.add(new Node(level, shard >> level));
      shard = (int) end(level, shard);
    }
    return nodes;
  }

  /**
   * The sum below a node.
   *
   * @param leaf gives the value of a shard; called in shard order
   * @param add adds its right argument to its left one and may reuse either
   * @return null where every leaf is null
   */
  public <T> T sum(Node node, IntFunction<T> leaf, BinaryOperator<T> add) {
    if (node.level == 0) {
      return leaf.apply(node.index);
    }
    Node left = new Node(node.level - 1, 2 * node.index);
    Node right = new Node(node.level - 1, 2 * node.index + 1);
    T sum = sum(left, leaf, add);
    return exists(right) ? plus(sum, sum(right, leaf, add), add) : sum;
  }

  /**
   * Adds up as far as possible: whenever both children of a node are among the sums, or the only
   * child that exists, the node replaces them.
   *
   * @param sums the sums of subtrees that share no shard; a null value is an empty sum
   */
  public <T> void combine(Map<Node, T> sums, BinaryOperator<T> add) {
    for (int level = 0; covers(level); level++) {
      for (Node left : nodesOn(level, sums)) {
        Node right = new Node(level, left.index + 1);
        if (left.index % 2 != 0 || (exists(right) && !sums.containsKey(right))) {
          continue;
        }
        T sum = sums.remove(left);
        if (exists(right)) {
          sum = plus(sum, sums.remove(right), add);
        }
        sums.put(new Node(level + 1, left.index / 2), sum);
      }
    }
  }

  private static <T> List<Node> nodesOn(int level, Map<Node, T> sums) {
    List<Node> nodes = new ArrayList<>(sums.size());
    for (Node node : sums.keySet()) {
      if (node.level == level) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** The shards below a node: from (inclusive), to (exclusive). */
  public int[] shardsOf(Node node) {
    return new int[] {
      node.index << node.level, (int) Math.min(shards, (node.index + 1L) << node.level)
    };
  }

  /**
   * The sum of all shards from the sums of subtrees that together cover each shard once.
   *
   * @param sums the subtrees' sums; a null value is an empty sum
   * @throws IllegalArgumentException where a shard is not covered
   */
  public <T> T root(Map<Node, T> sums, BinaryOperator<T> add) {
    int level = 0;
    while (covers(level)) {
      level++;
    }
    return complete(new Node(level, 0), new HashMap<>(sums), add);
  }

  private <T> T complete(Node node, Map<Node, T> sums, BinaryOperator<T> add) {
    if (sums.containsKey(node)) {
      return sums.get(node);
    }
    if (node.level == 0) {
      throw new IllegalArgumentException("no sum covers shard " + node.index + " of " + shards);
    }
    Node left = new Node(node.level - 1, 2 * node.index);
    Node right = new Node(node.level - 1, 2 * node.index + 1);
    T sum = complete(left, sums, add);
    return exists(right) ? plus(sum, complete(right, sums, add), add) : sum;
  }

  private static <T> T plus(T left, T right, BinaryOperator<T> add) {
    if (left == null) {
      return right;
    }
    return right == null ? left : add.apply(left, right);
  }

  private boolean exists(Node node) {
    return (long) node.index << node.level < shards;
  }

  /** Whether a level has more than one node, so that another level lies above it. */
  private boolean covers(int level) {
    return 1L << level < shards;
  }

  private long end(int level, int shard) {
    return Math.min(shards, ((shard >> level) + 1L) << level);
  }
}
