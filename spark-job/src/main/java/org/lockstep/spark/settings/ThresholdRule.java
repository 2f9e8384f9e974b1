package org.lockstep.spark.settings;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.score.Costs;
import org.lockstep.model.score.ThresholdCurve;

/**
 * How the threshold is chosen, which the probability of the second of two classes must exceed for
 * that class to be predicted.
 */
public sealed interface ThresholdRule {

  /**
   * A given number.
   *
   * @param threshold from 0 to 1
   */
  record Fixed(double threshold) implements ThresholdRule {
    @Override
    public String text() {
      return Double.toString(threshold);
    }

    @Override
    public Optional<Double> choose(ThresholdCurve curve, Costs costs) {
      return Optional.of(threshold);
    }
  }

  /** The threshold with the highest F1. */
  record BestF1() implements ThresholdRule {
    @Override
    public String text() {
      return "f1";
    }

    @Override
    public Optional<Double> choose(ThresholdCurve curve, Costs costs) {
      return curve.bestF1().map(ThresholdCurve.Point::threshold);
    }
  }

  /** The threshold at which mistakes cost least. */
  record LeastCost() implements ThresholdRule {
    @Override
    public String text() {
      return "cost";
    }

    @Override
    public Optional<Double> choose(ThresholdCurve curve, Costs costs) {
      return curve.leastCost(costs).map(ThresholdCurve.Point::threshold);
    }
  }

  /** The text on the command line. */
  String text();

  /**
   * Chooses the threshold.
   *
   * @param curve the curve of the rows
   * @param costs the costs of mistakes
   * @return empty if all rows belong to one class
   */
  Optional<Double> choose(ThresholdCurve curve, Costs costs);

  /**
   * Reads {@code f1}, {@code cost} or a number.
   *
   * @param option for messages
   */
  static ThresholdRule parse(String option, String text) {
    if (text.equals("f1")) {
      return new BestF1();
    }
    if (text.equals("cost")) {
      return new LeastCost();
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && number <= 1) {
        return new Fixed(number);
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw BadInputException.at(
        option, "f1, cost or a number from 0 to 1", BadInputException.quote(text));
  }
}
