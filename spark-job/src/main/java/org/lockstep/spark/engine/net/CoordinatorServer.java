package org.lockstep.spark.engine.net;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.AbstractAuthRpcHandler;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.server.TransportServerBootstrap;
import org.apache.spark.network.util.TransportConf;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.exchange.Coordinator;
import org.lockstep.spark.engine.exchange.ProtocolException;

/**
 * The server where crews in other JVMs reach the driver. It listens where Spark's driver does
 * ({@code spark.driver.bindAddress}), on {@code spark.lockstep.port} or a port that the system
 * chooses.
 *
 * <p>A connection must first show the run's token, whatever Spark's own settings; with {@code
 * spark.authenticate} it must pass Spark's authentication before that. Until then it is one of a
 * few {@linkplain UnverifiedConnections strangers}. A connection that sends what no crew of the run
 * can have sent is reported and closed. A crew then connects again and goes on; nobody else is
 * affected.
 */
public final class CoordinatorServer extends RpcHandler implements AutoCloseable {
  private static final int TOKEN_BYTES = 32;
  private static final int GREETING_SECONDS = 5;
  private static final String SPARKS_HANDLER = "handler"; // of messages, in a channel's pipeline
  private static final AttributeKey<BooleanSupplier> AUTHENTICATED =
      AttributeKey.valueOf(CoordinatorServer.class, "authenticated");

  private final ShardProgram program;
  private final Consumer<String> notices;
  private final String token;
  private final CommandFrames commands;
  private final StreamManager streams = new OneForOneStreamManager(); // holds no streams
  private final Refusals refusals;
  private final UnverifiedConnections strangers;
  private final Map<Channel, RemoteCrew> crews = new ConcurrentHashMap<>();
  private final TransportContext context;
  private final TransportServer server;
  private final String host;
  private volatile Serving serving = new Serving("", null);

  /** The run, as its tasks name it, and its coordinator. */
  private record Serving(String run, Coordinator coordinator) {}

  private CoordinatorServer(
      Transport transport, ShardProgram program, Consumer<String> notices, int greetingSeconds) {
    this.program = program;
    this.notices = notices;
    this.refusals = new Refusals(notices, System::nanoTime);
    this.strangers = new UnverifiedConnections(refusals, greetingSeconds);
    this.token = newToken();
    this.commands = new CommandFrames(Math.toIntExact(SumsCodec.thetaBytes(program)));
    SparkConf spark = transport.spark();
    TransportConf conf = transport.driver();
    this.context = new TransportContext(conf, this);
    this.host = spark.get("spark.driver.host");
    this.server =
        context.createServer(
            spark.get("spark.driver.bindAddress", host),
            spark.getInt("spark.lockstep.port", 0),
            bootstraps(transport, conf));
  }

  private static List<TransportServerBootstrap> bootstraps(
      Transport transport, TransportConf conf) {
    List<TransportServerBootstrap> bootstraps = new ArrayList<>(transport.serverBootstraps(conf));
    bootstraps.add(CoordinatorServer::noteAuthentication);
    return bootstraps;
  }

  /**
   * Opens a server that listens.
   *
   * @param notices receives notices of closed connections
   */
  public static CoordinatorServer open(
      Transport transport, ShardProgram program, Consumer<String> notices) {
    return open(transport, program, notices, GREETING_SECONDS);
  }

  /** The same with another time limit for the token. */
  static CoordinatorServer open(
      Transport transport, ShardProgram program, Consumer<String> notices, int greetingSeconds) {
    return new CoordinatorServer(transport, program, notices, greetingSeconds);
  }

  /** Whether θ and its gradient fit into frames. */
  public static boolean canSend(ShardProgram program, int nodes) {
    return new SumsCodec(program).mostBytes(nodes, nodes) < Integer.MAX_VALUE / 2;
  }

  /** Serves the crews of this run, and no others, from now on. */
  public void serve(String run, Coordinator coordinator) {
    serving = new Serving(run, coordinator);
  }

