package org.lockstep.spark.engine.resident;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.Evaluation;
import org.lockstep.spark.engine.Heartbeats;
import org.lockstep.spark.engine.MeanTime;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.StepPart;
import org.lockstep.spark.engine.StepSum;
import org.lockstep.spark.engine.TaskLayout;
import org.lockstep.spark.engine.TaskProgram;
import org.lockstep.spark.engine.TasksEndedException;
import org.lockstep.spark.engine.exchange.Command;
import org.lockstep.spark.engine.exchange.Coordinator;
import org.lockstep.spark.engine.exchange.CrewLink.Help;
import org.lockstep.spark.engine.exchange.LocalLinks;
import org.lockstep.spark.engine.exchange.Slices;
import org.lockstep.spark.engine.net.CoordinatorServer;
import org.lockstep.spark.engine.net.Transport;
import org.lockstep.spark.shard.ContiguousCoalescer;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/**
 * Keeps tasks running between steps: one Spark job for the run, and one exchange with its tasks per
 * step. Beyond its arithmetic, a step costs a few microseconds in one JVM, and a round trip of θ
 * and its gradient between JVMs.
 *
 * <p>Nothing is lost with a task: the driver has θ. Spark restarts a task that failed or whose
 * executor died, and the task joins in the middle of the step that waits for it. If Spark finds no
 * core for it, the job is restarted with as many tasks as there are cores, each with more shards.
 * The sums have the same bits either way.
 */
public final class ResidentEngine implements StepEngine {
  private static final long SPIN_NANOS = 200_000;
  private static final int FEWEST_SLICED = 1 << 14; // elements: fewer are done before others wake
  private static final long LOOK_MILLIS = 100;
  private static final long END_MILLIS = 10_000;

  private final JavaSparkContext context;
  private final JavaRDD<ShardGroup> shards;
  private final Broadcast<TaskProgram> shared;
  private final List<Part> evaluated;
  private final Timeouts timeouts;
  private final Consumer<String> notices;
  private final CoordinatorServer server; // null in local mode
  private final String id = UUID.randomUUID().toString();
  private final int wanted; // tasks, if Spark has cores for all
  private int layouts;
  private int tasks;
  private Coordinator coordinator;
  private ResidentJob job;
  private String run;
  private long number;
  private final MeanTime usual = new MeanTime(); // of commands
  private final Heartbeats heartbeats;
  private final ThreadChoice threads = new ThreadChoice();
  private boolean alone; // whether the driver's thread computes the current step alone
  private long stepStart; // of the last step, to measure from; 0 if not measured

  private ResidentEngine(
      JavaRDD<ShardGroup> shards,
      int wanted,
      ShardProgram program,
      List<Part> evaluated,
      Timeouts timeouts,
      Consumer<String> notices) {
    this.context = JavaSparkContext.fromSparkContext(shards.context());
    this.shards = shards;
    this.wanted = wanted;
    this.shared = context.broadcast(new TaskProgram(program));
    this.evaluated = List.copyOf(evaluated);
    this.timeouts = timeouts;
    this.notices = notices;
    this.heartbeats = Heartbeats.listen(context.sc());
    this.server =
        context.isLocal() ? null : CoordinatorServer.open(Transport.ofThisJvm(), program, notices);
  }

  /**
   * Starts the tasks, and waits until each holds its shards.
   *
   * @param shards the S cached shards, one per partition
   * @param tasks how many to start; fewer run if Spark does not find cores for all
   * @param evaluated the parts that have rows to evaluate on
   * @param notices receives one-line notices for the user
   * @throws CannotStayException if Spark runs none of the tasks
   */
  public static ResidentEngine start(
      JavaRDD<ShardGroup> shards,
      int tasks,
      ShardProgram program,
      List<Part> evaluated,
      Consumer<String> notices) {
    return start(shards, tasks, program, evaluated, Timeouts.standard(), notices);
  }

