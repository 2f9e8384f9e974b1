package org.lockstep.model.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Random;
import org.lockstep.model.blas.BlasChoice;

/**
 * How fast products are, beside a BLAS: {@code java --add-modules jdk.incubator.vector -cp ...
 * org.lockstep.model.kernel.ProductsBench [part of a name] [GFLOP/s of the processor, float]}. The
 * best of many runs; only flops that were asked for count.
 */
final class ProductsBench {
  private static final double SECONDS = 1;

  /** Its processor time, so that what else runs on the machine counts less. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final String[] SHAPES = {
    "forward 250x784x100 NONE",
    "forward 25x784x100 NONE",
    "gradient 784x250x100 LEFT",
    "gradient 784x25x100 LEFT",
    "forward2 250x100x10 NONE",
    "gradient2 100x250x10 LEFT",
    "back2 250x10x100 RIGHT",
    "back2 25x10x100 RIGHT",
    "row 1x784x100 NONE",
    "row 1x13x64 NONE",
    "tiny 5x3x1 NONE",
    "small 32x32x32 NONE",
    "wide 250x2500x2000 NONE",
    "wide 2500x250x2000 LEFT",
    "wide 250x2000x2500 RIGHT",
    "narrow 25x2500x2000 NONE",
    "narrow 2500x25x2000 LEFT",
    "narrow 25x2000x2500 RIGHT",
    "square 2000x2000x2000 NONE",
    "square 2000x2000x2000 LEFT",
    "square 2000x2000x2000 RIGHT",
    "square 2048x2048x2048 LEFT",
  };

  private final Products products = JvmKernels.bestProducts();
  private final Products blas = BlasChoice.NATIVE.load();

  private ProductsBench() {}

  public static void main(String[] arguments) {
    String part = arguments.length > 0 ? arguments[0] : "";
    double peak = arguments.length > 1 ? Double.parseDouble(arguments[1]) : Double.NaN;
    ProductsBench bench = new ProductsBench();
    System.out.println(bench.products.description() + " beside " + bench.blas.description());
    for (boolean isFloat : new boolean[] {true, false}) {
      for (String shape : SHAPES) {
        if (shape.contains(part)) {
          bench.run(shape, isFloat, isFloat ? peak : peak / 2);
        }
      }
    }
  }

  private void run(String name, boolean isFloat, double peak) {
    String[] words = name.split(" ", -1);
    String[] sizes = words[1].split("x", -1);
    int m = Integer.parseInt(sizes[0]);
    int k = Integer.parseInt(sizes[1]);
    int n = Integer.parseInt(sizes[2]);
    Case.Kind kind = Case.Kind.valueOf(words[2]);
    double flops = 2.0 * m * n * k;
    int calls = (int) Math.max(1, 2e7 / (flops + 1e4));
    Runnable ours;
    Runnable theirs;
    if (isFloat) {
      float[] a = floats(m * k);
      float[] b = floats(k * n);
      float[] c = new float[m * n];
      ours = () -> multiply(products, kind, m, n, k, a, b, c);
      theirs = () -> multiply(blas, kind, m, n, k, a, b, c);
    } else {
      double[] a = doubles(m * k);
      double[] b = doubles(k * n);
      double[] c = new double[m * n];
      ours = () -> multiply(products, kind, m, n, k, a, b, c);
      theirs = () -> multiply(blas, kind, m, n, k, a, b, c);
    }
    double our = best(ours, calls);
    double their = best(theirs, calls);
    System.out.printf(
        Locale.ROOT,
        "%-6s %-28s ours %9.2f us %6.1f GFLOP/s (%3.0f %% of the peak), BLAS %9.2f us %6.1f%n",
        isFloat ? "float" : "double",
        name,
        our * 1e6,
        flops / our / 1e9,
        flops / our / 1e7 / peak,
        their * 1e6,
        flops / their / 1e9);
  }

  private static double best(Runnable product, int calls) {
    double best = Double.POSITIVE_INFINITY;
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    while (System.nanoTime() < end) { // the compiler may still be at work
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < calls; i++) {
        product.run();
      }
      double seconds = (THREADS.getCurrentThreadCpuTime() - start) * 1e-9 / calls;
      if (seconds < 0.97 * best) {
        end = System.nanoTime() + (long) (SECONDS * 1e9);
      }
      best = Math.min(best, seconds);
    }
    return best;
  }

  private static void multiply(
      Products products, Case.Kind kind, int m, int n, int k, float[] a, float[] b, float[] c) {
    switch (kind) {
      case NONE -> products.multiply(m, n, k, a, 0, k, b, 0, n, c, 0, n, false);
      case LEFT -> products.multiplyTransposedLeft(m, n, k, a, 0, m, b, 0, n, c, 0, n, false);
      case RIGHT -> products.multiplyTransposedRight(m, n, k, a, 0, k, b, 0, k, c, 0, n, false);
    }
  }

  private static void multiply(
      Products products, Case.Kind kind, int m, int n, int k, double[] a, double[] b, double[] c) {
    switch (kind) {
      case NONE -> products.multiply(m, n, k, a, 0, k, b, 0, n, c, 0, n, false);
      case LEFT -> products.multiplyTransposedLeft(m, n, k, a, 0, m, b, 0, n, c, 0, n, false);
      case RIGHT -> products.multiplyTransposedRight(m, n, k, a, 0, k, b, 0, k, c, 0, n, false);
    }
  }

  private static float[] floats(int length) {
    Random random = new Random(1);
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = random.nextFloat() - 0.5f;
    }
    return floats;
  }

  private static double[] doubles(int length) {
    return new Random(1).doubles(length, -1, 1).toArray();
  }
}
