package org.lockstep.spark.ml;

import java.util.Map;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/** The names of settings as Spark ML parameters: {@code stepSize}. */
final class ParamNames {
  /** Settings of the command line that are column parameters here. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "target", "labelCol",
          "weight", "weightCol",
          "validation", "validationIndicatorCol");

  private ParamNames() {}

  /** The parameter of a setting, or the setting's name if it has none. */
  static String of(String setting) {
    return MlSettings.CATALOGUE
        .find(setting)
        .flatMap(found -> found.inMl())
        .orElseGet(() -> COLUMNS.getOrDefault(setting, setting));
  }

  /** A message in the words of parameters. */
  static String tell(String message) {
    return Mention.told(message, ParamNames::of);
  }

  /** The exception that Spark ML users get for bad input. Its message is one line. */
  static IllegalArgumentException refusal(BadInputException bad) {
    return new IllegalArgumentException(bad.told(ParamNames::of), bad);
  }
}
