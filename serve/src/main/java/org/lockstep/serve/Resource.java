package org.lockstep.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The answer to a GET: bytes that are loaded at the start, in each language if a person reads them.
 */
final class Resource {
  static final String JSON = "application/json";

  /** Every file of both pages, by its path in a request. */
  private static final Map<String, String> BOTH =
      Map.of(
          "/page.css", "page.css",
          "/icon.svg", "icon.svg",
          "/bars.js", "bars.js",
          "/predictions.js", "predictions.js",
          "/texts.js", "texts.js",
          "/trouble.js", "trouble.js");

  /** The files of the page for images. */
  private static final Map<String, String> IMAGES =
      Map.ofEntries(
          Map.entry("/", "index.html"),
          Map.entry("/app.js", "app.js"),
          Map.entry("/answer.js", "answer.js"),
          Map.entry("/examples.js", "examples.js"),
          Map.entry("/ink.js", "ink.js"),
          Map.entry("/pens.js", "pens.js"),
          Map.entry("/prepare.js", "prepare.js"));

  /** The files of the page for tables. */
  private static final Map<String, String> TABLES =
      Map.of("/", "table.html", "/table.js", "table.js", "/fields.js", "fields.js");

  private final String type;
  private final boolean hasTexts;
  private final Map<Language, byte[]> bytes = new EnumMap<>(Language.class);

  private Resource(String type, boolean hasTexts, Function<Language, byte[]> bytes) {
    this.type = type;
    this.hasTexts = hasTexts;
    for (Language language : Language.values()) {
      this.bytes.put(language, bytes.apply(language));
    }
  }

  /** A resource that is the same in every language. */
  private static Resource of(String type, byte[] bytes) {
    return new Resource(type, false, language -> bytes);
  }

  /** The media type. */
  String type() {
    return type;
  }

  /** Whether the content depends on the language. */
  boolean hasTexts() {
    return hasTexts;
  }

  /** The content in a language; never changed. */
  byte[] in(Language language) {
    return bytes.get(language);
  }

  /**
   * Everything that GET can request. The keys are whole paths, compared literally: nothing in a
   * request ever becomes the name of a file.
   */
  static Map<String, Resource> all(ImageModel model) {
    Map<String, Resource> resources = page(IMAGES, Replies.model(model));
    resources.put("/api/examples", of(JSON, Examples.json()));
    return Map.copyOf(resources);
  }

  /** Everything that GET can request, for a model of a table. */
  static Map<String, Resource> all(TableModel model) {
    return Map.copyOf(page(TABLES, Replies.model(model)));
  }

  private static Map<String, Resource> page(Map<String, String> own, byte[] model) {
    Map<String, Resource> resources = new LinkedHashMap<>();
    BOTH.forEach((path, file) -> resources.put(path, ofPage(file)));
    own.forEach((path, file) -> resources.put(path, ofPage(file)));
    resources.put("/texts.json", new Resource(JSON, true, language -> Texts.in(language).json()));
    resources.put("/api/model", of(JSON, model));
    return resources;
  }

  private static Resource ofPage(String file) {
    try (InputStream in = Resource.class.getResourceAsStream("page/" + file)) {
      byte[] bytes = in.readAllBytes();
      return file.endsWith(".html")
          ? new Resource(typeOf(file), true, language -> Texts.in(language).fill(bytes))
          : of(typeOf(file), bytes);
    } catch (IOException e) {
      throw new IllegalStateException(file + " is not in the jar", e);
    }
  }

  private static String typeOf(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "html" -> "text/html;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "js" -> "text/javascript;charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException(file);
    };
  }
}
