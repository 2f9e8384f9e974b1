package org.lockstep.spark.settings;

import java.util.Locale;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.network.Initializer;

/** Parses and writes the rules for initial weights: {@code he}, {@code normal:0.01}. */
final class Initializers {
  private static final String NORMAL = "normal:";

  private Initializers() {}

  static Initializer parse(String place, String text) {
    if (text.startsWith(NORMAL)) {
      return new Initializer.Normal(deviation(place, text));
    }
    return switch (text) {
      case "he" -> new Initializer.He();
      case "xavier" -> new Initializer.Xavier();
      case "lecun" -> new Initializer.LeCun();
      case "zeros" -> new Initializer.Zeros();
      default ->
          throw BadInputException.at(
              place, "he, xavier, lecun, normal:SD or zeros", BadInputException.quote(text));
    };
  }

  private static double deviation(String place, String text) {
    double deviation;
    try {
      deviation = Double.parseDouble(text.substring(NORMAL.length()));
    } catch (NumberFormatException e) {
      throw BadInputException.at(
          place, "normal:SD, as in normal:0.01", BadInputException.quote(text), e);
    }
    if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw BadInputException.at(
          place, "a positive standard deviation", Double.toString(deviation));
    }
    return deviation;
  }

  static String text(Initializer initializer) {
    return initializer instanceof Initializer.Normal normal
        ? NORMAL + normal.deviation()
        : initializer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
