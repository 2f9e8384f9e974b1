package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.lockstep.model.error.BadInputException;

/**
 * What every JSON header of ours begins with: the file's format, its version, and who wrote it.
 *
 * @param name the value of {@code format}
 * @param oldest the first version that is read
 * @param version the one that is written, and the last that is read
 */
record HeaderFormat(String name, int oldest, int version) {

  /** What a header holds beside these three fields. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads it.
     *
     * @param place for messages
     * @param version of the file
     */
    T read(String place, int version, JsonFields fields);
  }

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
  <T> T read(String place, InputStream json, Reader<T> reader) throws IOException {
    return JsonFields.read(
        place,
        "",
        JsonText.parse(place, json),
        fields -> reader.read(place, checkedVersion(place, fields), fields));
  }

  private int checkedVersion(String place, JsonFields fields) {
    String format = fields.text("format");
    if (!format.equals(name)) {
      throw BadInputException.at(place, "the format " + name, BadInputException.quote(format));
    }
    int found = fields.integer("version");
    String writer = fields.text("writer");
    if (found < oldest || found > version) {
      throw BadInputException.at(
          place,
          oldest == version
              ? "format version " + version
              : "format version " + oldest + " to " + version,
          "version " + found + ", written by Lockstep " + BadInputException.quote(writer));
    }
    return found;
  }
}
