package org.lockstep.spark.engine;

import java.io.Serializable;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;

/**
 * A program as executors hold it. It is broadcast once and keeps one worker per thread, so that no
 * step allocates memory of the size of the network. A worker's sums stay valid until its thread
 * runs the next task, which is after Spark has serialised them.
 *
 * <p>The program travels as bytes: Spark serialises broadcasts with the user's serializer, and its
 * Kryo cannot restore records.
 */
public final class TaskProgram implements Serializable {
  private static final long serialVersionUID = 1L;

  private final JavaBytes<ShardProgram> program;
  private transient ShardProgram restored;
  private transient ThreadLocal<ShardWorker> workers;

  /** Creates a program to broadcast to every executor. */
  public TaskProgram(ShardProgram program) {
    this.program = new JavaBytes<>(program);
  }

  /** This thread's worker. */
  public ShardWorker worker() {
    return workers().get();
  }

  /** The program itself. */
  public synchronized ShardProgram program() {
    if (restored == null) {
      restored = program.value();
      JvmBlas.readyOrWarn(restored.numbers().blas());
    }
    return restored;
  }

  private synchronized ThreadLocal<ShardWorker> workers() {
    if (workers == null) {
      ShardProgram shared = program();
      workers = ThreadLocal.withInitial(() -> new ShardWorker(shared));
    }
    return workers;
  }
}
