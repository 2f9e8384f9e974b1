package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiFunction;
import org.lockstep.model.error.BadInputException;

/**
 * What every JSON header of ours begins with: the file's format, its version, and who wrote it.
 *
 * @param name the value of {@code format}
 * @param version the only one that is written, and read
 */
record HeaderFormat(String name, int version) {

  /** A header with these three fields. */
  ObjectNode begin(String writer) {
    return JsonText.object().put("format", name).put("version", version).put("writer", writer);
  }

  /**
   * Reads a header; {@code reader} asks for the other fields.
   *
   * @throws BadInputException at {@code place}, where it is another format or version, or its
   *     values do not go together
   */
  <T> T read(String place, InputStream json, BiFunction<String, JsonFields, T> reader)
      throws IOException {
    return JsonFields.read(
        place,
        "",
        JsonText.parse(place, json),
        fields -> {
          check(place, fields);
          return reader.apply(place, fields);
        });
  }

  private void check(String place, JsonFields fields) {
    String format = fields.text("format");
    if (!format.equals(name)) {
      throw BadInputException.at(place, "the format " + name, BadInputException.quote(format));
    }
    int found = fields.integer("version");
    String writer = fields.text("writer");
    if (found != version) {
      throw BadInputException.at(
          place,
          "format version " + version,
          "version " + found + ", written by Lockstep " + BadInputException.quote(writer));
    }
  }
}