  /** Where crews reach it. */
  public Address address() {
    return new Address(host, server.getPort(), token);
  }

  @Override
  public void channelActive(TransportClient client) {
    Channel channel = client.getChannel();
    channel
        .pipeline()
        .addFirst(
            TokenGate.NAME,
            new TokenGate(
                () ->
                    refuse(
                        channel, "more than " + TokenGate.MOST_BYTES + " bytes before the token")));
    channel
        .pipeline()
        .addBefore(
            SPARKS_HANDLER,
            null,
            new FrameFilter(channel.attr(AUTHENTICATED).get(), new Closing(channel)));
    strangers.active(channel);
  }

  /** Stores how to tell whether a connection has passed Spark's authentication. */
  private static RpcHandler noteAuthentication(Channel channel, RpcHandler handler) {
    channel
        .attr(AUTHENTICATED)
        .set(
            handler instanceof AbstractAuthRpcHandler authentication
                ? authentication::isAuthenticated
                : () -> true);
    return handler;
  }

  private final class Closing implements FrameFilter.Closing {
    private final Channel channel;

    Closing(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void refuse(String why) {
      CoordinatorServer.this.refuse(channel, why);
    }

    @Override
    public boolean fail(Throwable cause) {
      if (hasShownToken(channel)) {
        return false;
      }
      if (cause instanceof IOException) { // the peer went away
        Channels.close(channel);
      } else {
        refuse("expected what Spark's transport sends");
      }
      return true;
    }
  }

  @Override
  public void receive(TransportClient client, ByteBuffer frame) {
    Channel channel = client.getChannel();
    try {
      Frames.Kind kind = Frames.kind(frame);
      RemoteCrew crew = crews.get(channel);
      if (crew != null) {
        crew.receive(kind, frame);
      } else if (kind == Frames.Kind.HELLO) {
        greet(client, Frames.readHello(frame));
      } else if (hasShownToken(channel)) {
        Channels.send(client, Frames.dismiss()); // another task of an earlier layout
      } else {
        throw new ProtocolException("expected the run's token first but found a frame " + kind);
      }
    } catch (RuntimeException e) {
      refuse(channel, e.getMessage());
    }
  }

  @Override
  public void receive(TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
    throw new UnsupportedOperationException("requests do not get here");
  }

  private static boolean hasShownToken(Channel channel) {
    return channel.pipeline().get(TokenGate.NAME) == null;
  }

  private void greet(TransportClient client, Frames.Hello hello) {
    if (!MessageDigest.isEqual(bytes(hello.token()), bytes(token))) {
      throw new ProtocolException("expected the run's token but found another");
    }
    client.getChannel().pipeline().remove(TokenGate.NAME);
    strangers.admit(client.getChannel());
    Serving now = serving;
    if (!hello.run().equals(now.run)) {
      Channels.send(
          client, Frames.dismiss()); // a task of an earlier layout, which was told to end anyway
      return;
    }
    String place = Text.format("%s (%s)", hello.place(), client.getSocketAddress());
    crews.put(
        client.getChannel(), new RemoteCrew(client, place, now.coordinator, commands, program));
  }

  private void refuse(Channel channel, String why) {
    if (!channel.isActive()) {
      return; // it was refused for an earlier message
    }
    if (!hasShownToken(channel)) {
      strangers.refuse(channel, why);
      return;
    }
    RemoteCrew crew = crews.get(channel);
    notices.accept(
        Text.format(
            "closed the connection of %s: %s",
            crew == null ? channel.remoteAddress() : crew.place(), why));
    Channels.close(channel);
  }

  @Override
  public void channelInactive(TransportClient client) {
    RemoteCrew crew = crews.remove(client.getChannel());
    if (crew != null) {
      crew.lost();
    }
  }

  @Override
  public void exceptionCaught(Throwable cause, TransportClient client) {
    Channels.close(client.getChannel());
  }

  @Override
  public StreamManager getStreamManager() {
    return streams;
  }

  @Override
  public void close() {
    server.close();
    context.close();
    refusals.tell();
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
