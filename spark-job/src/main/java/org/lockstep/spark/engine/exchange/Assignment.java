package org.lockstep.spark.engine.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.spark.engine.StepPart;

/**
 * One command, computed by some seats of a crew. The last seat to finish reports; a seat that fails
 * is left out.
 */
final class Assignment {
  private final Command command;
  private final boolean inTurn;
  private final Consumer<CrewSums> report;
  private final Map<Node, StepPart> sums = new HashMap<>();
  private final Set<Integer> tasks = new HashSet<>();
  private int pending;
  private long nanos;

  /**
   * Assigns a command to this many seats.
   *
   * @param inTurn whether one thread computes for all of them, so that their times add up
   */
  Assignment(Command command, int seats, boolean inTurn, Consumer<CrewSums> report) {
    this.command = command;
    this.inTurn = inTurn;
    this.pending = seats;
    this.report = report;
  }

  Command command() {
    return command;
  }

  /** A seat's part of the work. */
  Seat.Work of(Seat seat) {
    return new Seat.Work() {
      @Override
      public void run() {
        seat.run(Assignment.this);
      }

      @Override
      public void abandon() {
        lost(seat);
      }
    };
  }

  void done(Seat seat, List<Node> nodes, List<StepPart> parts, long seatNanos) {
    synchronized (this) {
      for (int i = 0; i < nodes.size(); i++) {
        sums.put(nodes.get(i), parts.get(i));
      }
      tasks.add(seat.task().task());
      nanos = inTurn ? nanos + seatNanos : Math.max(nanos, seatNanos);
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

  /** Runs on the last thread; no other touches this afterwards. */
  private void finish() {
    if (!tasks.isEmpty()) {
      report.accept(new CrewSums(command.number(), tasks, sums, nanos));
    }
  }
}
