package org.lockstep.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that a person reads on the pages and in the refusals, in one language: {@code
 * page/texts.en.json} and its likes, which hold a text for each key. {@code {name}} in a text
 * stands for a value. To add a language, add its file and a constant of {@link Language}.
 */
final class Texts {
  private static final Pattern VALUE = Pattern.compile("\\{(\\w+)\\}");
  private static final Pattern KEY = Pattern.compile("\\{\\{([\\w.]+)\\}\\}");

  private static final Map<Language, Texts> ALL =
      new EnumMap<>(
          Arrays.stream(Language.values())
              .collect(Collectors.toMap(Function.identity(), Texts::new)));

  private final Language language;
  private final byte[] json;
  private final Map<String, String> texts;

  private Texts(Language language) {
    this.language = language;
    this.json = bytes("page/texts." + language.tag() + ".json");
    this.texts = parse(json);
  }

  /** The texts in a language. */
  static Texts in(Language language) {
    return ALL.get(language);
  }

  /** The texts as one JSON object, for the page's scripts; never changed. */
  byte[] json() {
    return json;
  }

  /** The texts by their keys. */
  Map<String, String> all() {
    return texts;
  }

  /** The text of a key, with its values. */
  String text(String key, Map<String, ?> values) {
    return VALUE
        .matcher(get(key))
        .replaceAll(name -> Matcher.quoteReplacement(String.valueOf(values.get(name.group(1)))));
  }

  /** HTML with its texts: those of the keys in {@code {{key}}}, and the language's tag. */
  byte[] fill(byte[] html) {
    return KEY.matcher(new String(html, StandardCharsets.UTF_8))
        .replaceAll(
            key ->
                Matcher.quoteReplacement(
                    key.group(1).equals("language") ? language.tag() : escape(get(key.group(1)))))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String get(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text of " + key + " in " + language.tag());
    }
    return text;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static Map<String, String> parse(byte[] json) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        texts.put(key, parser.nextTextValue());
      }
    } catch (IOException e) { // a file of our own
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(texts);
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Texts.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(file + " is not in the jar", e);
    }
  }
}
