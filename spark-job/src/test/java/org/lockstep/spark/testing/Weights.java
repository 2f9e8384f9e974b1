package org.lockstep.spark.testing;

import java.util.stream.IntStream;
import org.lockstep.model.file.Model;

/** The parameters of a model, for comparisons of bits. */
public final class Weights {
  private Weights() {}

  /** All of θ; a float becomes the double of the same value. */
  public static double[] of(Model model) {
    return IntStream.range(0, model.parameters().length())
        .mapToDouble(model.parameters()::get)
        .toArray();
  }
}
