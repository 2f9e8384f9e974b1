package org.lockstep.spark.settings;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.score.Costs;
import org.lockstep.model.score.ThresholdCurve;

/** How probable the second of two classes must be, before it is predicted. */
public sealed interface ThresholdRule {

  /**
   * More than a number.
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

  /** So much that F1 is greatest. */
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

  /** So much that mistakes cost least. */
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

  /** As on the command line. */
  String text();

  /**
   * The threshold.
   *
   * @param curve of rows
   * @param costs of mistakes
   * @return empty where the rows are all of one class
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
      // told below
    }
    throw BadInputException.at(
        option, "f1, cost or a number from 0 to 1", BadInputException.quote(text));
  }
}
