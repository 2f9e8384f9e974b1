package org.lockstep.model.text;

import java.util.Locale;

/**
 * Formats numbers for names of files, files, logs, messages and pictures.
 *
 * <p>The one place that chooses a locale: {@link Locale#ROOT}, so that digits are ASCII, the
 * decimal sign is a point, and what one machine writes another one reads. The build refuses every
 * method of the JDK that would take the machine's locale instead.
 */
public final class Text {
  private Text() {}

  /**
   * As {@link String#format(Locale, String, Object...)}, with {@link Locale#ROOT}.
   *
   * @throws java.util.IllegalFormatException if the pattern and the arguments do not fit
   */
  public static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
