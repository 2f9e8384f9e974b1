package org.lockstep.spark.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;

/** When checkpoints are due. */
public sealed interface CheckpointEvery {
  /** The default. */
  CheckpointEvery STANDARD = new Time(Duration.ofSeconds(30));

  /** Every {@code count} epochs, at the end of an epoch. */
  record Epochs(int count) implements CheckpointEvery {
    @Override
    public String text() {
      return Integer.toString(count);
    }
  }

  /** Whenever this much time has passed, at any point of an epoch. */
  record Time(Duration pause) implements CheckpointEvery {
    @Override
    public String text() {
      return pause.toSeconds() + "s";
    }
  }

  /** The text on the command line. */
  String text();

  /**
   * Reads {@code 10} or {@code 30s}.
   *
   * @param option for messages
   */
  static CheckpointEvery parse(String option, String text) {
    Matcher number = Pattern.compile("([1-9]\\d{0,8})(s?)").matcher(text);
    if (!number.matches()) {
      throw BadInputException.at(
          option,
          "a number of epochs, as in 10, or of seconds, as in 30s",
          BadInputException.quote(text));
    }
    int count = Integer.parseInt(number.group(1));
    return number.group(2).isEmpty() ? new Epochs(count) : new Time(Duration.ofSeconds(count));
  }
}
