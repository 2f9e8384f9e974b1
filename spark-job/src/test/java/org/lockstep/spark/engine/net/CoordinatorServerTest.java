package org.lockstep.spark.engine.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.protocol.ChunkFetchRequest;
import org.apache.spark.network.protocol.MergedBlockMetaRequest;
import org.apache.spark.network.protocol.Message;
import org.apache.spark.network.protocol.RpcFailure;
import org.apache.spark.network.protocol.RpcRequest;
import org.apache.spark.network.protocol.RpcResponse;
import org.apache.spark.network.protocol.StreamChunkId;
import org.apache.spark.network.protocol.StreamFailure;
import org.apache.spark.network.protocol.StreamRequest;
import org.apache.spark.network.protocol.UploadStream;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.apache.spark.network.util.TransportConf;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Precision;
import org.lockstep.model.shard.Features;
import org.lockstep.spark.engine.LoopEngine;
import org.lockstep.spark.engine.RandomTraining;
import org.lockstep.spark.engine.ThreadEngine;
import org.lockstep.spark.engine.exchange.TaskAttempt;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.testing.RandomRows;
import scala.Option;

/**
 * Who can talk to the driver. A peer that sends what no crew would send is named and cut off, while
 * the run continues to the same bits.
 */
@Tag("slow")
@Timeout(120)
class CoordinatorServerTest {
  private static final RandomRows ROWS =
      new RandomRows(16, 3, 8, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
  private static final RandomTraining TRAINING = RandomTraining.random(ROWS, 4, Precision.FLOAT, 3);
  private static final int TASKS = 4;
  private static final int LONG_SECONDS = 600; // more than any test takes

  private static List<ShardGroup> shards;

  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

  @BeforeAll
  static void buildShards() {
    JavaRDD<ShardGroup> rdd = ROWS.shards(4);
    shards = rdd.collect();
  }

  @AfterAll
  static void forgetShards() {
    shards = null;
  }

  @Test
  void aPeerWithAnotherTokenIsCutOff() {
    betweenSteps(
        run -> {
          Stranger stranger = run.stranger();
          stranger.send(Frames.hello(new Frames.Hello("00", run.name, "nobody")));
          stranger.assertCutOff("expected the run's token but found another");
        });
  }

  @Test
  void aPeerThatDoesNotShowTheTokenFirstIsCutOff() {
    betweenSteps(
        run -> {
          Stranger stranger = run.stranger();
          stranger.send(Frames.join(new TaskAttempt(0, 9)));
          stranger.assertCutOff("expected the run's token first but found a frame JOIN");
        });
  }

  @Test
  void aLargeFrameBeforeTheTokenIsNotBuffered() {
    betweenSteps(
        run -> {
          Stranger stranger = run.stranger();
          stranger.send(ByteBuffer.allocate(1 << 20));
          stranger.assertCutOff("more than 65536 bytes before the token");
        });
  }

  @Test
  void aPeerOfAnotherProtocolIsCutOff() {
    betweenSteps(
        run -> {
          Stranger stranger = run.stranger();
          stranger.send(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)));
          stranger.assertCutOff("expected a frame of Lockstep's");
        });
  }

  @Test
  void anAnswerToAFutureStepIsRefused() {
    betweenSteps(
        run -> {
          Stranger crew = run.admitted();
          crew.send(sums(1_000_000, 1, 1, 0));
          crew.assertCutOff("expected an answer to command \\d+ but found one to 1000000");
        });
  }

  @Test
  void anAnswerForATaskOfAnotherCrewIsRefused() {
    betweenSteps(
        run -> {
          Stranger crew = run.admitted();
          crew.send(sums(run.command(), 1, 1, 2));
          crew.assertCutOff("expected sums of the tasks \\[\\] but found some of \\[2\\]");
        });
  }

  @Test
  void anAnswerForAShardOfAnotherTaskIsRefused() {
    betweenSteps(
        run -> {
          Stranger crew = run.admitted();
          crew.send(Frames.join(new TaskAttempt(1, 9)));
          ByteBuffer frame = sums(run.command(), 1, 1, 1);
          frame.position(frame.limit()).limit(frame.capacity());
          frame.putInt(0).putInt(3).put((byte) 0).flip();
          crew.send(frame);
          crew.assertCutOff(
              "expected one sum of each of \\[node 1 of level 0\\] but found node 3 .*");
        });
  }

  @Test
  void aTaskThatDoesNotExistIsRefused() {
    betweenSteps(
        run -> {
          Stranger crew = run.admitted();
          crew.send(Frames.join(new TaskAttempt(TASKS, 0)));
          crew.assertCutOff("expected a task from 0 to 3 but found 4");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100})
  void anAnswerOfTheWrongSizeIsRefused(int bytes) {
    betweenSteps(
        run -> {
          Stranger crew = run.admitted();
          crew.send(Frames.join(new TaskAttempt(1, 9)));
          ByteBuffer frame = sums(run.command(), 1, 1, 1);
          frame.position(frame.limit()).limit(frame.capacity());
          frame.putInt(0).putInt(1).put((byte) 1).put(new byte[bytes]).flip();
          crew.send(frame);
          crew.assertCutOff("expected [\\d,]+ more bytes of the frame but found " + bytes);
        });
  }

  @Test
  void anImpossibleNumberOfTasksTakesNoMemory() {
    betweenSteps(
        run -> {
          Stranger crew = run.admitted();
          crew.send(sums(run.command(), Integer.MAX_VALUE, 1));
          crew.assertCutOff("expected a number of tasks but found 2147483647");
        });
  }

  @ParameterizedTest
  @MethodSource("otherSparkMessages")
  void anotherKindOfMessageIsAnsweredOnlyByAClose(Message message) {
    betweenSteps(
        run -> {
          Stranger stranger = run.stranger();
          stranger.send(message);
          stranger.assertCutOff("expected a OneWayMessage but found a " + message.type());
          stranger.assertReceivedNothing();
        });
  }

  @ParameterizedTest
  @MethodSource("otherSparkMessages")
  void aCrewThatSendsAnotherKindOfMessageIsCutOff(Message message) {
    betweenSteps(
        run -> {
          Stranger crew = run.admitted();
          crew.send(message);
          crew.assertCutOff("expected a OneWayMessage but found a " + message.type());
          crew.assertReceivedNothing();
        });
  }

  static List<Message> otherSparkMessages() {
    return List.of(
        new RpcRequest(1, body()),
        new ChunkFetchRequest(new StreamChunkId(1, 2)),
        new StreamRequest("a stream"),
        new UploadStream(1, body(), body()),
        new MergedBlockMetaRequest(1, "an application", 2, 3, 4),
        new RpcResponse(1, body()),
        new RpcFailure(1, "a failure"),
        new StreamFailure("a stream", "a failure"));
  }

  private static NioManagedBuffer body() {
    return new NioManagedBuffer(ByteBuffer.allocate(8));
  }

  @Test
  void bytesThatSparksTransportCannotReadAreAnsweredOnlyByAClose() throws IOException {
    try (Run run = new Run(Transport.ofThisJvm());
        Socket socket = run.socket()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
      assertThat(notices.remove())
          .isEqualTo(
              "closed the connection of /127.0.0.1:"
                  + socket.getLocalPort()
                  + ": expected what Spark's transport sends");
    }
  }

  @Test
  void idleConnectionsAreLimitedAndDoNotKeepACrewOut() throws IOException {
    int many = 3 * UnverifiedConnections.MOST;
    List<Socket> sockets = new ArrayList<>();
    try (Run run = new Run(Transport.ofThisJvm())) {
      run.step();
      for (int i = 0; i < many; i++) {
        sockets.add(run.socket());
      }
      run.engine.links().forEach(NetworkLink::cutConnection);
      run.step();
      // The oldest are closed, and some of the newest while the oldest are still being closed.
      awaitClosed(sockets, many - UnverifiedConnections.MOST);
      assertThat(notices.remove())
          .isEqualTo(
              "closed the connection of /127.0.0.1:"
                  + sockets.get(0).getLocalPort()
                  + ": "
                  + "more than 128 connections without the token");
      assertThat(notices).isEmpty();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    assertThat(notices).hasSize(1);
    assertThat(notices.remove())
        .matches("closed \\d+ connections without the token, the last of /127.*");
  }

  /** Returns when the server has closed this many of the sockets. */
  private static void awaitClosed(List<Socket> sockets, int count) throws IOException {
    Set<Socket> open = new LinkedHashSet<>(sockets);
    while (sockets.size() - open.size() < count) {
      for (Socket socket : List.copyOf(open)) {
        if (isClosed(socket)) {
          open.remove(socket);
        }
      }
    }
  }

  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout(10);
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) { // reset: closed at once
      return true;
    }
  }

  @Test
  void aCrewThatLosesItsConnectionRejoins() {
    betweenSteps(
        run -> {
          // Each time at another moment, and more often than a crew reconnects without progress.
          for (int i = 0; i < NetworkLink.MOST_RECONNECTS + 50; i++) {
            run.step();
            run.engine.links().forEach(NetworkLink::cutConnection);
            run.step();
          }
        });
    assertThat(notices).isEmpty();
  }

  @Test
  void aLateTaskOfAnEarlierRunIsDismissedWithoutANotice() {
    betweenSteps(
        run -> {
          Stranger late = run.stranger();
          late.send(Frames.hello(new Frames.Hello(run.address.token(), "an earlier run", "late")));
          late.send(Frames.join(new TaskAttempt(0, 0)));
          late.assertReceived(Frames.Kind.DISMISS);
          late.assertReceived(Frames.Kind.DISMISS); // one for each task that joins
        });
    assertThat(notices).isEmpty();
  }

  @Test
  void withSparksTlsAPeerInTheClearIsClosed(@TempDir Path directory) throws Exception {
    try (Run run = new Run(transport(tls(directory)))) {
      run.step();
      Stranger stranger = run.stranger();
      stranger.send(Frames.hello(new Frames.Hello(run.address.token(), run.name, "nobody")));
      stranger.assertClosed();
      run.step();
    }
    assertThat(notices).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void withSparksAuthenticationAnotherSecretIsRefused(String encrypted) {
    SparkConf conf = secured().set("spark.network.crypto.enabled", encrypted);
    SparkConf other = conf.clone().set("spark.authenticate.secret", "another");
    try (Run run = new Run(transport(conf))) {
      run.step();
      assertThatThrownBy(() -> new Stranger(run.address, transport(other)))
          .hasStackTraceContaining("AuthClientBootstrap");
      run.step();
    }
    assertThat(notices.remove())
        .matches(
            "closed the connection of /127\\.0\\.0\\.1:\\d+: expected to get past"
                + " spark.authenticate");
    assertThat(notices).isEmpty();
  }

  @Test
  void withSparksAuthenticationTheTokenAloneIsNotEnough() {
    try (Run run = new Run(transport(secured()))) {
      run.step();
      Stranger stranger = run.stranger();
      stranger.send(Frames.hello(new Frames.Hello(run.address.token(), run.name, "nobody")));
      stranger.assertCutOff("expected a RpcRequest but found a OneWayMessage");
      run.step();
    }
  }

  @Test
  void aPeerThatDoesNotShowTheTokenInTimeIsCutOff() {
    try (Run run = new Run(Transport.ofThisJvm(), 3)) {
      run.step(); // with crews that showed their token
      run.stranger().assertCutOff("no token within 3 s");
      run.step();
    }
  }

  private static SparkConf plain() {
    return new SparkConf(false)
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }

  private static SparkConf secured() {
    return plain().set("spark.authenticate", "true").set("spark.authenticate.secret", "a secret");
  }

  /** Makes a certificate for this test. */
  private static SparkConf tls(Path directory) throws Exception {
    String store = directory.resolve("store.p12").toString();
    String password = "changeit";
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keystore",
                store,
                "-storepass",
                password)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(directory.resolve("keytool.log"))).isZero();
    return plain()
        .set("spark.ssl.rpc.enabled", "true")
        .set("spark.ssl.rpc.keyStore", store)
        .set("spark.ssl.rpc.keyStorePassword", password)
        .set("spark.ssl.rpc.keyPassword", password)
        .set("spark.ssl.rpc.trustStore", store)
        .set("spark.ssl.rpc.trustStorePassword", password)
        .set("spark.ssl.rpc.protocol", "TLSv1.3");
  }

  private static Transport transport(SparkConf conf) {
    return new Transport(
        conf,
        new SecurityManager(
            conf,
            Option.empty(),
            org.apache.spark.internal.config.package$.MODULE$.AUTH_SECRET_FILE()));
  }

  /** Lets something happen between two steps, each of which gives the bits of a plain loop. */
  private void betweenSteps(Consumer<Run> happening) {
    try (Run run = new Run(Transport.ofThisJvm())) {
      run.step();
      happening.accept(run);
      run.step();
    }
  }

  /** The first fields of an answer, with these tasks. */
  private static ByteBuffer sums(long number, int tasks, int nodes, int... listed) {
    ByteBuffer frame = Frames.begin(ByteBuffer.allocate(1 << 16), Frames.Kind.SUMS);
    frame.putLong(number).putLong(1).putInt(tasks).putInt(nodes);
    for (int task : listed) {
      frame.putInt(task);
    }
    return frame.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private final class Run implements AutoCloseable {
    private final CoordinatorServer server;
    private final Address address;
    private final ThreadEngine engine;
    private final String name;
    private final LoopEngine loop = new LoopEngine(shards, TRAINING.program());
    private long steps;

    Run(Transport transport) {
      this(transport, LONG_SECONDS);
    }

    /**
     * Starts a run.
     *
     * @param seconds that a stranger has to show the token
     */
    Run(Transport transport, int seconds) {
      server = CoordinatorServer.open(transport, TRAINING.program(), notices::add, seconds);
      engine =
          ThreadEngine.network(
              shards,
              TASKS,
              2,
              TRAINING.program(),
              RandomTraining.partsWithRows(ROWS),
              server,
              transport);
      address = server.address();
      name = engine.run();
    }

    void step() {
      steps++;
      assertThat(RandomTraining.bits(engine.step(TRAINING.theta(), 1, 0, true).sum().gradient()))
          .isEqualTo(RandomTraining.bits(loop.step(TRAINING.theta(), 1, 0, true).sum().gradient()));
    }

    /** The number of the latest command. */
    long command() {
      return steps;
    }

    Socket socket() throws IOException {
      Socket socket = new Socket(address.host(), address.port());
      socket.setSoTimeout(30_000);
      return socket;
    }

    Stranger stranger() {
      return new Stranger(address, Transport.ofThisJvm());
    }

    /** A connection that has shown the token. */
    Stranger admitted() {
      Stranger crew = stranger();
      crew.send(Frames.hello(new Frames.Hello(address.token(), name, "a wrong crew")));
      return crew;
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  /** A connection that the test drives by hand. */
  private final class Stranger {
    private final TransportClient client;
    private final BlockingQueue<Frames.Kind> received = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong(); // received

    Stranger(Address address, Transport transport) {
      TransportConf conf = transport.executor();
      TransportClientFactory factory =
          new TransportContext(conf, new Listening(received), false, true)
              .createClientFactory(transport.clientBootstraps(conf));
      try {
        client = factory.createUnmanagedClient(address.host(), address.port());
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
      client.getChannel().pipeline().addFirst(new Counting(bytes));
    }

    void send(Message message) {
      ChannelFuture unused = client.getChannel().writeAndFlush(message);
    }

    void assertReceivedNothing() {
      assertThat(bytes).hasValue(0);
    }

    void send(ByteBuffer frame) {
      client.send(frame);
    }

    void assertReceived(Frames.Kind kind) {
      try {
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo(kind);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void assertClosed() {
      try {
        assertThat(client.getChannel().closeFuture().await(30, TimeUnit.SECONDS))
            .as("the connection is closed")
            .isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void assertCutOff(String why) {
      assertClosed();
      try {
        assertThat(notices.poll(30, TimeUnit.SECONDS))
            .matches("closed the connection of (a wrong crew \\()?.*127\\.0\\.0\\.1.*: " + why);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(notices).isEmpty();
    }
  }

  /** Counts the bytes received. */
  private static final class Counting extends ChannelInboundHandlerAdapter {
    private final AtomicLong bytes;

    Counting(AtomicLong bytes) {
      this.bytes = bytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
      bytes.addAndGet(((ByteBuf) read).readableBytes());
      context.fireChannelRead(read);
    }
  }

  private static final class Listening extends RpcHandler {
    private final BlockingQueue<Frames.Kind> received;
    private final StreamManager streams = new OneForOneStreamManager();

    Listening(BlockingQueue<Frames.Kind> received) {
      this.received = received;
    }

    @Override
    public void receive(TransportClient from, ByteBuffer message, RpcResponseCallback callback) {}

    @Override
    public void receive(TransportClient from, ByteBuffer frame) {
      received.add(Frames.kind(frame));
    }

    @Override
    public StreamManager getStreamManager() {
      return streams;
    }
  }
}
