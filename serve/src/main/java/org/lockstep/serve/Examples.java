package org.lockstep.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The built-in handwritten digits, as 8 x 8 pixels from 0 to 16: two of each from the data set
 * "Optical Recognition of Handwritten Digits". The page enlarges them into ink, which is then
 * processed like any drawing.
 */
final class Examples {
  private static final String FILE = "examples.csv";

  private Examples() {}

  /** {@code {"examples": [{"label": "0", "pixels": [64 numbers]}, ...]}}. */
  static byte[] json() {
    List<String> rows = rows();
    return Replies.write(
        json -> {
          json.writeArrayFieldStart("examples");
          for (String row : rows) {
            String[] fields = row.split(",", -1);
            json.writeStartObject();
            json.writeStringField("label", fields[fields.length - 1]);
            json.writeArrayFieldStart("pixels");
            for (int j = 0; j < fields.length - 1; j++) {
              json.writeNumber(Integer.parseInt(fields[j]));
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static List<String> rows() {
    try (InputStream in = Examples.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " is not in the jar", e);
    }
  }
}
