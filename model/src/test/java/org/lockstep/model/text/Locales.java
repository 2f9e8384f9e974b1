package org.lockstep.model.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Locales in which Java writes other digits, signs or letters than in English. */
public final class Locales {
  private Locales() {}

  /** Arabic and Persian digits, an I without a dot, Hindi, a decimal comma. */
  public static Stream<Locale> foreign() {
    return Stream.of("ar-EG", "tr-TR", "fa-IR", "hi-IN", "de-DE").map(Locale::forLanguageTag);
  }

  /** Runs the work as on a machine of this locale. */
  public static <T> T in(Locale locale, Callable<T> work) throws Exception {
    Locale before = Locale.getDefault(); // all categories at once: no test sets a single one
    Locale.setDefault(locale);
    try {
      return work.call();
    } finally {
      Locale.setDefault(before);
    }
  }

  /**
   * Skips a test of files with such a name in a JVM that cannot name them, as under LC_ALL=C. The
   * commands refuse a question mark there, since it can stand for any letter.
   */
  public static void assumeThatFilesCanBeCalled(String name) {
    Charset characters = Charset.forName(System.getProperty("sun.jnu.encoding"));
    boolean isRefused = characters.equals(StandardCharsets.US_ASCII) && name.indexOf('?') >= 0;
    assumeTrue(
        characters.newEncoder().canEncode(name) && !isRefused,
        "this JVM's names of files are in " + characters);
  }
}
