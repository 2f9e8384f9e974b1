package org.lockstep.spark.engine.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.ByteBuffer;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.protocol.OneWayMessage;

/** What Netty and Spark's transport leave to say. */
final class Channels {
  private Channels() {}

  /** Closes a channel; nobody waits for that. */
  static void close(Channel channel) {
    ChannelFuture unused = channel.close();
  }

  /**
   * Sends a frame that nothing answers. This is {@link TransportClient#send}, which gives nothing
   * back up to Spark 4.2, and a future since: no call fits both.
   */
  static void send(TransportClient client, ByteBuffer frame) {
    ChannelFuture unused =
        client.getChannel().writeAndFlush(new OneWayMessage(new NioManagedBuffer(frame)));
  }
}
