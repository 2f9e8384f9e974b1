package org.lockstep.spark.settings;

import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/** Settings as the command line calls them: {@code --learning-rate}. */
public final class OptionNames {
  /** What stands before an option's name. */
  public static final String DASHES = "--";

  private OptionNames() {}

  /** The option of a setting. */
  public static String of(String setting) {
    return DASHES + setting;
  }

  /** A message for the command line. */
  public static String tell(String message) {
    return Mention.told(message, OptionNames::of);
  }

  /** A failure's message for the command line; null where it has none. */
  public static String messageOf(Throwable failure) {
    return failure instanceof BadInputException bad
        ? bad.told(OptionNames::of)
        : failure.getMessage();
  }
}
