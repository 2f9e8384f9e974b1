package org.lockstep.spark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.spark.engine.exchange.Command;
import org.lockstep.spark.engine.exchange.Coordinator;
import org.lockstep.spark.engine.exchange.Crew;
import org.lockstep.spark.engine.exchange.CrewLink.Help;
import org.lockstep.spark.engine.exchange.LocalLinks;
import org.lockstep.spark.engine.exchange.Seat;
import org.lockstep.spark.engine.exchange.TaskAttempt;
import org.lockstep.spark.engine.net.Address;
import org.lockstep.spark.engine.net.CoordinatorServer;
import org.lockstep.spark.engine.net.NetworkLink;
import org.lockstep.spark.engine.net.Transport;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/**
 * The exchange without Spark's scheduler: threads of this JVM are the tasks, in as many crews as a
 * test wants, over either link. Task t belongs to crew {@code t mod crews}, so that several crews
 * never hold neighbouring tasks.
 */
public final class ThreadEngine implements StepEngine {
  private static final List<Help> HELP = List.of(Help.values());
  private static final long LIMIT_MILLIS = 60_000;
  private static final long SPIN_NANOS = 1_000;

  private final TaskLayout layout;
  private final Coordinator coordinator;
  private final String run = UUID.randomUUID().toString();
  private final List<Thread> threads = new ArrayList<>();
  private final List<NetworkLink> links = new CopyOnWriteArrayList<>();
  private final Runnable onClose;
  private long number;

  private ThreadEngine(TaskLayout layout, Coordinator coordinator, Runnable onClose) {
    this.layout = layout;
    this.coordinator = coordinator;
    this.onClose = onClose;
  }

  /** Starts crews that call the coordinator directly. */
  public static ThreadEngine local(
      List<ShardGroup> shards, int tasks, int crews, ShardProgram program, List<Part> evaluated) {
    TaskLayout layout = new TaskLayout(shards.size(), tasks);
    Coordinator coordinator = new Coordinator(layout);
    ThreadEngine engine = new ThreadEngine(layout, coordinator, () -> {});
    for (int crew = 0; crew < crews; crew++) {
      LocalLinks.open(engine.crewName(crew), coordinator);
    }
    return engine.start(
        shards, crews, program, evaluated, (name, crew) -> LocalLinks.connect(name, crew));
  }

  /** Starts crews that reach the coordinator over the network. */
  public static ThreadEngine network(
      List<ShardGroup> shards,
      int tasks,
      int crews,
      ShardProgram program,
      List<Part> evaluated,
      Consumer<String> notices) {
    return network(
        shards,
        tasks,
        crews,
        program,
        evaluated,
        CoordinatorServer.open(Transport.ofThisJvm(), program, notices),
        Transport.ofThisJvm());
  }

  /** Starts crews that reach the coordinator over this server. */
  public static ThreadEngine network(
      List<ShardGroup> shards,
      int tasks,
      int crews,
      ShardProgram program,
      List<Part> evaluated,
      CoordinatorServer server,
      Transport transport) {
    TaskLayout layout = new TaskLayout(shards.size(), tasks);
    Coordinator coordinator = new Coordinator(layout);
    ThreadEngine engine = new ThreadEngine(layout, coordinator, server::close);
    server.serve(engine.run, coordinator);
    Address address = server.address();
    return engine.start(
        shards,
        crews,
        program,
        evaluated,
        (name, crew) -> {
          NetworkLink link = NetworkLink.connect(transport, address, engine.run, crew, program);
          engine.links.add(link);
          return link;
        });
  }

  /** Makes a link for a crew of this name. */
  @FunctionalInterface
  private interface Links {
    org.lockstep.spark.engine.exchange.DriverLink connect(String name, Crew crew) throws Exception;
  }

  private String crewName(int crew) {
    return run + " crew " + crew;
  }

  private ThreadEngine start(
      List<ShardGroup> shards, int crews, ShardProgram program, List<Part> evaluated, Links links) {
    for (int t = 0; t < layout.tasks(); t++) {
      TaskAttempt task = new TaskAttempt(t, 0);
      String name = crewName(t % crews);
      List<ShardGroup> own = shards.subList(layout.from(t), layout.to(t));
      Thread thread =
          new Thread(() -> serve(task, name, own, program, evaluated, links), "test-task-" + t);
      threads.add(thread);
      thread.start();
    }
    await();
    return this;
  }

  /** The name of the run that its crews give. */
  public String run() {
    return run;
  }

  /** The crews' links over the network. */
  public List<NetworkLink> links() {
    return links;
  }

  private void serve(
      TaskAttempt task,
      String name,
      List<ShardGroup> shards,
      ShardProgram program,
      List<Part> evaluated,
      Links links) {
    Seat seat = new Seat(task, layout, shards, evaluated, new ShardWorker(program), SPIN_NANOS);
    try {
      Crew.enter(name, seat, crew -> links.connect(name, crew));
      seat.serve(() -> false);
    } catch (Throwable t) {
      coordinator.fail(t);
    } finally {
      Crew.exit(name, seat, "it has ended");
    }
  }

  private void await() {
    try {
      if (!coordinator.await(LIMIT_MILLIS)) {
        throw new AssertionError("still waiting for " + coordinator.waitsFor());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private StepPart exchange(Command command) {
    // Takes turns, since the result must not depend on how the driver helps.
    Help help = HELP.get((int) (command.number() % HELP.size()));
    coordinator.post(command, help).run();
    await();
    return coordinator.sum();
  }

  @Override
  public String name() {
    return "threads";
  }

  @Override
  public int tasks() {
    return layout.tasks();
  }

  @Override
  public StepSum step(FlatVector theta, int epoch, long step, boolean evaluates) {
    StepPart sum = exchange(new Command(++number, theta, epoch, step, true, evaluates));
    return new StepSum(sum.gradient(), Evaluation.of(sum.scores()), 0);
  }

  @Override
  public Evaluation evaluate(FlatVector theta) {
    return Evaluation.of(exchange(new Command(++number, theta, 0, 0, false, true)).scores());
  }

  @Override
  public void close() {
    coordinator.dismiss();
    try {
      for (Thread thread : threads) {
        thread.join(LIMIT_MILLIS);
        if (thread.isAlive()) {
          throw new AssertionError(thread + " does not end");
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    onClose.run();
  }
}
