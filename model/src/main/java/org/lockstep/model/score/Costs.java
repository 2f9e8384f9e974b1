package org.lockstep.model.score;

/**
 * The costs of mistakes with two classes, in any unit.
 *
 * @param falsePositive of a row of the first class that is predicted as the second
 * @param falseNegative of a row of the second class that is predicted as the first
 */
public record Costs(double falsePositive, double falseNegative) {
  public Costs {
    if (!(falsePositive >= 0 && falseNegative >= 0 && falsePositive + falseNegative > 0)
        || Double.isInfinite(falsePositive + falseNegative)) {
      throw new IllegalArgumentException("costs of " + falsePositive + " and " + falseNegative);
    }
  }
}
