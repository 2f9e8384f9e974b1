package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.spark.shard.ContiguousCoalescer;

/** Which shards each task holds: T contiguous runs of S shards. */
public final class TaskLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ReductionTree tree;
  private final int tasks;

  /** Lays out S shards over T tasks. */
  public TaskLayout(int shards, int tasks) {
    this.tree = new ReductionTree(shards);
    this.tasks = tasks;
  }

  /** The tree over the shards. */
  public ReductionTree tree() {
    return tree;
  }

  /** T. */
  public int tasks() {
    return tasks;
  }

  /** The first shard of a task. */
  public int from(int task) {
    return ContiguousCoalescer.firstShard(task, tree.shards(), tasks);
  }

  /** One past the last shard of a task. */
  public int to(int task) {
    return from(task + 1);
  }

  /** The subtrees that a task sums. */
  public List<Node> cover(int task) {
    return tree.cover(from(task), to(task));
  }

  /** The largest subtrees that the shards of some tasks make up. */
  public Set<Node> cover(Iterable<Integer> some) {
    Map<Node, Integer> nodes = new HashMap<>();
    for (int task : some) {
      cover(task).forEach(node -> nodes.put(node, 0));
    }
    tree.combine(nodes, Integer::sum);
    return nodes.keySet();
  }

  /** The shards of some tasks, in words: {@code shards 0-3, 8}. */
  public String shardsInWords(Iterable<Integer> some) {
    TreeSet<Integer> sorted = new TreeSet<>();
    some.forEach(sorted::add);
    StringBuilder text = new StringBuilder();
    int start = -1;
    int end = -1;
    for (int task : sorted) {
      if (from(task) != end) {
        append(text, start, end);
        start = from(task);
      }
      end = to(task);
    }
    append(text, start, end);
    boolean one = sorted.size() == 1 && end - start == 1;
    return (one ? "shard " : "shards ") + text;
  }

  private static void append(StringBuilder text, int start, int end) {
    if (start < 0) {
      return;
    }
    text.append(text.isEmpty() ? "" : ", ").append(start);
    if (end - start > 1) {
      text.append('-').append(end - 1);
    }
  }
}
