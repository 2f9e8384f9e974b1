package org.lockstep.spark.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.text.Words;

/**
 * What a search varies, and among which values: all are as likely, but for the learning rate, whose
 * logarithm is uniform. After the search space of RealMLP in D. Holzmüller, L. Grinsztajn and I.
 * Steinwart, "Better by Default", NeurIPS 2024 (arXiv 2407.04491, appendix), without numeric
 * embeddings, and with the size of the network and of the batch more finely graded.
 */
public enum Dimension {
  /** From a quarter of the preset's to three times it. */
  LEARNING_RATE(),
  /** Hidden layers. */
  LAYERS("1", "2", "3", "4"),
  /** Of each hidden layer. */
  UNITS("64", "128", "256", "512"),
  /** Behind each hidden layer. */
  ACTIVATION("relu", "selu", "mish", "silu"),
  /** Of hidden units; falls by flat-cosine, as in RealMLP-TD. */
  DROPOUT("0", "0.1", "0.2", "0.3"),
  /** Whether a layer of one factor for each input comes first. */
  SCALING_LAYER("true", "false"),
  /** Of weights; falls by flat-cosine, as in RealMLP-TD. */
  WEIGHT_DECAY("0", "0.005", "0.02", "0.05"),
  /** Rows of a step. */
  BATCH_SIZE("64", "128", "by-rows", "512", "1024"),
  /** Of classes only. */
  LABEL_SMOOTHING("0", "0.1");

  /** Those that a network is made of. */
  static final List<Dimension> OF_NETWORK =
      List.of(LAYERS, UNITS, ACTIVATION, DROPOUT, SCALING_LAYER);

  private static final double SMALLEST_FACTOR = 0.25;
  private static final double LARGEST_FACTOR = 3;
  private static final MathContext THREE_DIGITS = new MathContext(3);

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
  private final List<String> choices;

  Dimension(String... choices) {
    this.choices = List.of(choices);
  }

  /** What it can be; empty where that is a range. */
  public List<String> choices() {
    return choices;
  }

  /** Its name, as in tables. */
  public String text() {
    return Words.of(this);
  }

  /**
   * A random value.
   *
   * @param random asked for one number, whatever the dimension
   * @param usual the preset's
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
