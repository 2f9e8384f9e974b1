package org.lockstep.spark.ml;

import java.util.Map;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/** Settings as parameters of Spark ML: {@code stepSize}. */
final class ParamNames {
  /** Those that are columns here, and files on the command line. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "target", "labelCol",
          "weight", "weightCol",
          "validation", "validationIndicatorCol");

  private ParamNames() {}

  /** The parameter of a setting; without one, the setting's name. */
  static String of(String setting) {
    return MlSettings.CATALOGUE
        .find(setting)
        .flatMap(found -> found.inMl())
        .orElseGet(() -> COLUMNS.getOrDefault(setting, setting));
  }

  /** A message for those who set parameters. */
  static String tell(String message) {
    return Mention.told(message, ParamNames::of);
  }

  /** What users of Spark ML get for what they gave: its message is the one line to read. */
  static IllegalArgumentException refusal(BadInputException bad) {
    return new IllegalArgumentException(bad.told(ParamNames::of), bad);
  }
}
