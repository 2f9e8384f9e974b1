package org.lockstep.spark.engine.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Guards a connection until it has shown the token. It lets a few bytes through, enough for Spark's
 * authentication and the token, and closes a connection that sends more. Without it, anybody could
 * make the driver collect a frame of two gigabytes.
 */
final class TokenGate extends ChannelInboundHandlerAdapter {
  static final String NAME = "lockstep-gate";
  static final int MOST_BYTES = 1 << 16;

  private final Runnable onTooMuch;
  private long bytes;

  TokenGate(Runnable onTooMuch) {
    this.onTooMuch = onTooMuch;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof ByteBuf buffer) {
      bytes += buffer.readableBytes();
      if (bytes > MOST_BYTES) {
        buffer.release();
        onTooMuch.run();
        Channels.close(context.channel());
        return;
      }
    }
    super.channelRead(context, message);
  }
}
