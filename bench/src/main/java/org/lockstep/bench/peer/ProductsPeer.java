package org.lockstep.bench.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.lockstep.bench.peer.LayerProducts.Kind;
import org.lockstep.bench.run.Results;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.blas.BlasSelection;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Arithmetic;

/**
 * Measures the products of a layer on one core: ours, the native library's and the peak, in turns.
 * Arguments: {@code float|double ROWS IN OUT ROUNDS}.
 */
public final class ProductsPeer {
  private static final long WINDOW_NANOS = 60_000_000L;

  /**
   * Plain loops replace our vector code until the JVM has compiled it; the warm-up waits for that.
   */
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  private static final double FASTER = 0.95;

  private ProductsPeer() {}

  /**
   * Prints which libraries multiply, as {@code java} and {@code native}, and the GFLOP/s of each
   * round, as in {@code forward-java}, {@code forward-native} and {@code forward-peak}. Without a
   * working native library, it prints nothing for that side.
   */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int rows = Integer.parseInt(args[1]);
    int in = Integer.parseInt(args[2]);
    int out = Integer.parseInt(args[3]);
    int rounds = Integer.parseInt(args[4]);
    double flops = 2.0 * rows * in * out;
    List<Contender> contenders = new ArrayList<>();
    for (BlasChoice choice : List.of(BlasChoice.JAVA, BlasChoice.NATIVE)) {
      String name = choice == BlasChoice.JAVA ? "java" : "native";
      try {
        BlasSelection blas = choice.select("in this JVM");
        Results.print(name, blas.text());
        Arithmetic arithmetic = new Arithmetic(SgdLoop.precision(args[0]), blas.products());
        contenders.add(new Contender(name, new LayerProducts(arithmetic, rows, in, out)));
      } catch (BadInputException e) {
        System.err.println(e.getMessage());
      }
    }
    try (Peak peak = new Peak(1, SgdLoop.precision(args[0]))) {
      for (Kind kind : Kind.values()) {
        contenders.forEach(each -> warmUp(() -> kind.multiply(each.layer)));
        double[][] speeds = new double[contenders.size()][rounds];
        double[] peaks = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          for (int i = 0; i < speeds.length; i++) {
            LayerProducts layer = contenders.get(i).layer;
            speeds[i][round] = flops / nanos(() -> kind.multiply(layer));
          }
          peaks[round] = peak.gigaflops();
        }
        for (int i = 0; i < speeds.length; i++) {
          print(kind.word() + "-" + contenders.get(i).name, speeds[i]);
        }
        print(kind.word() + "-peak", peaks);
      }
    }
  }

  private record Contender(String name, LayerProducts layer) {}

  /** Runs a product until it has not become faster for a while. */
  private static void warmUp(Runnable product) {
    double best = Double.POSITIVE_INFINITY;
    long lastGain = System.nanoTime();
    while (System.nanoTime() - lastGain < PATIENCE_NANOS) {
      double nanos = nanos(product);
      if (nanos < FASTER * best) {
        best = nanos;
        lastGain = System.nanoTime();
      }
    }
  }

  /** The time of one call, averaged over a short period. */
  private static double nanos(Runnable product) {
    long start = System.nanoTime();
    long elapsed = 0;
    long calls = 0;
    while (elapsed < WINDOW_NANOS) {
      product.run();
      calls++;
      elapsed = System.nanoTime() - start;
    }
    return (double) elapsed / calls;
  }

  private static void print(String name, double[] values) {
    Results.print(
        name, Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" ")));
  }
}
