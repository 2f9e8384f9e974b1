package org.lockstep.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.Precision;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.LabelPrediction;
import org.lockstep.model.text.Words;

/** The server's answers, as JSON. */
final class Replies {
  private static final JsonFactory JSON = new JsonFactory();

  private Replies() {}

  /** {@code {"error": "..."}}. */
  static byte[] error(String message) {
    return write(json -> json.writeStringField("error", message));
  }

  /** {@code {"prediction": label, "probabilities": [one per class]}}. */
  static byte[] prediction(ClassPrediction prediction, Precision precision) {
    return write(json -> write(json, prediction, precision));
  }

  private static void write(JsonGenerator json, ClassPrediction prediction, Precision precision)
      throws IOException {
    json.writeStringField("prediction", prediction.label());
    json.writeArrayFieldStart("probabilities");
    for (double probability : prediction.probabilities()) {
      write(json, probability, precision);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, LabelPrediction labels, Precision precision)
      throws IOException {
    json.writeObjectFieldStart("prediction");
    for (int j = 0; j < labels.names().size(); j++) {
      json.writeBooleanField(labels.names().get(j), labels.applies().get(j));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("probabilities");
    for (int j = 0; j < labels.names().size(); j++) {
      json.writeFieldName(labels.names().get(j));
      write(json, labels.probabilities().get(j), precision);
    }
    json.writeEndObject();
  }

  /** Writes a number with as many digits as the model's precision has. */
  private static void write(JsonGenerator json, double number, Precision precision)
      throws IOException {
    if (precision == Precision.FLOAT) {
      json.writeNumber((float) number);
    } else {
      json.writeNumber(number);
    }
  }

  /**
   * An object for each row, or a single one: as in {@link #prediction}; or for a regression {@code
   * {"prediction": number}}, with an array if there are several targets; or for several labels
   * {@code {"prediction": {label: true or false}, "probabilities": {label: number}}}. Each object
   * also names the columns that are {@code "missing"} and {@code "unknown"}.
   *
   * @throws Refusal if a row has no answer
   */
  static byte[] predictions(TableRows.Asked asked, TableScorer scorer, Model model) throws Refusal {
    List<double[]> outputs = new ArrayList<>();
    for (TableRows.Given row : asked.rows()) {
      outputs.add(scorer.score(row));
    }
    return writeAll(
        json -> {
          if (!asked.isOne()) {
            json.writeStartArray();
          }
          for (int i = 0; i < outputs.size(); i++) {
            json.writeStartObject();
            write(json, outputs.get(i), model);
            write(json, "missing", asked.rows().get(i).missing());
            write(json, "unknown", asked.rows().get(i).unknown());
            json.writeEndObject();
          }
          if (!asked.isOne()) {
            json.writeEndArray();
          }
        });
  }

  private static void write(JsonGenerator json, double[] outputs, Model model) throws IOException {
    Precision precision = model.parameters().precision();
    if (model.target().task().isOfClasses()) {
      write(json, ClassPrediction.of(model.target(), outputs), precision);
    } else if (model.target().task() == Task.MULTI_LABEL) {
      write(json, LabelPrediction.of(model.target(), outputs), precision);
    } else if (outputs.length == 1) {
      json.writeFieldName("prediction");
      write(json, outputs[0], precision);
    } else {
      json.writeArrayFieldStart("prediction");
      for (double output : outputs) {
        write(json, output, precision);
      }
      json.writeEndArray();
    }
  }

  private static void write(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /**
   * {@code {"network", "task", "targets", "classes", "normalised", "columns"}}; a regression and
   * several labels have no classes.
   */
  static byte[] model(TableModel served) {
    return write(
        json -> {
          json.writeStringField("network", served.model().network().text());
          json.writeStringField("task", Words.of(served.model().target().task()));
          write(json, "targets", served.model().target().columns());
          write(json, "classes", served.model().target().classes());
          json.writeBooleanField("normalised", served.isNormalised());
          json.writeArrayFieldStart("columns");
          for (FormField field : FormField.all(served.model())) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("kind", field.kind());
            json.writeBooleanField("mayMiss", field.mayMiss());
            if (field.typical() != null) {
              json.writeStringField("typical", field.typical());
            }
            if (field.form() != null) {
              json.writeStringField("form", field.form());
            }
            write(json, "categories", field.categories());
            json.writeEndObject();
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
          write(json, "classes", model.model().target().classes());
          json.writeNumberField("side", model.side());
          json.writeNumberField("most", model.range().most());
          json.writeBooleanField("inkIsHigh", model.range().inkIsHigh());
          json.writeBooleanField("normalised", model.isNormalised());
        });
  }

  /** Content to write: the fields of an object, or all of it. */
  interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Writes one object. */
  static byte[] write(Fields fields) {
    return writeAll(
        json -> {
          json.writeStartObject();
          fields.writeTo(json);
          json.writeEndObject();
        });
  }

  private static byte[] writeAll(Fields all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      all.writeTo(json);
    } catch (IOException e) { // writing to memory does not fail
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
