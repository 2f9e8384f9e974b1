package org.lockstep.model.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A program that warms up every function, standardisation and product, and prints those that still
 * allocate.
 */
final class CompiledKernels {
  private static final int LENGTH = 512;
  private static final int CALLS = 100;
  private static final long SECONDS = 30; // for each

  private static final Products PRODUCTS = JvmKernels.bestProducts();
  private static final Functions FUNCTIONS = JvmKernels.bestFunctions();
  private static final Standardization STANDARDIZATION = JvmKernels.bestStandardization();

  private CompiledKernels() {}

  private record Kernel(String name, Runnable call) {}

  public static void main(String[] arguments) throws InterruptedException {
    WarmUp warmUp = JvmKernels.newWarmUp();
    List<String> failed = new ArrayList<>();
    for (Kernel kernel : kernels()) {
      CountDownLatch ready = new CountDownLatch(1);
      warmUp.begin(kernel.call(), CompiledKernels::slow, ready::countDown);
      if (!ready.await(SECONDS, TimeUnit.SECONDS) || !stopsAllocating(kernel.call())) {
        failed.add(kernel.name());
      }
    }
    System.out.println(failed);
  }

  /** Slower than any kernel, so that only allocation keeps one from being ready. */
  private static void slow() {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(200);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** Whether this thread stops allocating too: it has not run the compiled code before. */
  private static boolean stopsAllocating(Runnable kernel) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    long before;
    do {
      before = AllocatedBytes.ofThisThread();
      for (int i = 0; i < CALLS; i++) {
        kernel.run();
      }
    } while (AllocatedBytes.ofThisThread() > before && System.nanoTime() < end);
    return AllocatedBytes.ofThisThread() == before;
  }

  private static List<Kernel> kernels() {
    byte[] bytes = new byte[LENGTH];
    float[] floats = new float[LENGTH];
    double[] doubles = new double[LENGTH];
    Standardization s = STANDARDIZATION;
    List<Kernel> all = new ArrayList<>();
    for (FunctionCase function : FunctionCase.all()) {
      all.add(
          new Kernel(
              function + " of floats",
              () -> function.ofFloats().apply(FUNCTIONS, floats, 0, LENGTH)));
      all.add(
          new Kernel(
              function + " of doubles",
              () -> function.ofDoubles().apply(FUNCTIONS, doubles, 0, LENGTH)));
    }
    all.add(
        new Kernel(
            "bytes to floats",
            () -> s.standardize(bytes, 0, floats, floats, 0, floats, 0, LENGTH)));
    all.add(
        new Kernel(
            "bytes alike to floats", () -> s.standardize(bytes, 0, 0, 1, floats, 0, LENGTH)));
    all.add(
        new Kernel(
            "floats to floats",
            () -> s.standardize(floats, 0, floats, floats, 0, floats, 0, LENGTH)));
    all.add(
        new Kernel(
            "doubles to floats",
            () -> s.standardize(doubles, 0, floats, floats, 0, floats, 0, LENGTH)));
    all.add(
        new Kernel(
            "bytes to doubles",
            () -> s.standardize(bytes, 0, doubles, doubles, 0, doubles, 0, LENGTH)));
    all.add(
        new Kernel(
            "bytes alike to doubles", () -> s.standardize(bytes, 0, 0, 1, doubles, 0, LENGTH)));
    all.add(
        new Kernel(
            "floats to doubles",
            () -> s.standardize(floats, 0, doubles, doubles, 0, doubles, 0, LENGTH)));
    all.add(
        new Kernel(
            "doubles to doubles",
            () -> s.standardize(doubles, 0, doubles, doubles, 0, doubles, 0, LENGTH)));
    for (int rows : List.of(25, 250)) {
      all.add(
          new Kernel(
              "products of floats at " + rows + " rows", step(rows, new float[LENGTH * LENGTH])));
      all.add(
          new Kernel(
              "products of doubles at " + rows + " rows", step(rows, new double[LENGTH * LENGTH])));
    }
    return all;
  }

  /** The three products of a layer of 100 x 37 parameters. */
  private static Runnable step(int rows, float[] x) {
    float[] c = new float[LENGTH * LENGTH];
    return () -> {
      PRODUCTS.multiply(rows, 37, 100, x, 0, 100, x, 0, 37, c, 0, 37, false);
      PRODUCTS.multiplyTransposedLeft(100, 37, rows, x, 0, 100, x, 0, 37, c, 0, 37, false);
      PRODUCTS.multiplyTransposedRight(rows, 100, 37, x, 0, 37, x, 0, 37, c, 0, 100, false);
    };
  }

  /** The three products of a layer of 100 x 37 parameters. */
  private static Runnable step(int rows, double[] x) {
    double[] c = new double[LENGTH * LENGTH];
    return () -> {
      PRODUCTS.multiply(rows, 37, 100, x, 0, 100, x, 0, 37, c, 0, 37, false);
      PRODUCTS.multiplyTransposedLeft(100, 37, rows, x, 0, 100, x, 0, 37, c, 0, 37, false);
      PRODUCTS.multiplyTransposedRight(rows, 100, 37, x, 0, 37, x, 0, 37, c, 0, 100, false);
    };
  }
}
