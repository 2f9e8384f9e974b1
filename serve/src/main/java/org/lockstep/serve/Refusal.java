package org.lockstep.serve;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A request answered with an error. The message is one of {@link Texts}. It repeats nothing from
 * the request, except a value of a table's column that it refuses.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String key;
  private final transient Map<String, ?> values;

  /**
   * A refusal.
   *
   * @param status the HTTP status
   * @param key of the message, after {@code refusal.}
   * @param values the message's values
   */
  Refusal(int status, String key, Map<String, ?> values) {
    // Nobody reads the stack trace of a client's mistake.
    super(message(Language.ENGLISH, key, values), null, false, false);
    this.status = status;
    this.key = key;
    this.values = Map.copyOf(values);
  }

  Refusal(int status, String key) {
    this(status, key, Map.of());
  }

  static Refusal badRequest(String key, Map<String, ?> values) {
    return new Refusal(HttpStatus.BAD_REQUEST_400, key, values);
  }

  static Refusal badRequest(String key) {
    return badRequest(key, Map.of());
  }

  int status() {
    return status;
  }

  /** The message in a language. */
  String message(Language language) {
    return message(language, key, values);
  }

  private static String message(Language language, String key, Map<String, ?> values) {
    return Texts.in(language).text("refusal." + key, values);
  }
}
