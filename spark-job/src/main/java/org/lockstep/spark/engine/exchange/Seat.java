package org.lockstep.spark.engine.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.spark.engine.PartScores;
import org.lockstep.spark.engine.StepPart;
import org.lockstep.spark.engine.TaskLayout;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardFailure;
import org.lockstep.spark.shard.ShardGroup;

/**
 * One resident task in its crew: its shards, the memory to compute on them, and the thread that
 * Spark gave it, which waits here from one command to the next.
 *
 * <p>How it waits: it spins for a short while, because a sleeping thread takes tens of microseconds
 * to wake, as long as a small step. Then it sleeps. It spins only if every task has a core to
 * itself ({@code spinNanos}).
 */
public final class Seat {
  private static final long SLEEP_NANOS = 100_000_000;

  private final TaskAttempt task;
  private final ReductionTree tree;
  private final int firstShard;
  private final List<ShardGroup> shards;
  private final List<Node> nodes;
  private final List<Part> evaluated;
  private final ShardWorker worker;
  private final long spinNanos;
  private final Thread owner = Thread.currentThread();
  private final Queue<Work> waiting = new ConcurrentLinkedQueue<>();
  private boolean left; // guarded by waiting
  private long computed; // number of the last command; guarded by this
  private volatile boolean asleep;
  private volatile boolean dismissed;
  private volatile Throwable failure;

  /**
   * Creates a seat for the calling thread.
   *
   * @param shards the task's shards, in order
   * @param evaluated the parts that have rows to evaluate on
   * @param worker computes for this seat alone
   * @param spinNanos how long to spin for the next command before sleeping
   */
  public Seat(
      TaskAttempt task,
      TaskLayout layout,
      List<ShardGroup> shards,
      List<Part> evaluated,
      ShardWorker worker,
      long spinNanos) {
    this.task = task;
    this.tree = layout.tree();
    this.firstShard = layout.from(task.task());
    this.shards = shards;
    this.nodes = layout.cover(task.task());
    this.evaluated = evaluated;
    this.worker = worker;
    this.spinNanos = spinNanos;
  }

  TaskAttempt task() {
    return task;
  }

  /** Work for the seat's own thread. */
  interface Work {
    /** Does the work. */
    void run();

    /** Called instead if the seat is given up. */
    default void abandon() {}
  }

  /** Gives work to the seat's own thread. */
  void post(Work work) {
    synchronized (waiting) {
      if (!left) {
        waiting.add(work);
        wake();
        return;
      }
    }
    work.abandon();
  }

  /** Gives up the seat: work that waits here, or comes later, is abandoned. */
  void leave() {
    synchronized (waiting) {
      left = true;
    }
    for (Work work = waiting.poll(); work != null; work = waiting.poll()) {
      work.abandon();
    }
  }

  /** Ends the seat's own thread normally. */
  void dismiss() {
    dismissed = true;
    wake();
  }

  /** Ends the seat's own thread with a failure. */
  void fail(Throwable cause) {
    failure = cause;
    wake();
  }

  /**
   * Does the posted work, on the task's own thread, until the seat is dismissed.
   *
   * @param isKilled whether the task has been told to end
   * @throws InterruptedException if it has
   */
  public void serve(BooleanSupplier isKilled) throws Throwable {
    while (true) {
      Work work = await(isKilled);
      if (work == null) {
        return;
      }
      work.run();
    }
  }

  /**
   * Computes one assignment on the calling thread: the seat's own, or one that helps. A failure
   * ends the task, whichever thread computed.
   */
  synchronized void run(Assignment work) { // one at a time: there is one worker
    try {
      compute(work);
    } catch (Throwable t) { // an Error too must end the task, not the helping thread
      fail(t);
      work.lost(this);
    }
  }

  private void compute(Assignment work) {
    long start = System.nanoTime();
    Command command = work.command();
    if (command.number() == computed) {
      worker.beginAgain(command.theta()); // the sums given before may not have been taken yet
    } else {
      worker.begin(command.theta());
      computed = command.number();
    }
    List<StepPart> parts = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      parts.add(tree.sum(node, k -> part(k, command), this::merge));
    }
    work.done(this, nodes, parts, System.nanoTime() - start);
  }

  private StepPart part(int shard, Command command) {
    try {
      ShardGroup group = shards.get(shard - firstShard);
      return new StepPart(
          command.gradient()
              ? worker.gradient(group.shard(Part.TRAIN), command.epoch(), command.step())
              : null,
          PartScores.of(worker, group, command.evaluates() ? evaluated : List.of(), false));
    } catch (RuntimeException | Error e) {
      throw ShardFailure.of("shard " + shard, e);
    }
  }

  private StepPart merge(StepPart left, StepPart right) {
    return left.merge(right, worker::merge);
  }

  /** The next work, or null when the seat is dismissed. */
  private Work await(BooleanSupplier isKilled) throws Throwable {
    long deadline = System.nanoTime() + spinNanos;
    Work work = null;
    while (failure == null && !dismissed) {
      if (isKilled.getAsBoolean()) {
        throw new InterruptedException("the task was told to end");
      }
      work = waiting.poll();
      if (work != null) {
        break;
      }
      if (System.nanoTime() < deadline) {
        Thread.onSpinWait();
        continue;
      }
      asleep = true;
      if (waiting.isEmpty() && !dismissed && failure == null) {
        LockSupport.parkNanos(this, SLEEP_NANOS);
      }
      asleep = false;
      if (Thread.interrupted()) {
        throw new InterruptedException("the task was interrupted");
      }
    }
    if (failure != null) {
      if (work != null) {
        work.abandon(); // otherwise its assignment would never finish
      }
      throw failure;
    }
    return work;
  }

  private void wake() {
    if (asleep) {
      LockSupport.unpark(owner);
    }
  }
}
