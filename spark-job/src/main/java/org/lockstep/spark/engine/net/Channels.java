package org.lockstep.spark.engine.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/** What Netty leaves to say. */
final class Channels {
  private Channels() {}

  /** Closes a channel; nobody waits for that. */
  static void close(Channel channel) {
    ChannelFuture unused = channel.close();
  }
}
