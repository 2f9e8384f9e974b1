package org.lockstep.spark.engine.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.spark.engine.StepPart;

/**
 * One command as some seats of a crew compute it. The last one to finish adds up what belongs
 * together and reports it; a seat that fails is left out.
 */
final class Assignment {
  private final Command command;
  private final ReductionTree tree;
  private final Consumer<CrewSums> report;
  private final Map<Node, StepPart> sums = new HashMap<>();
  private final Set<Integer> tasks = new HashSet<>();
  private int pending;
  private long slowestNanos;

  Assignment(Command command, ReductionTree tree, int seats, Consumer<CrewSums> report) {
    this.command = command;
    this.tree = tree;
    this.pending = seats;
    this.report = report;
  }

  Command command() {
    return command;
  }

  void done(Seat seat, List<Node> nodes, List<StepPart> parts, long nanos) {
    synchronized (this) {
      for (int i = 0; i < nodes.size(); i++) {
        sums.put(nodes.get(i), parts.get(i));
      }
      tasks.add(seat.task().task());
      slowestNanos = Math.max(slowestNanos, nanos);
      if (--pending > 0) {
        return;
      }
    }
    finish();
  }

  void lost(Seat seat) {
    synchronized (this) {
      tasks.remove(seat.task().task());
      if (--pending > 0) {
        return;
      }
    }
    finish();
  }

  /** On the last thread, after which no other touches this. */
  private void finish() {
    if (!tasks.isEmpty()) {
      tree.combine(sums, (left, right) -> left.merge(right, GradientSum::merge));
      report.accept(new CrewSums(command.number(), tasks, sums, slowestNanos));
    }
  }
}
