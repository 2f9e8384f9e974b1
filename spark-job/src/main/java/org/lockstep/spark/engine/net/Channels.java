package org.lockstep.spark.engine.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.ByteBuffer;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.protocol.OneWayMessage;

/** Helpers for Netty's channels and Spark's transport. */
final class Channels {
  private Channels() {}

  /** Closes a channel without waiting. */
  static void close(Channel channel) {
    ChannelFuture unused = channel.close();
  }

  /**
   * Sends a frame that nothing answers. This does the same as {@link TransportClient#send}, which
   * returns nothing up to Spark 4.2 and a future since then: no call fits both.
   */
  static void send(TransportClient client, ByteBuffer frame) {
    ChannelFuture unused =
        client.getChannel().writeAndFlush(new OneWayMessage(new NioManagedBuffer(frame)));
  }
}
