package org.lockstep.model.data;

/** What a model predicts. */
public enum Task {
  /** One of several classes. */
  CLASSIFICATION,
  /** One of two classes, by one probability: that of the second. */
  BINARY,
  /** One or more numbers. */
  REGRESSION,
  /** Several labels at once, each of which applies or not, by one probability each. */
  MULTI_LABEL;

  /** Whether each row has a class. */
  public boolean isOfClasses() {
    return this == CLASSIFICATION || this == BINARY;
  }

  /** What a model for this task predicts, for messages. */
  public String predicts() {
    return switch (this) {
      case CLASSIFICATION, BINARY -> "classes";
      case REGRESSION -> "numbers (regression)";
      case MULTI_LABEL -> "several labels (multi-label)";
    };
  }
}
