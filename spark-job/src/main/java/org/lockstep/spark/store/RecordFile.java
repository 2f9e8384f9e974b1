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

/** Reads a {@code run.json}, {@code sweep.json} or {@code tune.json}. */
public final class RecordFile {
  /** The value of {@code written_by} in our records. */
  public static final String WRITTEN_BY = "lockstep";

  private static final int MOST_BYTES = 16 << 20;

  private RecordFile() {}

  /**
   * Returns the content of the file; empty if there is none.
   *
   * @throws BadInputException if it is not JSON, or is longer than any record of ours
   * @throws UnreadableException if it exists, or may exist, but cannot be read
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

  /** Returns the content of the file; empty if we did not write it. */
  public static Optional<JsonNode> ofOurs(FileSystem files, Path path) throws IOException {
    try {
      return read(files, path).filter(json -> WRITTEN_BY.equals(json.path("written_by").asText()));
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }
}
