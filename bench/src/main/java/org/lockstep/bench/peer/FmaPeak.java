package org.lockstep.bench.peer;

import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.lockstep.bench.run.Results;
import org.lockstep.model.math.Precision;

/** Measures the peak of one core and of several. Argument: the number of cores. */
public final class FmaPeak {
  private FmaPeak() {}

  /** Prints GFLOP/s for both precisions, as in {@code float-1} and {@code float-2}. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    for (Precision precision : Precision.values()) {
      for (String threads : new String[] {"1", args[0]}) {
        try (Peak peak = new Peak(Integer.parseInt(threads), precision)) {
          Results.print(
              precision.name().toLowerCase(Locale.ROOT) + "-" + threads, peak.gigaflops());
        }
      }
    }
  }
}
