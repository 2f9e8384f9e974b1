package org.lockstep.bench.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lockstep.bench.run.Results;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.kernel.Products;

/**
 * The best that this machine's BLAS does on products of large square matrices, with as many threads
 * at once as a run has tasks: what the arithmetic of a network cannot exceed. Argument: threads.
 */
public final class GemmPeak {
  private static final int[] SIZES = {1024, 2048};
  private static final int ROUNDS = 7;

  private GemmPeak() {}

  /** Tells GFLOP/s of all threads together, for both precisions. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int threads = Integer.parseInt(args[0]);
    Products blas = BlasChoice.AUTO.load();
    Results.tell("float", best(threads, n -> floats(blas, n)));
    Results.tell("double", best(threads, n -> doubles(blas, n)));
    Results.tell("blas", BlasChoice.AUTO.select("in this JVM").text());
  }

  private interface Product {
    /** A product of two n x n matrices, over memory of its own. */
    Runnable of(int n);
  }

  private static double best(int threads, Product product)
      throws InterruptedException, ExecutionException {
    double best = 0;
    for (int n : SIZES) {
      best = Math.max(best, gigaflops(threads, n, product));
    }
    return best;
  }

  private static double gigaflops(int threads, int n, Product product)
      throws InterruptedException, ExecutionException {
    double flops = 2.0 * n * n * n;
    int repeats = (int) Math.max(1, 4e10 / flops);
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<long[]>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        Runnable run = product.of(n);
        tasks.add(() -> rounds(run, repeats, together));
      }
      long[] slowest = new long[ROUNDS];
      for (Future<long[]> future : pool.invokeAll(tasks)) {
        long[] nanos = future.get();
        Arrays.setAll(slowest, i -> Math.max(slowest[i], nanos[i]));
      }
      long fastest = Arrays.stream(slowest).min().orElseThrow();
      return flops * repeats * threads / fastest;
    } finally {
      pool.shutdown();
    }
  }

  private static long[] rounds(Runnable product, int repeats, CyclicBarrier together)
      throws Exception {
    long[] nanos = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      together.await();
      long start = System.nanoTime();
      for (int i = 0; i < repeats; i++) {
        product.run();
      }
      nanos[round] = System.nanoTime() - start;
    }
    return nanos;
  }

  private static Runnable floats(Products blas, int n) {
    float[] a = new float[n * n];
    Arrays.fill(a, 0.5f);
    float[] b = a.clone();
    float[] c = new float[n * n];
    return () -> blas.multiply(n, n, n, a, 0, n, b, 0, n, c, 0, n, false);
  }

  private static Runnable doubles(Products blas, int n) {
    double[] a = new double[n * n];
    Arrays.fill(a, 0.5);
    double[] b = a.clone();
    double[] c = new double[n * n];
    return () -> blas.multiply(n, n, n, a, 0, n, b, 0, n, c, 0, n, false);
  }
}
