package org.lockstep.spark.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.settings.CheckpointEvery;
import org.lockstep.spark.store.BackgroundWriter;
import org.lockstep.spark.store.CheckpointStore.Stored;
import org.lockstep.spark.store.LockLostException;
import org.lockstep.spark.store.NotPublishedException;
import org.lockstep.spark.train.Checkpoints;

/**
 * Writes a run's checkpoints while the run continues.
 *
 * <p>How it works: the trainer's thread copies the vectors into memory reserved for this, which
 * takes as long as reading them once. Another thread writes them. The log's rows so far must be on
 * disk first, so that a checkpoint never includes an epoch that the log lacks. If writing either is
 * slower than the checkpoint interval, the next checkpoint waits; the steps do not.
 *
 * <p>If a checkpoint cannot be written, the user is told and the run goes on: the next one may
 * succeed. If the file system accepts a file but does not have it afterwards, the run ends.
 */
public final class CheckpointWriter implements Checkpoints, AutoCloseable {
  private static final int LAST_KEPT = 3;

  private final RunFiles run;
  private final SortedSet<BlasIdentity> computedWith;
  private final CheckpointEvery every;
  private final boolean inOrder; // training waits for each one that is due
  private final EpochLog log;
  private final BooleanSupplier isStopped;
  private final BackgroundWriter writer = new BackgroundWriter("lockstep-checkpoints");
  private Buffers buffers; // null before the first
  private TrainingPosition start = TrainingPosition.START;
  private long nextNanos;
  private boolean isDue;
  private volatile long lastScheduled = -1; // its step; none before the first

  /**
   * Creates a writer for a run.
   *
   * @param computedWith every BLAS that takes part in the run
   * @param inOrder whether each checkpoint that is due must be written before training goes on
   * @param log its rows are written to disk before each checkpoint
   * @param isStopped whether the run should end after a checkpoint; asked before each step
   */
  public CheckpointWriter(
      RunFiles run,
      SortedSet<BlasIdentity> computedWith,
      CheckpointEvery every,
      boolean inOrder,
      EpochLog log,
      BooleanSupplier isStopped) {
    this.run = run;
    this.computedWith = computedWith;
    this.every = every;
    this.inOrder = inOrder;
    this.log = log;
    this.isStopped = isStopped;
    restartClock();
  }

  /** Sets where the trainer begins. No checkpoint is due there. */
  public void beginAt(TrainingPosition position) {
    start = position;
    isDue = false;
  }

  /** Keeps the checkpoint of this step, from an earlier process, for a rollback. */
  public void keep(OptionalLong scheduled) {
    lastScheduled = scheduled.orElse(-1);
  }

  @Override
  public boolean isStopRequested() {
    return isStopped.getAsBoolean();
  }

  @Override
  public boolean isDue(int epoch, long step) {
    if (!writer.isBusy()) {
      writer.await(); // throws if the run must end
    }
    if (isStopped.getAsBoolean() || run.lock().isLost()) {
      return true;
    }
    if (every instanceof CheckpointEvery.Epochs) {
      isDue |= isScheduled(epoch, step) && epoch > start.epoch();
    } else {
      isDue = System.nanoTime() - nextNanos >= 0;
    }
    return isDue && (inOrder || !(writer.isBusy() || log.isBusy()));
  }

  private boolean isScheduled(int epoch, long step) {
    return every instanceof CheckpointEvery.Epochs epochs
        && step == 0
        && epoch > 1
        && (epoch - 1) % epochs.count() == 0;
  }

  @Override
  public void save(
      TrainingPosition position,
      FlatVector theta,
      List<FlatVector> optimizerState,
      Optional<FlatVector> bestTheta,
      int bestEpoch) {
    writer.await(); // its buffers are reused
    isDue = false;
    restartClock();
    if (buffers == null) {
      buffers = new Buffers(theta, optimizerState);
    }
    boolean scheduled = isScheduled(position.epoch(), position.step()) && !position.ended();
    Checkpoint checkpoint =
        buffers.checkpoint(position, scheduled, theta, optimizerState, bestTheta);
    Future<?> rows = log.begin();
    writer.begin(() -> write(checkpoint, rows, bestEpoch));
    if (position.ended() || isStopped.getAsBoolean() || inOrder) {
      writer.await();
    }
  }

  private void restartClock() {
    if (every instanceof CheckpointEvery.Time time) {
      nextNanos = System.nanoTime() + time.pause().toNanos();
    }
  }

  private void write(Checkpoint checkpoint, Future<?> rows, int bestEpoch) {
    try {
      rows.get(); // the log itself reports its failure
      run.lock().check();
      Stored stored = run.store().write(checkpoint);
      if (checkpoint.scheduled()) {
        lastScheduled = stored.step();
      }
      prune(bestEpoch);
    } catch (ExecutionException e) {
      run.notices().accept("no checkpoint: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (NotPublishedException | LockLostException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (IOException e) {
      run.notices().accept("no checkpoint, the run goes on: " + e.getMessage());
    }
  }

  /** Keeps the last few, the best, and the one to roll back to. */
  private void prune(int bestEpoch) throws IOException {
    List<Stored> stored = run.store().list();
    List<Long> kept = new ArrayList<>();
    int first = Math.max(0, stored.size() - LAST_KEPT);
    for (int i = 0; i < stored.size(); i++) {
      if (i >= first || stored.get(i).step() == lastScheduled) {
        kept.add(stored.get(i).step());
      }
    }
    stored.stream()
        .map(Stored::step)
        .filter(step -> isOfBest(step, bestEpoch))
        .reduce((earlier, later) -> later)
        .ifPresent(kept::add);
    run.store().prune(kept::contains);
  }

  /** Whether a step comes after the best epoch so far, and before the end of the next. */
  private boolean isOfBest(long step, int bestEpoch) {
    return bestEpoch > 0 && step / run.plan().training().length().stepsPerEpoch() == bestEpoch;
  }

  /** Waits for any write in progress. */
  @Override
  public void close() {
    try {
      writer.await();
    } finally {
      writer.close();
    }
  }

  /** The memory for checkpoints, allocated once. */
  private final class Buffers {
    private final FlatVector theta;
    private final List<FlatVector> optimizerState;
    private FlatVector best; // null before the first

    Buffers(FlatVector theta, List<FlatVector> optimizerState) {
      this.theta = theta.copy();
      this.optimizerState = optimizerState.stream().map(FlatVector::copy).toList();
    }

    Checkpoint checkpoint(
        TrainingPosition position,
        boolean scheduled,
        FlatVector now,
        List<FlatVector> stateNow,
        Optional<FlatVector> bestNow) {
      theta.copyFrom(now);
      for (int i = 0; i < optimizerState.size(); i++) {
        optimizerState.get(i).copyFrom(stateNow.get(i));
      }
      if (bestNow.isPresent()) {
        if (best == null) {
          best = bestNow.get().copy();
        }
        best.copyFrom(bestNow.get());
      }
      return new Checkpoint(
          run.identity().runId(),
          position,
          scheduled,
          run.plan().model(run.data(), theta),
          optimizerState,
          bestNow.map(present -> best),
          run.identity().fingerprint(),
          computedWith);
    }
  }
}
