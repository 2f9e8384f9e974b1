package org.lockstep.spark.engine.net;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.function.BooleanSupplier;
import org.apache.spark.network.protocol.Message;
import org.apache.spark.network.protocol.RpcFailure;
import org.apache.spark.network.protocol.UploadStream;

/**
 * Lets through only what a crew sends: Spark's authentication, if that is on, and then frames.
 * Spark would answer every other kind of message with a Java stack trace; here the connection is
 * closed without an answer.
 */
final class FrameFilter extends ChannelDuplexHandler {
  private final BooleanSupplier isAuthenticated;
  private final Closing closing;

  /** Closes connections. */
  interface Closing {
    /** Refuses a message that no crew sends. */
    void refuse(String why);

    /** Handles a failed connection; returns false to leave that to Spark. */
    boolean fail(Throwable cause);
  }

  FrameFilter(BooleanSupplier isAuthenticated, Closing closing) {
    this.isAuthenticated = isAuthenticated;
    this.closing = closing;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    Message message = (Message) read;
    Message.Type expected =
        isAuthenticated.getAsBoolean() ? Message.Type.OneWayMessage : Message.Type.RpcRequest;
    if (message.type() == expected) {
      context.fireChannelRead(message);
    } else {
      release(message);
      closing.refuse("expected a " + expected + " but found a " + message.type());
    }
  }

  private static void release(Message message) {
    if (message instanceof UploadStream upload) {
      upload.meta.release();
    } else if (message.body() != null) {
      message.body().release();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof RpcFailure) { // authentication has failed; Spark says so at length
      promise.setSuccess();
      closing.refuse("expected to get past spark.authenticate");
    } else {
      ChannelFuture unused = context.write(message, promise);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!closing.fail(cause)) {
      context.fireExceptionCaught(cause);
    }
  }
}
