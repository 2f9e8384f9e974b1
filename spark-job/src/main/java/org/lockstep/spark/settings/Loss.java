package org.lockstep.spark.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.choice.Choice;
import org.lockstep.model.loss.LinearHuber;
import org.lockstep.model.loss.LinearQuantile;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.text.Words;

/**
 * The loss to minimise, independent of the output activation.
 *
 * @param kind the kind of loss
 * @param constant the constant of a kind that has one; otherwise NaN
 */
public record Loss(Kind kind, double constant) implements Choice<Loss> {

  /** A kind of loss. */
  public enum Kind {
    /** -Σ y·log(p). */
    CROSS_ENTROPY,
    /** Half the squared error. */
    SQUARED_ERROR,
    /** Half the square of small errors, the magnitude of large ones. */
    HUBER,
    /** The magnitude of the error. */
    ABSOLUTE_ERROR,
    /** The Poisson loss of counts. */
    POISSON,
    /** The magnitude, with different weights for errors above and below. */
    QUANTILE
  }

  public Loss {
    withConstant(kind, constant); // checks the constant
  }

  /** A loss with its usual constant. */
  public Loss(Kind kind) {
    this(kind, usual(kind).map(OutputLoss::constant).orElse(Double.NaN));
  }

  /** All losses, with their usual constants. */
  public static List<Loss> all() {
    return Arrays.stream(Kind.values()).map(Loss::new).toList();
  }

  /** For a kind with a constant, the loss with its usual value. */
  private static Optional<OutputLoss> usual(Kind kind) {
    return switch (kind) {
      case HUBER -> Optional.of(new LinearHuber());
      case QUANTILE -> Optional.of(new LinearQuantile());
      case CROSS_ENTROPY, SQUARED_ERROR, ABSOLUTE_ERROR, POISSON -> Optional.empty();
    };
  }

  private static Optional<OutputLoss> withConstant(Kind kind, double constant) {
    return usual(kind).map(loss -> loss.withConstant(constant));
  }

  /** Reads what {@link #text} writes, as {@link Choice#parse} does. */
  public static Loss parse(String place, String text) {
    return Choice.parse(place, text, all());
  }

  /** The text that users write: {@code huber 0.5}. */
  public String text() {
    return Choice.text(this, all());
  }

  @Override
  public String word() {
    return Words.of(kind);
  }

  @Override
  public Optional<String> constantName() {
    return usual(kind).flatMap(OutputLoss::constantName);
  }

  @Override
  public Optional<String> constantRange() {
    return usual(kind).flatMap(OutputLoss::constantRange);
  }

  @Override
  public Loss withConstant(double value) {
    return new Loss(kind, value);
  }
}
