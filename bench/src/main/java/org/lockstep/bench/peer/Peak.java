package org.lockstep.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lockstep.model.math.Precision;

/**
 * Measures the most that a number of cores can compute: the best of some short runs of {@link
 * Fmas}.
 */
final class Peak implements AutoCloseable {
  private static final int RUNS = 5;
  private static final long WARM_UP_NANOS = 500_000_000L;
  private static final long RUN_NANOS = 30_000_000L;
  private static final int TURNS = 20_000; // a fraction of a millisecond

  private final List<Fmas> loops;
  private final int threads;
  private final ExecutorService pool;
  private final CyclicBarrier together;
  private volatile double unused;

  /** Compiles the loops. */
  Peak(int threads, Precision precision) throws InterruptedException, ExecutionException {
    this.loops = Fmas.of(precision);
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
    this.together = new CyclicBarrier(threads);
    for (Fmas loop : loops) {
      run(loop, WARM_UP_NANOS);
    }
  }

  /** Measures the GFLOP/s of all threads together. */
  double gigaflops() throws InterruptedException, ExecutionException {
    double best = 0;
    for (int i = 0; i < RUNS; i++) {
      for (Fmas loop : loops) {
        best = Math.max(best, run(loop, RUN_NANOS));
      }
    }
    return best;
  }

  private double run(Fmas loop, long nanos) throws InterruptedException, ExecutionException {
    List<Callable<Double>> tasks = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      tasks.add(() -> runAlone(loop, nanos));
    }
    double sum = 0;
    for (Future<Double> speed : pool.invokeAll(tasks)) {
      sum += speed.get();
    }
    return sum;
  }

  private double runAlone(Fmas loop, long nanos) throws Exception {
    together.await();
    long start = System.nanoTime();
    long elapsed = 0;
    long calls = 0;
    while (elapsed < nanos) {
      unused = loop.run(TURNS);
      calls++;
      elapsed = System.nanoTime() - start;
    }
    return (double) calls * TURNS * loop.flops() / elapsed;
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
