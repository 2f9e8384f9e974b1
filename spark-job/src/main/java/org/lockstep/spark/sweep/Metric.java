package org.lockstep.spark.sweep;

import java.util.OptionalDouble;
import java.util.function.Function;
import org.lockstep.spark.train.EpochReport;

/** The numbers of a run that a sweep compares, in the order of its table. */
public enum Metric {
  /** Of the training rows, as they were trained on. */
  TRAIN_ACCURACY("train", false, report -> OptionalDouble.of(report.trainAccuracy())),
  /** Of the rows that decide. */
  VALIDATION_ACCURACY("validation", false, report -> report.validation().accuracy()),
  /** Of the rows that decide nothing, where there are others that do. */
  TEST_ACCURACY("test", false, report -> report.test().accuracy()),
  /** Of the training rows, with the penalties L2 and L1. */
  TRAIN_LOSS("train", true, report -> OptionalDouble.of(report.trainLoss())),
  /** Of the validation rows. */
  VALIDATION_LOSS("validation", true, report -> report.validation().loss()),
  /** Of the test rows. */
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

  /** As a column of a file: {@code test_accuracy}. */
  String column() {
    return part + (isLoss ? "_loss" : "_accuracy");
  }

  /** As people read it; {@code accuracyName} is what the accuracy is for this task. */
  public String text(String accuracyName) {
    return part + " " + (isLoss ? "loss" : accuracyName);
  }
}
