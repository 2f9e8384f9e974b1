package org.lockstep.spark.engine.net;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.apache.spark.network.util.TransportConf;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.exchange.Command;
import org.lockstep.spark.engine.exchange.Crew;
import org.lockstep.spark.engine.exchange.CrewLink.Help;
import org.lockstep.spark.engine.exchange.CrewSums;
import org.lockstep.spark.engine.exchange.DriverLink;
import org.lockstep.spark.engine.exchange.ProtocolException;
import org.lockstep.spark.engine.exchange.TaskAttempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A crew's connection to a driver in another JVM. A broken connection is re-established, and the
 * crew joins again with the tasks it has. If that fails for too long, its tasks fail.
 */
public final class NetworkLink extends RpcHandler implements DriverLink {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkLink.class);
  private static final long CONNECT_MILLIS = 5_000;
  private static final long RECONNECT_MILLIS = 30_000;
  private static final long PAUSE_MILLIS = 200;

  /** Attempts to connect between two commands, so that a crew that is always refused fails. */
  static final int MOST_RECONNECTS = 200;

  private static final long LONG_SHARE = 10_000_000; // ns

  private final Address driver;
  private final String run;
  private final Crew crew;
  private final SumsCodec codec;
  private final ReductionTree tree;
  private final long thetaBytes;
  private final FlatVector[] thetas; // used in turns: a task may still compute with one
  private final StreamManager streams = new OneForOneStreamManager(); // holds no streams
  private final TransportContext context;
  private final TransportClientFactory factory;
  private final Set<Integer> joined = new TreeSet<>(); // over this connection
  private volatile TransportClient client;
  private volatile boolean closed;
  private final AtomicBoolean reconnecting = new AtomicBoolean();
  private final AtomicInteger reconnects = new AtomicInteger(); // since the last command
  private ByteBuffer answer; // memory for answers
  private long answered; // the latest command when it was last used
  private volatile long latest; // number of the last command that came in
  private int turn;
  private volatile long usualNanos; // of the last share

  private NetworkLink(
      Transport transport, Address driver, String run, Crew crew, ShardProgram program) {
    this.driver = driver;
    this.run = run;
    this.crew = crew;
    this.codec = new SumsCodec(program);
    this.tree = new ReductionTree(program.batches().shards());
    this.thetaBytes = SumsCodec.thetaBytes(program);
    int length = new Network(program.network()).layout().length();
    this.thetas =
        new FlatVector[] {
          FlatVector.zeros(program.precision(), length),
          FlatVector.zeros(program.precision(), length)
        };
    TransportConf conf = transport.executor();
    this.context = new TransportContext(conf, this, false, true);
    this.factory = context.createClientFactory(transport.clientBootstraps(conf));
  }

  /** Connects to the driver, which then knows the crew, but none of its tasks. */
  public static NetworkLink connect(
      Transport transport, Address driver, String run, Crew crew, ShardProgram program)
      throws IOException, InterruptedException {
    NetworkLink link = new NetworkLink(transport, driver, run, crew, program);
    try {
      link.openAtFirst();
      return link;
    } catch (IOException | InterruptedException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  /** Connects for the first time. Tries more than once: strangers may fill the driver's port. */
  private void openAtFirst() throws IOException, InterruptedException {
    reconnecting.set(true);
    openWithin(System.nanoTime() + CONNECT_MILLIS * 1_000_000);
    reconnecting.set(false);
    if (!client.isActive()) { // it broke before that line
      channelInactive(client);
    }
  }

  private void open() throws IOException, InterruptedException {
    TransportClient opened = factory.createUnmanagedClient(driver.host(), driver.port());
    synchronized (joined) {
      joined.clear();
      Channels.send(
          opened, Frames.hello(new Frames.Hello(driver.token(), run, place()))); // the first frame
      client = opened;
    }
    if (!opened.isActive()) {
      throw new IOException("the driver at " + driver + " closed the connection");
    }
  }

  private static String place() {
    return Text.format(
        "executor %s, pid %d",
        SparkEnv.get().executorId(), ManagementFactory.getRuntimeMXBean().getPid());
  }

  // --- What the crew says ----------------------------------------------------------------------

  @Override
  public void join(TaskAttempt task) {
    synchronized (joined) { // no answer for a task overtakes its JOIN
      joined.add(task.task());
      Channels.send(client, Frames.join(task));
    }
  }

  @Override
  public void leave(TaskAttempt task, String why) {
    Channels.send(client, Frames.leave(task, why));
  }

  /**
   * Adds up the sums that belong together first: if possible, one sum of the executor's shards
   * crosses.
   */
  @Override
  public synchronized void report(CrewSums sums) {
    usualNanos = sums.nanos();
    tree.combine(sums.sums(), (left, right) -> left.merge(right, GradientSum::merge));
    int bytes = Math.toIntExact(codec.bytes(sums));
    ByteBuffer buffer;
    long now = latest;
    if (answered >= now) { // its content may still be on its way
      buffer = ByteBuffer.allocate(bytes);
    } else {
      if (answer == null || answer.capacity() < bytes) {
        answer = ByteBuffer.allocateDirect(bytes);
      }
      buffer = answer;
      answered = now;
    }
    ByteBuffer frame = codec.write(buffer, sums);
    synchronized (joined) {
      // The driver asks a task that has not joined again over a new connection when it does.
      if (joined.containsAll(sums.tasks())) {
        TransportClient to = client;
        // After the JOIN frames: what the connection's own thread sends overtakes the frames of
        // others.
        to.getChannel().eventLoop().execute(() -> Channels.send(to, frame));
      }
    }
  }

  // --- What the driver says --------------------------------------------------------------------

  @Override
  public void receive(TransportClient from, ByteBuffer frame) {
    try {
      switch (Frames.kind(frame)) {
        case COMPUTE -> compute(frame);
        case DISMISS -> crew.dismiss();
        default -> throw new ProtocolException("expected no such frame from a driver");
      }
    } catch (RuntimeException e) {
      LOG.warn("closing the connection to the driver at {}: {}", driver, e.getMessage());
      Channels.close(from.getChannel());
    }
  }

  private void compute(ByteBuffer frame) {
    Frames.Compute header = Frames.readCompute(frame, thetaBytes);
    turn = 1 - turn;
    FlatVector theta = thetas[turn];
    theta.readFrom(frame);
    if (header.number() > latest) {
      reconnects.set(0); // the run has made progress
    }
    latest = header.number();
    Command command =
        new Command(
            header.number(),
            theta,
            header.epoch(),
            header.step(),
            header.gradient(),
            header.evaluates());
    // The connection's thread computes one task's share of a step, which saves waking another
    // thread and returning to this one. Frames that arrive meanwhile wait, so a long share is left
    // to its own thread: this one stays free to hear that the run is over.
    crew.compute(
            command,
            header.tasks().isEmpty() ? joined() : header.tasks(),
            header.evaluates() || usualNanos > LONG_SHARE ? Help.NONE : Help.ONE_TASK)
        .run();
  }

  private List<Integer> joined() {
    synchronized (joined) {
      return List.copyOf(joined);
    }
  }

  @Override
  public void receive(TransportClient from, ByteBuffer message, RpcResponseCallback callback) {
    Channels.close(from.getChannel()); // our driver sends no requests
  }

  @Override
  public StreamManager getStreamManager() {
    return streams;
  }

  // --- The connection --------------------------------------------------------------------------

  @Override
  public void channelInactive(TransportClient lost) {
    if (!closed && client != null && reconnecting.compareAndSet(false, true)) {
      Thread thread = new Thread(this::reconnect, "lockstep-reconnect");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Fails the crew if memory runs out: the frame would not fit over another connection either. */
  @Override
  public void exceptionCaught(Throwable cause, TransportClient from) {
    if (cause instanceof OutOfMemoryError) {
      crew.fail(cause);
    }
    Channels.close(from.getChannel());
  }

  private void reconnect() {
    LOG.warn("lost the connection to the driver at {}; connecting again", driver);
    try {
      do {
        openWithin(System.nanoTime() + RECONNECT_MILLIS * 1_000_000);
        crew.tasks().forEach(this::join);
        reconnecting.set(false);
        // channelInactive() ignored a connection that broke before that line.
      } while (!closed && !client.isActive() && reconnecting.compareAndSet(false, true));
    } catch (IOException e) {
      if (!closed) {
        crew.fail(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void openWithin(long deadline) throws IOException, InterruptedException {
    Exception last = null;
    while (!closed
        && System.nanoTime() < deadline
        && reconnects.getAndIncrement() < MOST_RECONNECTS) {
      try {
        open();
        return;
      } catch (IOException | RuntimeException e) {
        last = e;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IOException("no connection to the driver at " + driver, last);
  }

  /** Closes the connection, as a network can: it is re-established. */
  void cutConnection() {
    Channels.close(client.getChannel());
  }

  @Override
  public void close() {
    closed = true;
    if (client != null) {
      client.close();
    }
    factory.close();
    context.close();
  }
}
