package org.lockstep.spark.settings;

import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/** The names of settings on the command line: {@code --learning-rate}. */
public final class OptionNames {
  /** The prefix of an option's name. */
  public static final String DASHES = "--";

  private OptionNames() {}

  /** The option name of a setting. */
  public static String of(String setting) {
    return DASHES + setting;
  }

  /** Turns a message into the command line's wording. */
  public static String withDashes(String message) {
    return Mention.told(message, OptionNames::of);
  }

  /** A failure's message in the command line's wording; null if it has none. */
  public static String messageOf(Throwable failure) {
    return failure instanceof BadInputException bad
        ? bad.told(OptionNames::of)
        : failure.getMessage();
  }
}