  static ResidentEngine start(
      JavaRDD<ShardGroup> shards,
      int tasks,
      ShardProgram program,
      List<Part> evaluated,
      Timeouts timeouts,
      Consumer<String> notices) {
    ResidentEngine engine =
        new ResidentEngine(
            shards,
            Math.min(tasks, shards.getNumPartitions()),
            program,
            evaluated,
            timeouts,
            notices);
    try {
      engine.wake();
      return engine;
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "resident";
  }

  @Override
  public int tasks() {
    return tasks;
  }

  @Override
  public StepSum step(FlatVector theta, int epoch, long step, boolean evaluates) {
    long now = System.nanoTime();
    if (stepStart != 0) {
      threads.took(now - stepStart);
    }
    boolean scores = evaluates && !evaluated.isEmpty();
    stepStart = scores ? 0 : now; // an evaluation would spoil the measurement
    alone = server == null && tasks > 1 && !scores && threads.alone();
    StepPart sum =
        exchange(
            new Command(++number, theta, epoch, step, true, evaluates),
            alone ? Help.ALL_TASKS : Help.ONE_TASK);
    return new StepSum(sum.gradient(), Evaluation.of(sum.scores()), coordinator.slowestNanos());
  }

  @Override
  public Evaluation evaluate(FlatVector theta) {
    return evaluated.isEmpty()
        ? Evaluation.none()
        : Evaluation.of(
            exchange(new Command(++number, theta, 0, 0, false, true), Help.ONE_TASK).scores());
  }

  @Override
  public void inSlices(int length, Slice work) {
    if (server != null || alone || tasks == 1 || length < FEWEST_SLICED) {
      work.run(0, length);
      return;
    }
    Slices slices = new Slices(length, tasks, work);
    coordinator.join(slices);
    slices.finish();
  }

  private StepPart exchange(Command command, Help help) {
    if (job == null) {
      wake();
    }
    coordinator.post(command, help).run();
    long looking = System.nanoTime() + spinNanos();
    while (coordinator.completed() < number && System.nanoTime() < looking) {
      Thread.onSpinWait();
    }
    if (coordinator.completed() < number) {
      supervise();
    }
    usual.add(coordinator.slowestNanos());
    return coordinator.sum();
  }

  /**
   * Spinning costs a core, so threads spin only if each task, the driver's thread included, has its
   * own.
   */
  private long spinNanos() {
    return server == null && tasks <= Runtime.getRuntime().availableProcessors() ? SPIN_NANOS : 0;
  }

  // --- Waiting ---------------------------------------------------------------------------------

  /**
   * Waits until the current command is answered, or all tasks have joined, and intervenes if
   * necessary.
   */
  private void supervise() {
    Watch watch = new Watch(timeouts, usual.nanos());
    try {
      while (!coordinator.await(LOOK_MILLIS)) {
        RunningTasks.Count running = job.running();
        watch.look(running, tasks);
        if (watch.isSilent()) {
          coordinator.replaceSilent();
        }
        if (watch.isTimeForNotice()) {
          notices.accept(
              Text.format(
                  "waiting for %d s: %s%s",
                  watch.seconds(), coordinator.waitsFor(), heartbeats.silentInWords()));
        }
        if (watch.isShortOfTasks()) {
          relaunch(running, watch);
        }
      }
      watch.over().ifPresent(notices);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TasksEndedException("interrupted while waiting for " + coordinator.waitsFor());
    }
  }

  private void relaunch(RunningTasks.Count running, Watch watch) throws InterruptedException {
    int cores = Math.min(running.attempts(), tasks);
    if (cores == 0) {
      if (number == 0) {
        throw new CannotStayException(
            Text.format("Spark has found no free core for a task within %d s", watch.seconds()));
      }
      watch.checkEnd(coordinator.waitsFor());
      return;
    }
    notices.accept(
        Text.format(
            "Spark runs %d of %d tasks%s after %d s of waiting: starting again with %d",
            running.tasks(),
            tasks,
            running.attempts() > running.tasks() ? ", some of them twice," : "",
            watch.seconds(),
            cores));
    Command current = coordinator.current();
    end("the run goes on with " + cores + " tasks");
    launch(cores);
    if (current != null) {
      coordinator.post(current, Help.NONE).run(); // nobody has joined yet: nothing to help with
    }
    watch.restart();
  }

  // --- The tasks -------------------------------------------------------------------------------

  private void wake() {
    launch(wanted);
    supervise();
  }

  private void launch(int count) {
    tasks = count;
    layouts++;
    run = id + "-" + layouts;
    TaskLayout layout = new TaskLayout(shards.getNumPartitions(), count);
    coordinator = new Coordinator(layout);
    if (server == null) {
      LocalLinks.open(run, coordinator);
    } else {
      server.serve(run, coordinator);
    }
    ResidentSpec spec =
        new ResidentSpec(
            run, layout, evaluated, server == null ? null : server.address(), spinNanos());
    job =
        ResidentJob.start(
            context, ContiguousCoalescer.onTasks(shards, count), spec, shared, coordinator);
  }

  /** Ends the tasks, whatever they are doing. */
  private void end(String why) throws InterruptedException {
    coordinator.cut(why);
    LocalLinks.close(run);
    job.cancel();
    if (!job.awaitEnd(END_MILLIS)) {
      notices.accept("Spark has not ended the earlier tasks within 10 s; going on without");
    }
  }

  @Override
  public void rest() {
    try {
      dismiss();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TasksEndedException("interrupted while tasks ended");
    }
  }

  /** Ends the tasks, which are idle. */
  private void dismiss() throws InterruptedException {
    if (job == null) {
      return;
    }
    boolean isShort = job.running().tasks() < tasks;
    coordinator.dismiss();
    if (isShort && !job.awaitEnd(LOOK_MILLIS)) {
      job.cancel(); // nobody waits for those that have not started
    }
    if (!job.awaitEnd(END_MILLIS)) {
      end("the run is over");
    }
    LocalLinks.close(run);
    job = null;
  }

  @Override
  public void close() {
    try {
      dismiss();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (run != null) {
        LocalLinks.close(run);
      }
      if (server != null) {
        server.close();
      }
      context.sc().removeSparkListener(heartbeats);
      shared.destroy();
    }
  }
}
