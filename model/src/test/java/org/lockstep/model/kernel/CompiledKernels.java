package org.lockstep.model.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A program that warms up every function and every standardisation in vectors, and prints those
 * that still make objects.
 */
final class CompiledKernels {
  private static final int LENGTH = 512;
  private static final int CALLS = 100;
  private static final long SECONDS = 30; // for each

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
      if (!ready.await(SECONDS, TimeUnit.SECONDS) || allocates(kernel.call())) {
        failed.add(kernel.name());
      }
    }
    System.out.println(failed);
  }

  /** Slower than any kernel, so that only objects keep one from being ready. */
  private static void slow() {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static boolean allocates(Runnable kernel) {
    kernel.run();
    long before = AllocatedBytes.ofThisThread();
    for (int i = 0; i < CALLS; i++) {
      kernel.run();
    }
    return AllocatedBytes.ofThisThread() > before;
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
            "bytes to floats", () -> s.standardize(bytes, 0, floats, floats, floats, 0, LENGTH)));
    all.add(
        new Kernel(
            "bytes alike to floats", () -> s.standardize(bytes, 0, 0, 1, floats, 0, LENGTH)));
    all.add(
        new Kernel(
            "floats to floats", () -> s.standardize(floats, 0, floats, floats, floats, 0, LENGTH)));
    all.add(
        new Kernel(
            "doubles to floats",
            () -> s.standardize(doubles, 0, floats, floats, floats, 0, LENGTH)));
    all.add(
        new Kernel(
            "bytes to doubles",
            () -> s.standardize(bytes, 0, doubles, doubles, doubles, 0, LENGTH)));
    all.add(
        new Kernel(
            "bytes alike to doubles", () -> s.standardize(bytes, 0, 0, 1, doubles, 0, LENGTH)));
    all.add(
        new Kernel(
            "floats to doubles",
            () -> s.standardize(floats, 0, doubles, doubles, doubles, 0, LENGTH)));
    all.add(
        new Kernel(
            "doubles to doubles",
            () -> s.standardize(doubles, 0, doubles, doubles, doubles, 0, LENGTH)));
    return all;
  }
}
