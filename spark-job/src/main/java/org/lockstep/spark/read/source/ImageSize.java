package org.lockstep.spark.read.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;

/**
 * The size to which images are resized.
 *
 * @param width pixels in a row
 * @param height rows
 */
public record ImageSize(int width, int height) {
  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3})(?:x([1-9]\\d{0,3}))?");

  /**
   * Reads {@code WIDTHxHEIGHT}, or one number for both.
   *
   * @param option the option's name, for messages
   */
  public static ImageSize parse(String option, String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw BadInputException.at(
          option,
          "a size from 1 to 9999, as in 32 or 64x48 (width x height)",
          BadInputException.quote(text));
    }
    int width = Integer.parseInt(matcher.group(1));
    int height = matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2));
    return new ImageSize(width, height);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
