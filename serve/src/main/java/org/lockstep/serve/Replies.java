package org.lockstep.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.lockstep.model.math.Precision;
import org.lockstep.model.predict.ClassPrediction;

/** What the server says, as JSON. */
final class Replies {
  private static final JsonFactory JSON = new JsonFactory();

  private Replies() {}

  /** {@code {"error": "..."}}. */
  static byte[] error(String message) {
    return write(json -> json.writeStringField("error", message));
  }

  /** {@code {"prediction": label, "probabilities": [one per class]}}. */
  static byte[] prediction(ClassPrediction prediction, Precision precision) {
    return write(
        json -> {
          json.writeStringField("prediction", prediction.label());
          json.writeArrayFieldStart("probabilities");
          for (double probability : prediction.probabilities()) {
            if (precision == Precision.FLOAT) { // as many digits as the model's precision has
              json.writeNumber((float) probability);
            } else {
              json.writeNumber(probability);
            }
          }
          json.writeEndArray();
        });
  }

  /**
   * {@code {"network", "classes", "side", "most", "inkIsHigh", "normalised"}}; see {@link
   * ImageModel} and {@link RawRange}.
   */
  static byte[] model(ImageModel model) {
    return write(
        json -> {
          json.writeStringField("network", model.model().network().text());
          json.writeArrayFieldStart("classes");
          for (String label : model.model().target().classes()) {
            json.writeString(label);
          }
          json.writeEndArray();
          json.writeNumberField("side", model.side());
          json.writeNumberField("most", model.range().most());
          json.writeBooleanField("inkIsHigh", model.range().inkIsHigh());
          json.writeBooleanField("normalised", model.isNormalised());
        });
  }

  /** The fields of one object. */
  interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** One object. */
  static byte[] write(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) { // memory does not fail
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
