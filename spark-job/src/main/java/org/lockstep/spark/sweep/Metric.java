package org.lockstep.spark.sweep;

import java.util.OptionalDouble;
import java.util.function.Function;
import org.lockstep.spark.train.EpochReport;

/** The numbers of a run that a sweep compares, in the order of its table. */
public enum Metric {
  /** Accuracy on the training rows, measured during training. */
  TRAIN_ACCURACY("train", false, report -> OptionalDouble.of(report.trainAccuracy())),
  /** Accuracy on the validation rows, which decide. */
  VALIDATION_ACCURACY("validation", false, report -> report.validation().accuracy()),
  /** Accuracy on the test rows, which decide nothing if there are validation rows. */
  TEST_ACCURACY("test", false, report -> report.test().accuracy()),
  /** Loss on the training rows, with the L2 and L1 penalties. */
  TRAIN_LOSS("train", true, report -> OptionalDouble.of(report.trainLoss())),
  /** Loss on the validation rows. */
  VALIDATION_LOSS("validation", true, report -> report.validation().loss()),
  /** Loss on the test rows. */
  TEST_LOSS("test", true, report -> report.test().loss());

  private final String part;
  private final boolean isLoss;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Function<EpochReport, OptionalDouble> value;

  Metric(String part, boolean isLoss, Function<EpochReport, OptionalDouble> value) {
    this.part = part;
    this.isLoss = isLoss;
    this.value = value;
  }

  boolean isLoss() {
    return isLoss;
  }

  OptionalDouble of(EpochReport report) {
    return value.apply(report);
  }

  /** The name of its column in a file: {@code test_accuracy}. */
  String column() {
    return part + (isLoss ? "_loss" : "_accuracy");
  }

  /** The name for display; {@code accuracyName} is the name of the accuracy for this task. */
  public String text(String accuracyName) {
    return part + " " + (isLoss ? "loss" : accuracyName);
  }
}
