package org.lockstep.spark.engine;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lockstep.model.math.FlatVector;

/**
 * A fit's turn on its application's cores. While other fits queue, each computes for a second or
 * two and then rests; a fit on its own computes to its end. A fit's result does not depend on this.
 * Not thread-safe.
 */
public final class FitTurn implements AutoCloseable {
  /** No fit should wait longer than this, whatever the number of fits. */
  private static final long LINE_NANOS = 8_000_000_000L;

  private static final long LONGEST_NANOS = 2_000_000_000L;

  private final Cores cores;
  private final Consumer<String> notices;
  private int wanted;
  private int taken;
  private long since;

  private FitTurn(Cores cores, int wanted, Consumer<String> notices) {
    this.cores = cores;
    this.wanted = wanted;
    this.notices = notices;
  }

  /**
   * Waits for a turn.
   *
   * @param wanted how many cores the fit wants
   * @param notices told of a long wait
   */
  public static FitTurn take(Cores cores, int wanted, Consumer<String> notices) {
    FitTurn turn = new FitTurn(cores, wanted, notices);
    turn.take();
    return turn;
  }

  private void take() {
    try {
      taken = cores.take(wanted, notices);
      since = System.nanoTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TasksEndedException("interrupted while other fits had the cores");
    }
  }

  /** Limits the fit to this many cores from now on. */
  public void limit(int most) {
    wanted = Math.min(wanted, most);
    if (taken > wanted) {
      cores.give(taken - wanted);
      taken = wanted;
    }
  }

  /** An engine that lets others have a turn between its steps. */
  public StepEngine sharing(StepEngine engine) {
    return new Sharing(engine);
  }

  private <T> T during(StepEngine engine, Supplier<T> work) {
    int waiting = cores.waiting();
    if (waiting > 0 && isOver(waiting)) {
      engine.rest();
      cores.give(taken);
      taken = 0;
      take();
    }
    return work.get();
  }

  private boolean isOver(int waiting) {
    long longest = Math.min(LONGEST_NANOS, LINE_NANOS / (waiting + 1));
    return System.nanoTime() - since >= longest;
  }

  @Override
  public void close() {
    cores.give(taken);
    taken = 0;
  }

  private final class Sharing implements StepEngine {
    private final StepEngine engine;

    Sharing(StepEngine engine) {
      this.engine = engine;
    }

    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public int tasks() {
      return engine.tasks();
    }

    @Override
    public StepSum step(FlatVector theta, int epoch, long step, boolean evaluates) {
      return during(engine, () -> engine.step(theta, epoch, step, evaluates));
    }

    @Override
    public void inSlices(int length, Slice work) {
      engine.inSlices(length, work);
    }

    @Override
    public Evaluation evaluate(FlatVector theta) {
      return during(engine, () -> engine.evaluate(theta));
    }

    @Override
    public void rest() {
      engine.rest();
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
