package org.lockstep.serve;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads the body of a request without blocking a thread: at most {@link #MOST_BYTES}, whatever
 * length the client announces or sends, and within a time limit, however slowly it arrives.
 */
final class Body implements Runnable {
  static final int MOST_BYTES = 64 << 10;

  private final Request request;
  private final Consumer<byte[]> whenRead;
  private final Consumer<Refusal> whenRefused;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicBoolean isDone = new AtomicBoolean();
  private Scheduler.Task deadline;

  private Body(Request request, Consumer<byte[]> whenRead, Consumer<Refusal> whenRefused) {
    this.request = request;
    this.whenRead = whenRead;
    this.whenRefused = whenRefused;
  }

  /**
   * Reads a body and passes it, or the reason for refusing it, to one of the two consumers, once.
   *
   * @param millis how long the client may take
   */
  static void read(
      Request request, long millis, Consumer<byte[]> whenRead, Consumer<Refusal> whenRefused) {
    Body body = new Body(request, whenRead, whenRefused);
    if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > MOST_BYTES) {
      body.refuse(tooLarge());
      return;
    }
    body.deadline =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () ->
                    body.refuse(
                        new Refusal(
                            HttpStatus.REQUEST_TIMEOUT_408, "slow", Map.of("millis", millis))),
                millis,
                TimeUnit.MILLISECONDS);
    body.run();
  }

  @Override
  public void run() {
    while (!isDone.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        refuse(Refusal.badRequest("broken"));
        return;
      }
      boolean fits = bytes.size() + chunk.remaining() <= MOST_BYTES;
      if (fits) {
        byte[] part = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(part);
        bytes.writeBytes(part);
      }
      boolean last = chunk.isLast();
      chunk.release();
      if (!fits) {
        refuse(tooLarge());
      } else if (last && isDone.compareAndSet(false, true)) {
        deadline.cancel();
        whenRead.accept(bytes.toByteArray());
      }
    }
  }

  private void refuse(Refusal refusal) {
    if (isDone.compareAndSet(false, true)) {
      if (deadline != null) {
        deadline.cancel();
      }
      whenRefused.accept(refusal);
    }
  }

  private static Refusal tooLarge() {
    return new Refusal(HttpStatus.PAYLOAD_TOO_LARGE_413, "large", Map.of("bytes", MOST_BYTES));
  }
}
