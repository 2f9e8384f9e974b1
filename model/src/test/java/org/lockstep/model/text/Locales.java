package org.lockstep.model.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
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

  /** Does something on a machine of this locale. */
  public static <T> T in(Locale locale, Callable<T> work) throws Exception {
    Locale before = Locale.getDefault(); // all categories at once: tests set no single one
    Locale.setDefault(locale);
    try {
      return work.call();
    } finally {
      Locale.setDefault(before);
    }
  }

  /** Skips a test of files with such a name in a JVM that cannot name them, as under LC_ALL=C. */
  public static void assumeThatFilesCanBeCalled(String name) {
    String characters = System.getProperty("sun.jnu.encoding");
    assumeTrue(
        Charset.forName(characters).newEncoder().canEncode(name),
        "this JVM's names of files are in " + characters);
  }
}
