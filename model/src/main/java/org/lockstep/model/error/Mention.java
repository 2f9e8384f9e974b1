package org.lockstep.model.error;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A setting mentioned in a message. The command line calls it {@code --learning-rate}, Spark ML
 * {@code stepSize}: whoever shows the message inserts the name that its reader knows.
 *
 * <p>A mention is the setting's name between two private-use characters of Unicode. No program
 * gives them a meaning, and they survive everything that prepares a message for display.
 */
public final class Mention {
  private static final char BEGIN = '\uE0F0';
  private static final char END = '\uE0F1';
  private static final Pattern MENTION = Pattern.compile(BEGIN + "([a-z0-9-]+)" + END);

  private Mention() {}

  /** Mentions a setting. */
  public static String of(String setting) {
    return BEGIN + setting + END;
  }

  /** The message with every mention replaced by the name that its reader knows. */
  public static String told(String message, UnaryOperator<String> name) {
    return MENTION.matcher(message).replaceAll(found -> name.apply(found.group(1)));
  }

  /** The message with every mention replaced by the setting's bare name. */
  public static String plain(String message) {
    return told(message, name -> name);
  }
}
