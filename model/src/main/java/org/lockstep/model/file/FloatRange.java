package org.lockstep.model.file;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.text.Text;

/** What can be told, without data, of a model that 32-bit floats are too small for. */
public final class FloatRange {
  private FloatRange() {}

  /**
   * A sentence for the user, where the model's numbers do not fit 32-bit floats, or where its sums
   * may not for features that are from -1 to 1 when they are scaled. The sums of a network that was
   * trained to an end are far from that.
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
    return mayOverflow(model)
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

  /** A sum of infinities may be no number. */
  private static boolean isTooLarge(double value) {
    return Float.isInfinite((float) value) || Double.isNaN(value);
  }

  /** Follows the largest magnitude that each unit can have: |z| is at most Σ|x||w| + |b|. */
  private static boolean mayOverflow(Model model) {
    ParameterLayout layout = ParameterLayout.of(model.topology());
    double[] largest = new double[model.topology().inputs()];
    Arrays.fill(largest, 1);
    for (int layer = 0; layer < layout.weights().size(); layer++) {
      largest = sums(model.parameters(), layout, layer, largest);
      if (Arrays.stream(largest).anyMatch(FloatRange::isTooLarge)) {
        return true;
      }
      if (isBounded(model.topology().activation())) {
        Arrays.setAll(largest, unused -> 1);
      }
    }
    return false;
  }

  private static double[] sums(
      FlatVector theta, ParameterLayout layout, int layer, double[] largest) {
    ParameterLayout.Array w = layout.weights().get(layer);
    double[] sums = new double[w.columns()];
    for (int i = 0; i < w.rows(); i++) {
      int row = w.offset() + i * w.columns();
      for (int j = 0; j < sums.length; j++) {
        sums[j] += largest[i] * Math.abs(theta.get(row + j));
      }
    }
    if (!layout.biases().isEmpty()) {
      int bias = layout.biases().get(layer).offset();
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Math.abs(theta.get(bias + j));
      }
    }
    return sums;
  }

  private static boolean isBounded(Activation activation) {
    return switch (activation) {
      case TANH, SIGMOID -> true;
      case RELU, LEAKY_RELU, IDENTITY -> false;
    };
  }
}
