package org.lockstep.model.error;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A setting as a message mentions it. The command line calls it {@code --learning-rate}, Spark ML
 * {@code stepSize}: whoever shows the message puts the name that its reader knows.
 *
 * <p>A mention is the setting's name between two characters of Unicode's private use, which no
 * program gives a meaning and which survive all that makes a message fit to be shown.
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

  /** The message with every mention by its reader's name. */
  public static String told(String message, UnaryOperator<String> name) {
    return MENTION.matcher(message).replaceAll(found -> name.apply(found.group(1)));
  }

  /** The message with every mention as the setting's bare name. */
  public static String plain(String message) {
    return told(message, name -> name);
  }
}
