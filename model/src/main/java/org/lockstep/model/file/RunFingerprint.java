package org.lockstep.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.DataFingerprint.DataFile;

/**
 * A run's fingerprint: it tells whether a command would do what an earlier run did.
 *
 * @param configuration the settings that decide the run's results, by the names of options
 * @param data the fingerprint of the rows
 */
public record RunFingerprint(Map<String, String> configuration, DataFingerprint data) {
  /** As one JSON object; the fields are in {@link CheckpointFile}. */
  public ObjectNode toJson() {
    ObjectNode root = JsonText.object();
    ObjectNode options = root.putObject("configuration");
    configuration.forEach(options::put);
    ObjectNode rows = root.putObject("data");
    rows.put("shards", data.shards())
        .put("train_rows", data.trainRows())
        .put("validation_rows", data.validationRows())
        .put("test_rows", data.testRows());
    data.checksums().forEach(rows.putArray("checksums")::add);
    ArrayNode files = rows.putArray("files");
    for (DataFile file : data.files()) {
      files
          .addObject()
          .put("path", file.path())
          .put("length", file.length())
          .put("modified", file.modified());
    }
    return root;
  }

  /**
   * Reads what {@link #toJson} returned.
   *
   * @param place for messages
   * @param path the object's path in its file, for messages
   * @throws BadInputException if it is not a fingerprint
   */
  public static RunFingerprint fromJson(String place, String path, JsonNode json) {
    return JsonFields.read(place, path, json, RunFingerprint::read);
  }

  static RunFingerprint read(JsonFields fields) {
    return new RunFingerprint(
        fields.textsByName("configuration"), fields.object("data", RunFingerprint::data));
  }

  private static DataFingerprint data(JsonFields fields) {
    return new DataFingerprint(
        fields.integer("shards"),
        fields.longInteger("train_rows"),
        fields.longInteger("validation_rows"),
        fields.longInteger("test_rows"),
        fields.integers("checksums"),
        fields.objects("files", RunFingerprint::file));
  }

  private static DataFile file(JsonFields fields) {
    return new DataFile(
        fields.text("path"), fields.longInteger("length"), fields.longInteger("modified"));
  }
}
