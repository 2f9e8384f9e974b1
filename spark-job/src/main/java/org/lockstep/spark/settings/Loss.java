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
 * What is minimised, whatever the output activation.
 *
 * @param kind what it is
 * @param constant of a kind that has one; else NaN
 */
public record Loss(Kind kind, double constant) implements Choice<Loss> {

  /** One of the losses. */
  public enum Kind {
    /** -Σ y·log(p). */
    CROSS_ENTROPY,
    /** Half of the square. */
    SQUARED_ERROR,
    /** Half of the square of small errors, the size of large ones. */
    HUBER,
    /** The size. */
    ABSOLUTE_ERROR,
    /** Of counts. */
    POISSON,
    /** The size, of errors above and below with different weights. */
    QUANTILE
  }

  public Loss {
    withConstant(kind, constant); // for its check
  }

  /** With its usual constant. */
  public Loss(Kind kind) {
    this(kind, usual(kind).map(OutputLoss::constant).orElse(Double.NaN));
  }

  /** All of them, with their usual constants. */
  public static List<Loss> all() {
    return Arrays.stream(Kind.values()).map(Loss::new).toList();
  }

  /** Of a kind that has a constant: the loss of numbers with its usual one. */
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

  /** As users write it: {@code huber 0.5}. */
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
