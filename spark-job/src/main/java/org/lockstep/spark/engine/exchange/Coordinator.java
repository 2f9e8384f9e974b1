package org.lockstep.spark.engine.exchange;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.spark.engine.StepPart;
import org.lockstep.spark.engine.TaskLayout;
import org.lockstep.spark.engine.TasksEndedException;
import org.lockstep.spark.engine.exchange.CrewLink.Help;

/**
 * The driver's side of the exchanges: which crew holds which task, and which shares of the current
 * command are in.
 *
 * <p>How it works: a task belongs to the first crew that joins with it. An attempt that joins while
 * the task has an owner (Spark started it a second time, or an older attempt is slow to leave)
 * stands by until the owner leaves, or is {@linkplain #replaceSilent silent} for too long. A task's
 * share of a command counts once, whoever computed it: the bits are the same. A task that joins in
 * the middle of a command computes that command.
 *
 * <p>Every method can be called from any thread; only {@link #await} blocks.
 */
public final class Coordinator {
  private final TaskLayout layout;
  private final Map<Integer, Holder> owners = new TreeMap<>(); // by task
  private final List<Holder> standby = new ArrayList<>();
  private final Map<Integer, String> absent = new TreeMap<>(); // by task: why it has no owner
  private final Map<CrewLink, List<Integer>> shares = new HashMap<>(); // tasks by owner
  private final BitSet covered = new BitSet(); // tasks whose shares of the command are in
  private final Map<Node, StepPart> sums = new HashMap<>();
  private Command command; // null before the first
  private long slowestNanos;
  private Throwable failure;
  private volatile long completed; // number of the last command whose shares are all in
  private boolean ended;

  /** Creates the coordinator of a run whose tasks have not joined yet. */
  public Coordinator(TaskLayout layout) {
    this.layout = layout;
    for (int task = 0; task < layout.tasks(); task++) {
      absent.put(task, "Spark has not started it yet");
    }
  }

  /** A task at a crew. */
  private record Holder(CrewLink crew, TaskAttempt task) {}

  // --- What crews say --------------------------------------------------------------------------

  /** A task of a crew is ready. */
  public synchronized void join(CrewLink crew, TaskAttempt task) {
    if (ended) {
      crew.dismiss();
      return;
    }
    if (task.task() < 0 || task.task() >= layout.tasks()) {
      throw new ProtocolException(
          "expected a task from 0 to " + (layout.tasks() - 1) + " but found " + task.task());
    }
    Holder holder = new Holder(crew, task);
    if (owners.containsKey(task.task())) {
      standby.add(holder);
    } else {
      install(holder);
    }
    notifyAll();
  }

  /** A task of a crew no longer computes. */
  public synchronized void leave(CrewLink crew, TaskAttempt task, String why) {
    Holder holder = new Holder(crew, task);
    standby.remove(holder);
    if (holder.equals(owners.get(task.task()))) {
      vacate(holder, why);
    }
    notifyAll();
  }

  /** A crew can no longer be reached. */
  public synchronized void lost(CrewLink crew, String why) {
    standby.removeIf(holder -> holder.crew == crew);
    for (Holder holder : List.copyOf(owners.values())) {
      if (holder.crew == crew) {
        vacate(holder, why);
      }
    }
    notifyAll();
  }

  /**
   * A crew's answer.
   *
   * @throws ProtocolException if it answers a command that was never sent
   */
  public synchronized void report(CrewLink crew, CrewSums answer) {
    if (!isCurrent(answer.number())) {
      return; // computed elsewhere in the meantime
    }
    List<Integer> missing = answer.tasks().stream().filter(task -> !covered.get(task)).toList();
    if (missing.size() == answer.tasks().size()) {
      sums.putAll(answer.sums());
      missing.forEach(covered::set);
      slowestNanos = Math.max(slowestNanos, answer.nanos());
      if (covered.cardinality() == layout.tasks()) {
        completed = command.number();
        notifyAll();
      }
    } else if (!missing.isEmpty()) {
      // Some shares have already come from elsewhere, and a sum cannot be taken apart.
      crew.compute(command, missing, Help.NONE);
    }
  }

  /**
   * Whether an answer to a command of this number is still useful.
   *
   * @throws ProtocolException if there has been no such command
   */
  public synchronized boolean isCurrent(long number) {
    long current = command == null ? 0 : command.number();
    if (number > current || number < 1) {
      throw new ProtocolException(
          "expected an answer to command " + current + " but found one to " + number);
    }
    return number == current;
  }

  /**
   * The sums that an answer for some tasks consists of.
   *
   * @param tasks of this run
   */
  public Set<Node> nodesOf(Set<Integer> tasks) {
    return layout.cover(tasks);
  }

