package org.lockstep.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Map;

/**
 * Reads the only kind of request, {@code {"pixels": [number, ...]}}: exactly this object, with as
 * many numbers as the model has inputs, each finite and within the range of the training images.
 * The parser keeps one token at a time, so that neither nesting nor names grow in memory.
 */
final class Pixels {
  private static final String FIELD = "pixels";
  private static final int DEEPEST = 2;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_TEXT = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // do not cache clients' names
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private Pixels() {}

  /**
   * The numbers of a request.
   *
   * @throws Refusal if the request is anything else
   */
  static double[] read(byte[] body, ImageModel model) throws Refusal {
    try (JsonParser json = JSON.createParser(body)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      expect(FIELD.equals(json.nextFieldName()));
      expect(json.nextToken() == JsonToken.START_ARRAY);
      double[] pixels = new double[model.pixels()];
      int count = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        double pixel = number(json, count, model.range());
        if (count < pixels.length) {
          pixels[count] = pixel;
        }
        count++;
      }
      expect(json.nextToken() == JsonToken.END_OBJECT);
      expect(json.nextToken() == null);
      if (count != pixels.length) {
        throw Refusal.badRequest("image.size", Map.of("expected", pixels.length, "found", count));
      }
      return pixels;
    } catch (IOException e) { // its message would quote the request
      throw Refusal.badRequest("json");
    }
  }

  private static double number(JsonParser json, int index, RawRange range)
      throws IOException, Refusal {
    double value =
        switch (json.currentToken()) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
          default -> Double.NaN;
        };
    if (!(value >= 0 && value <= range.most())) {
      throw Refusal.badRequest("image.pixel", Map.of("pixel", index + 1, "most", range.mostText()));
    }
    return value;
  }

  private static void expect(boolean asDescribed) throws Refusal {
    if (!asDescribed) {
      throw Refusal.badRequest("image");
    }
  }
}
