package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.lockstep.model.error.BadInputException;

/**
 * The start of each of our JSON headers: the file's format, its version, and who wrote it.
 *
 * @param name the value of {@code format}
 * @param oldest the oldest version that can be read
 * @param version the version that is written, and the newest that can be read
 */
record HeaderFormat(String name, int oldest, int version) {

  /** Reads what a header holds besides these three fields. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads the other fields.
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
   * Reads a header; {@code reader} reads the other fields.
   *
   * @throws BadInputException at {@code place}, if the format or version is wrong, or if the values
   *     do not go together
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
