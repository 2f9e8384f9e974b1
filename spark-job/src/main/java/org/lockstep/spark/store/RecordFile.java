package org.lockstep.spark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.JsonText;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.DiskErrors;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.UnreadableException;

/** Reads a {@code run.json} or {@code sweep.json}. */
public final class RecordFile {
  /** What {@code written_by} says in a record of ours. */
  public static final String WRITTEN_BY = "lockstep";

  private static final int MOST_BYTES = 16 << 20;

  private RecordFile() {}

  /**
   * What the file says; empty where there is none.
   *
   * @throws BadInputException where it is no JSON, or no record of ours could be as long
   * @throws UnreadableException where it is there, or may be, and cannot be read
   */
  public static Optional<JsonNode> read(FileSystem files, Path path) throws IOException {
    Optional<FileStatus> status = Presence.status(files, path);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    if (!status.get().isFile() || status.get().getLen() > MOST_BYTES) {
      throw BadInputException.at(
          path.toString(),
          Text.format("a file of at most %,d bytes", MOST_BYTES),
          status.get().isFile() ? Text.format("%,d bytes", status.get().getLen()) : "a directory");
    }
    Optional<byte[]> content =
        DiskErrors.asExceptions(() -> Presence.read(files, path, in -> in.readNBytes(MOST_BYTES)));
    return content.map(bytes -> JsonText.parse(path.toString(), bytes));
  }

  /** What the file says; empty where it says nothing that we wrote. */
  public static Optional<JsonNode> ofOurs(FileSystem files, Path path) throws IOException {
    try {
      return read(files, path).filter(json -> WRITTEN_BY.equals(json.path("written_by").asText()));
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }
}
