package org.lockstep.model.predict;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A model's answer is not a number: its weights are finite, but their sums overflow. The message is
 * one line, as that of bad input is.
 */
public final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NotFiniteException(String place, String expected, double found) {
    super("[" + place + "] expected " + expected + " but found " + found);
  }

  /** The first of a row's outputs that is not finite, where there is one. */
  public static OptionalDouble among(double[] outputs) {
    return Arrays.stream(outputs).filter(output -> !Double.isFinite(output)).findFirst();
  }

  /** Of a row's outputs. */
  public static NotFiniteException ofOutputs(String place, double found) {
    return new NotFiniteException(place, "finite outputs of the model", found);
  }

  /** Of the loss, or an error, over all rows. */
  public static NotFiniteException ofLoss(String place, double found) {
    return new NotFiniteException(place, "a finite loss of the model", found);
  }
}
