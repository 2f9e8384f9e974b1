package org.lockstep.model.file;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.text.Text;

/** Detects, without data, models for which 32-bit floats are too small. */
public final class FloatRange {
  private FloatRange() {}

  /**
   * Returns a sentence for the user if the model's numbers do not fit 32-bit floats, or if its sums
   * might not for scaled features from -1 to 1. The sums of a fully trained network are far from
   * that.
   */
  public static Optional<String> note(Model model) {
    long tooLarge = tooLarge(model);
    if (tooLarge > 0) {
      return Optional.of(
          Text.format(
              "%,d of the model's numbers are too large for 32-bit floats and infinite in the file:"
                  + " its predictions will not be the model's",
              tooLarge));
    }
    boolean mayOverflow =
        IntStream.range(0, model.network().members()).anyMatch(i -> mayOverflow(model, i));
    return mayOverflow
        ? Optional.of(
            "the model's sums may be too large for 32-bit floats: predictions may be infinite or"
                + " not a number")
        : Optional.empty();
  }

  private static long tooLarge(Model model) {
    FlatVector theta = model.parameters();
    return IntStream.range(0, theta.length()).filter(i -> isTooLarge(theta.get(i))).count()
        + Arrays.stream(model.scaling().shift()).filter(FloatRange::isTooLarge).count()
        + Arrays.stream(model.scaling().factor()).filter(FloatRange::isTooLarge).count();
  }

  /** Includes NaN, because a sum of infinities can be NaN. */
  private static boolean isTooLarge(double value) {
    return Float.isInfinite((float) value) || Double.isNaN(value);
  }

  /**
   * Tracks the largest magnitude that each unit can have: |z| is at most Σ|x||w| + |b|. Networks
   * with other kinds of layers are not checked: norms have no such bound.
   */
  private static boolean mayOverflow(Model model, int member) {
    if (!model.network().isPerceptron()) {
      return false;
    }
    Iterator<ParameterLayout.Array> arrays =
        ParameterLayout.of(model.network()).arrays().iterator();
    double[] largest = new double[model.network().inputs()];
    Arrays.fill(largest, 1);
    for (Layer layer : model.network().layers()) {
      if (layer instanceof Dense dense) {
        largest = sums(model.parameters(), arrays.next(), member, largest);
        if (dense.bias()) {
          addTo(largest, model.parameters(), arrays.next(), member);
        }
        if (Arrays.stream(largest).anyMatch(FloatRange::isTooLarge)) {
          return true;
        }
      } else if (layer instanceof ActivationLayer activation && activation.function().isBounded()) {
        Arrays.fill(largest, 1);
      }
    }
    return false;
  }

  private static double[] sums(
      FlatVector theta, ParameterLayout.Array w, int member, double[] largest) {
    double[] sums = new double[w.columns()];
    for (int i = 0; i < w.rows(); i++) {
      int row = w.offset(member) + i * w.columns();
      for (int j = 0; j < sums.length; j++) {
        sums[j] += largest[i] * Math.abs(theta.get(row + j));
      }
    }
    return sums;
  }

  private static void addTo(double[] sums, FlatVector theta, ParameterLayout.Array b, int member) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += Math.abs(theta.get(b.offset(member) + j));
    }
  }
}
