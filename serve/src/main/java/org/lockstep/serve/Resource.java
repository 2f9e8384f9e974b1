package org.lockstep.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered to a GET: bytes that are there from the start. */
final class Resource {
  static final String JSON = "application/json";

  /** Every file of the page, by the path it is asked for under. */
  private static final Map<String, String> PAGE =
      Map.ofEntries(
          Map.entry("/", "index.html"),
          Map.entry("/page.css", "page.css"),
          Map.entry("/icon.svg", "icon.svg"),
          Map.entry("/app.js", "app.js"),
          Map.entry("/answer.js", "answer.js"),
          Map.entry("/examples.js", "examples.js"),
          Map.entry("/ink.js", "ink.js"),
          Map.entry("/pens.js", "pens.js"),
          Map.entry("/predictions.js", "predictions.js"),
          Map.entry("/prepare.js", "prepare.js"));

  private final String type;
  private final byte[] bytes;

  private Resource(String type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Its media type. */
  String type() {
    return type;
  }

  /** Its content; never changed. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * All that can be asked for with GET. The keys are whole paths, compared as they are: nothing in
   * a request is ever made into the name of a file.
   */
  static Map<String, Resource> all(ImageModel model) {
    Map<String, Resource> resources = new LinkedHashMap<>();
    PAGE.forEach((path, file) -> resources.put(path, ofPage(file)));
    resources.put("/api/model", new Resource(JSON, Replies.model(model)));
    resources.put("/api/examples", new Resource(JSON, Examples.json()));
    return Map.copyOf(resources);
  }

  private static Resource ofPage(String file) {
    try (InputStream in = Resource.class.getResourceAsStream("page/" + file)) {
      return new Resource(typeOf(file), in.readAllBytes());
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