  /** The tasks' Spark job has ended. */
  public synchronized void fail(Throwable cause) {
    failure = cause;
    notifyAll();
  }

  // --- What the engine asks --------------------------------------------------------------------

  /**
   * Has every task compute.
   *
   * @param most how much of one crew's work the caller's thread can take over
   * @return the caller's share of the work
   */
  public Runnable post(Command next, Help most) {
    Runnable help = CrewLink.NOTHING;
    synchronized (this) {
      command = next;
      covered.clear();
      sums.clear();
      slowestNanos = 0;
      for (Map.Entry<CrewLink, List<Integer>> share : shares.entrySet()) {
        Runnable own =
            share
                .getKey()
                .compute(next, share.getValue(), help == CrewLink.NOTHING ? most : Help.NONE);
        help = help == CrewLink.NOTHING ? own : help;
      }
    }
    return help;
  }

  /** The last command; null before the first. */
  public synchronized Command current() {
    return command;
  }

  /** The number of the last command that was answered in full. */
  public long completed() {
    return completed;
  }

  /**
   * Waits for the current command's last answer or, before the first command, for every task to
   * join.
   *
   * @return false if the time ran out first
   * @throws TasksEndedException if the tasks' Spark job has ended
   */
  public synchronized boolean await(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (!isDone()) {
      if (failure != null) {
        throw new TasksEndedException(failure);
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private boolean isDone() {
    return command == null ? absent.isEmpty() : completed == command.number();
  }

  /** The answered command's sum over all shards. Its gradient is not added up yet. */
  public synchronized StepPart sum() {
    return layout.tree().root(sums, (left, right) -> left.merge(right, GradientSum::mergeLater));
  }

  /** Has every task in the driver's JVM help with the driver's work. */
  public synchronized void join(Slices work) {
    shares.forEach((crew, tasks) -> crew.join(work, tasks));
  }

  /** The time of the command's slowest task. */
  public synchronized long slowestNanos() {
    return slowestNanos;
  }

  /** What the current command waits for, in words. */
  public synchronized String waitsFor() {
    Map<String, TreeSet<Integer>> byPlace = new TreeMap<>();
    for (int task = 0; task < layout.tasks(); task++) {
      if (command == null ? absent.containsKey(task) : !covered.get(task)) {
        Holder owner = owners.get(task);
        String state =
            owner == null ? "no task: " + absent.get(task) : "computed on " + owner.crew.place();
        byPlace.computeIfAbsent(state, key -> new TreeSet<>()).add(task);
      }
    }
    return byPlace.entrySet().stream()
        .map(entry -> layout.shardsInWords(entry.getValue()) + " (" + entry.getKey() + ")")
        .collect(joining("; "));
  }

  /**
   * Takes tasks away from crews that owe their share of the current command, if a later attempt
   * stands by. (It must be a later one; otherwise two slow crews would take turns for ever.)
   */
  public synchronized void replaceSilent() {
    for (Holder next : List.copyOf(standby)) {
      Holder owner = owners.get(next.task.task());
      if (owner != null
          && owner.task.attempt() < next.task.attempt()
          && command != null
          && !covered.get(next.task.task())) {
        owner.crew.cut("it did not answer while a later attempt of its task was ready");
        lost(owner.crew, "its executor did not answer");
      }
    }
  }

  /** Ends every task normally, including those that join from now on. */
  public synchronized void dismiss() {
    ended = true;
    crews().forEach(CrewLink::dismiss);
  }

  /** Cuts off every crew. */
  public synchronized void cut(String why) {
    ended = true;
    crews().forEach(crew -> crew.cut(why));
  }

  // --- Who holds what --------------------------------------------------------------------------

  private List<CrewLink> crews() {
    List<Holder> holders = new ArrayList<>(owners.values());
    holders.addAll(standby);
    return holders.stream().map(Holder::crew).distinct().toList();
  }

  private void install(Holder holder) {
    int task = holder.task.task();
    owners.put(task, holder);
    absent.remove(task);
    shares.computeIfAbsent(holder.crew, crew -> new ArrayList<>()).add(task);
    if (command != null && completed != command.number() && !covered.get(task)) {
      holder.crew.compute(command, List.of(task), Help.NONE);
    }
  }

  private void vacate(Holder holder, String why) {
    int task = holder.task.task();
    owners.remove(task);
    absent.put(task, why);
    List<Integer> share = shares.get(holder.crew);
    share.remove((Integer) task);
    if (share.isEmpty()) {
      shares.remove(holder.crew);
    }
    for (Iterator<Holder> waiting = standby.iterator(); waiting.hasNext(); ) {
      Holder next = waiting.next();
      if (next.task.task() == task) {
        waiting.remove();
        install(next);
        return;
      }
    }
  }
}
