package org.lockstep.model.predict;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Thrown when a model's output is not finite: its weights are finite, but their sums overflow. The
 * message is one line, as for bad input.
 */
public final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NotFiniteException(String place, String expected, double found) {
    super("[" + place + "] expected " + expected + " but found " + found);
  }

  /** The first of a row's outputs that is not finite; empty if all are. */
  public static OptionalDouble among(double[] outputs) {
    return Arrays.stream(outputs).filter(output -> !Double.isFinite(output)).findFirst();
  }

  /** For a row's outputs. */
  public static NotFiniteException ofOutputs(String place, double found) {
    return new NotFiniteException(place, "finite outputs of the model", found);
  }

  /** For the loss, or an error, over all rows. */
  public static NotFiniteException ofLoss(String place, double found) {
    return new NotFiniteException(place, "a finite loss of the model", found);
  }
}
