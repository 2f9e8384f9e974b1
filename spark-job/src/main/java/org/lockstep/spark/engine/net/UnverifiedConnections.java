package org.lockstep.spark.engine.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The connections that have not shown the token. There are few, each for a short time, whatever
 * reaches the port, so that the driver does not run out of file descriptors. If one more would be
 * too many, the oldest is closed. A crew shows the token at once, so it gets in even during a
 * flood.
 *
 * <p>It sits on the listening channel, where connections are counted as they are accepted. A
 * connection's own thread, which closes it, may be busy with a large frame meanwhile; so beyond
 * twice the limit the newest is closed on the spot.
 */
final class UnverifiedConnections extends ChannelInboundHandlerAdapter {
  static final int MOST = 128;

  private static final String TOO_MANY = "more than " + MOST + " connections without the token";

  private final Refusals refusals;
  private final int seconds;
  private final AtomicBoolean isListening = new AtomicBoolean();
  private final Set<Channel> present = new LinkedHashSet<>(); // the oldest first
  private final Set<Channel> closing = new HashSet<>(); // they still hold their descriptors

  /**
   * Creates the set of a server's strangers.
   *
   * @param seconds the time that each has to show the token
   */
  UnverifiedConnections(Refusals refusals, int seconds) {
    this.refusals = refusals;
    this.seconds = seconds;
  }

  /** A connection was accepted. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel channel = (Channel) accepted;
    if (isFull()) {
      refusals.add(channel.remoteAddress(), TOO_MANY);
      channel.unsafe().closeForcibly();
    } else {
      enter(channel);
      context.fireChannelRead(channel);
    }
  }

  /** A connection is active, and must show the token soon. */
  void active(Channel channel) {
    if (isListening.compareAndSet(false, true)) {
      channel.parent().pipeline().addFirst(this); // Spark offers no other access to it
    }
    enter(channel);
    Future<?> deadline =
        channel
            .eventLoop()
            .schedule(
                () -> refuse(channel, "no token within " + seconds + " s"),
                seconds,
                TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> deadline.cancel(false));
  }

  private synchronized boolean isFull() {
    return present.size() + closing.size() >= 2 * MOST;
  }

  private void enter(Channel channel) {
    Channel oldest = null;
    synchronized (this) {
      if (!present.add(channel)) {
        return;
      }
      if (present.size() > MOST) {
        oldest = present.iterator().next();
      }
    }
    channel.closeFuture().addListener(closed -> forget(channel));
    if (oldest != null) {
      refuse(oldest, TOO_MANY);
    }
  }

  /** A connection has shown the token. */
  synchronized void admit(Channel channel) {
    present.remove(channel);
  }

  /** Closes a connection, unless it has been admitted, or refused before. */
  void refuse(Channel channel, String why) {
    synchronized (this) {
      if (!present.remove(channel)) {
        return;
      }
      closing.add(channel);
    }
    refusals.add(channel.remoteAddress(), why);
    Channels.close(channel);
  }

  private synchronized void forget(Channel channel) {
    present.remove(channel);
    closing.remove(channel);
  }
}
