package org.lockstep.model.generate;

import java.util.List;

/**
 * The kind of a synthetic data set. All kinds but the last have the same six features for the same
 * seed.
 *
 * <pre>
 *   x1..x6 ~ N(0, 25)           independent; a standard deviation of 5
 *   y_k = Σ_j w_kj·x_j + b + ε  ε ~ N(0, 1), one for each target
 * </pre>
 */
public enum SyntheticKind {
  /** One number, {@code label}, with the first row of weights and bias 1. */
  LINEAR(1, 1),
  /** A class, {@code label}: the linear target cut into K intervals of equal width, 0 to K-1. */
  CLASSES(1, 1),
  /** Three numbers, {@code y1..y3}, no bias, each scaled to [0, 1] over the rows of the set. */
  MULTI_LINEAR(3, 0),
  /** Two classes, {@code label}, of {@link Collision}s: 21 features, and 7 derived from them. */
  PARTICLES(1, 0);

  /** w: targets x features. */
  private static final double[][] WEIGHTS = {
    {1, 2, 3, 4, 5, 6}, {1.3, 2.3, 4.2, 2, 3.3, 2.1}, {4.2, 1.9, 2.2, 2.3, 1.2, 0.8}
  };

  private static final int FEATURES = 6;

  private final int targets;
  private final double bias;

  SyntheticKind(int targets, double bias) {
    this.targets = targets;
    this.bias = bias;
  }

  /** The number of features of a row. */
  public int features() {
    return this == PARTICLES ? Collision.FEATURES : FEATURES;
  }

  /** Whether the target is a class. */
  public boolean isOfClasses() {
    return this == CLASSES || this == PARTICLES;
  }

  /** Whether a row's targets depend on those of all other rows. */
  boolean needsRange() {
    return this == CLASSES || this == MULTI_LINEAR;
  }

  /** The names of the features. */
  List<String> featureNames() {
    return this == PARTICLES ? Collision.NAMES : List.of("x1", "x2", "x3", "x4", "x5", "x6");
  }

  /** The number of targets of a row. */
  public int targets() {
    return targets;
  }

  /** The names of the target columns. */
  public List<String> targetNames() {
    return targets == 1 ? List.of("label") : List.of("y1", "y2", "y3");
  }

  /** {@code Σ_j w_kj·x_j + b}: target k without noise. */
  double noiseless(int target, double[] features) {
    double sum = bias;
    for (int j = 0; j < FEATURES; j++) {
      sum += WEIGHTS[target][j] * features[j];
    }
    return sum;
  }
}
