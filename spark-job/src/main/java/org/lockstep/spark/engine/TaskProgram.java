package org.lockstep.spark.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;

/**
 * A program as executors hold it: broadcast once, it keeps one worker per thread, so that no step
 * allocates memory of the size of the network. A worker's sums stay valid until its thread runs the
 * next task, which is after Spark has serialised them.
 *
 * <p>The program travels as bytes: Spark serialises broadcasts with the user's serializer, and its
 * Kryo cannot restore records.
 */
final class TaskProgram implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] program;
  private transient ThreadLocal<ShardWorker> workers;

  TaskProgram(ShardProgram program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(program);
    } catch (IOException e) {
      throw new UncheckedIOException("a program could not be serialised", e);
    }
    this.program = bytes.toByteArray();
  }

  /** This thread's worker. */
  ShardWorker worker() {
    return workers().get();
  }

  private synchronized ThreadLocal<ShardWorker> workers() {
    if (workers == null) {
      ShardProgram restored = restore();
      workers = ThreadLocal.withInitial(() -> new ShardWorker(restored));
    }
    return workers;
  }

  private ShardProgram restore() {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(program))) {
      return (ShardProgram) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("a program could not be restored", e);
    }
  }
}
