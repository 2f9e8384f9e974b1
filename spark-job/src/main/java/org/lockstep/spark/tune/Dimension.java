package org.lockstep.spark.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.text.Words;

/**
 * The dimensions of a search and their values: all values are equally likely, except for the
 * learning rate, whose logarithm is uniform. Follows the search space of RealMLP in D. Holzmüller,
 * L. Grinsztajn and I. Steinwart, "Better by Default", NeurIPS 2024 (arXiv 2407.04491, appendix),
 * without numeric embeddings, and with finer steps for the sizes of the network and the batch.
 */
public enum Dimension {
  /** From a quarter of the preset's rate to three times that rate. */
  LEARNING_RATE(),
  /** The number of hidden layers. */
  LAYERS("1", "2", "3", "4"),
  /** The units of each hidden layer. */
  UNITS("64", "128", "256", "512"),
  /** The activation after each hidden layer. */
  ACTIVATION("relu", "selu", "mish", "silu"),
  /** The dropout of hidden units; falls by flat-cosine, as in RealMLP-TD. */
  DROPOUT("0", "0.1", "0.2", "0.3"),
  /** Whether a layer with one factor per input comes first. */
  SCALING_LAYER("true", "false"),
  /** The decay of weights; falls by flat-cosine, as in RealMLP-TD. */
  WEIGHT_DECAY("0", "0.005", "0.02", "0.05"),
  /** The rows of a step. */
  BATCH_SIZE("64", "128", "by-rows", "512", "1024"),
  /** For classes only. */
  LABEL_SMOOTHING("0", "0.1");

  /** The dimensions that make up a network. */
  static final List<Dimension> OF_NETWORK =
      List.of(LAYERS, UNITS, ACTIVATION, DROPOUT, SCALING_LAYER);

  private static final double SMALLEST_FACTOR = 0.25;
  private static final double LARGEST_FACTOR = 3;
  private static final MathContext THREE_DIGITS = new MathContext(3);

  @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
  private final List<String> choices;

  Dimension(String... choices) {
    this.choices = List.of(choices);
  }

  /** The possible values; empty if they are a range. */
  public List<String> choices() {
    return choices;
  }

  /** The name, as in tables. */
  public String text() {
    return Words.of(this);
  }

  /**
   * Draws a random value.
   *
   * @param random yields one number, whatever the dimension
   * @param usual the preset's value
   */
  String draw(RandomStream random, String usual) {
    double u = random.nextDouble();
    if (!choices.isEmpty()) {
      return choices.get((int) (u * choices.size()));
    }
    double logarithm =
        StrictMath.log(SMALLEST_FACTOR)
            + u * (StrictMath.log(LARGEST_FACTOR) - StrictMath.log(SMALLEST_FACTOR));
    BigDecimal rate = new BigDecimal(Double.parseDouble(usual) * StrictMath.exp(logarithm));
    return Double.toString(rate.round(THREE_DIGITS).doubleValue());
  }
}
