package org.lockstep.spark.engine.net;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.exchange.Command;
import org.lockstep.spark.engine.exchange.ProtocolException;
import org.lockstep.spark.engine.exchange.TaskAttempt;

/**
 * The frames that cross the network, little-endian. Every frame begins with a magic number and its
 * kind.
 *
 * <pre>
 *   crew to driver   HELLO    token, run, place     strings
 *                    JOIN     task, attempt         int, int
 *                    LEAVE    task, attempt, why    int, int, string
 *                    SUMS     see {@link SumsCodec}
 *   driver to crew   COMPUTE  number, epoch, step, what, tasks, θ
 *                                                   long, int, long, byte, int + ints, values
 *                    DISMISS
 * </pre>
 *
 * A string is its length in bytes (int) and UTF-8. An empty list of tasks means all that have
 * joined over the connection.
 */
final class Frames {
  static final int MAGIC = 0x31534b4c; // "LKS1"
  static final int HEADER = Integer.BYTES + 1;
  static final int COMPUTE_HEADER = HEADER + 2 * Long.BYTES + 2 * Integer.BYTES + 1;

  private static final int MOST_TEXT_BYTES = 4096;
  private static final int GRADIENT = 1;
  private static final int EVALUATES = 2;

  private Frames() {}

  /** The kinds of frames. */
  enum Kind {
    HELLO(1),
    JOIN(2),
    LEAVE(3),
    SUMS(4),
    COMPUTE(5),
    DISMISS(6);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }
  }

  /** A crew's first message. */
  record Hello(String token, String run, String place) {}

  /** Begins a frame, to be filled. */
  static ByteBuffer begin(ByteBuffer buffer, Kind kind) {
    return buffer.clear().order(ByteOrder.LITTLE_ENDIAN).putInt(MAGIC).put(kind.code);
  }

  /** Reads the kind of a received frame. Its content follows. */
  static Kind kind(ByteBuffer frame) {
    frame.order(ByteOrder.LITTLE_ENDIAN);
    if (frame.remaining() < HEADER || frame.getInt() != MAGIC) {
      throw new ProtocolException("expected a frame of Lockstep's");
    }
    byte code = frame.get();
    for (Kind kind : Kind.values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new ProtocolException("expected a kind of frame but found " + code);
  }

  static void checkLength(ByteBuffer frame, long expected) {
    if (frame.remaining() != expected) {
      throw new ProtocolException(
          Text.format(
              "expected %,d more bytes of the frame but found %,d", expected, frame.remaining()));
    }
  }

  static ByteBuffer hello(Hello hello) {
    ByteBuffer frame = begin(ByteBuffer.allocate(HEADER + 3 * MOST_TEXT_BYTES), Kind.HELLO);
    putText(frame, hello.token);
    putText(frame, hello.run);
    putText(frame, hello.place);
    return frame.flip();
  }

  static Hello readHello(ByteBuffer frame) {
    Hello hello = new Hello(text(frame), text(frame), text(frame));
    checkLength(frame, 0);
    return hello;
  }

  static ByteBuffer join(TaskAttempt task) {
    return putTask(begin(ByteBuffer.allocate(HEADER + 2 * Integer.BYTES), Kind.JOIN), task).flip();
  }

  static TaskAttempt readJoin(ByteBuffer frame) {
    checkLength(frame, 2L * Integer.BYTES);
    return task(frame);
  }

  static ByteBuffer leave(TaskAttempt task, String why) {
    ByteBuffer frame = begin(ByteBuffer.allocate(HEADER + 2 * MOST_TEXT_BYTES), Kind.LEAVE);
    putTask(frame, task);
    putText(frame, why);
    return frame.flip();
  }

  static TaskAttempt task(ByteBuffer frame) {
    try {
      return new TaskAttempt(frame.getInt(), frame.getInt());
    } catch (BufferUnderflowException e) {
      throw cutShort(e);
    }
  }

  static ByteBuffer dismiss() {
    return begin(ByteBuffer.allocate(HEADER), Kind.DISMISS).flip();
  }

  /** Writes a command into a buffer, which must have room for it. */
  static ByteBuffer compute(ByteBuffer buffer, Command command, List<Integer> tasks) {
    ByteBuffer frame = begin(buffer, Kind.COMPUTE);
    frame.putLong(command.number()).putInt(command.epoch()).putLong(command.step());
    frame.put((byte) ((command.gradient() ? GRADIENT : 0) | (command.evaluates() ? EVALUATES : 0)));
    frame.putInt(tasks.size());
    tasks.forEach(frame::putInt);
    command.theta().writeTo(frame);
    return frame.flip();
  }

  /** The bytes of a frame that has some tasks compute. */
  static long computeBytes(int tasks, long thetaBytes) {
    return COMPUTE_HEADER + (long) tasks * Integer.BYTES + thetaBytes;
  }

  /** A received command without θ, which follows. */
  record Compute(long number, int epoch, long step, int what, List<Integer> tasks) {
    boolean gradient() {
      return (what & GRADIENT) != 0;
    }

    boolean evaluates() {
      return (what & EVALUATES) != 0;
    }
  }

  static Compute readCompute(ByteBuffer frame, long thetaBytes) {
    try {
      long number = frame.getLong();
      int epoch = frame.getInt();
      long step = frame.getLong();
      int what = frame.get();
      int count = frame.getInt();
      if (count < 0 || count > frame.remaining() / Integer.BYTES) {
        throw new ProtocolException("expected a number of tasks but found " + count);
      }
      List<Integer> tasks = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        tasks.add(frame.getInt());
      }
      checkLength(frame, thetaBytes);
      return new Compute(number, epoch, step, what, tasks);
    } catch (BufferUnderflowException e) {
      throw cutShort(e);
    }
  }

  static String text(ByteBuffer frame) {
    try {
      int length = frame.getInt();
      if (length < 0 || length > MOST_TEXT_BYTES || length > frame.remaining()) {
        throw new ProtocolException("expected a text of at most 4096 bytes but found " + length);
      }
      byte[] bytes = new byte[length];
      frame.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (BufferUnderflowException e) {
      throw cutShort(e);
    }
  }

  static ProtocolException cutShort(BufferUnderflowException cause) {
    ProtocolException e = new ProtocolException("expected more bytes of the frame");
    e.initCause(cause);
    return e;
  }

  private static ByteBuffer putTask(ByteBuffer frame, TaskAttempt task) {
    return frame.putInt(task.task()).putInt(task.attempt());
  }

  private static void putText(ByteBuffer frame, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, MOST_TEXT_BYTES - Integer.BYTES);
    frame.putInt(length).put(bytes, 0, length);
  }
}
