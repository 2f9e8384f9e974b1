package org.lockstep.spark.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.DiskErrors;

/** Reads a {@code run.json}. */
public final class RecordFile {
  private static final long MOST_BYTES = 16 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordFile() {}

  /**
   * What the file says.
   *
   * @throws BadInputException where it is no JSON, or no record of ours could be as long
   */
  public static JsonNode read(FileSystem files, Path path) throws IOException {
    FileStatus status = files.getFileStatus(path);
    if (!status.isFile() || status.getLen() > MOST_BYTES) {
      throw BadInputException.at(
          path.toString(),
          Text.format("a file of at most %,d bytes", MOST_BYTES),
          status.isFile() ? Text.format("%,d bytes", status.getLen()) : "a directory");
    }
    try {
      return DiskErrors.asExceptions(
          () -> {
            try (InputStream in = files.open(path)) {
              return JSON.readTree(in);
            }
          });
    } catch (JsonProcessingException e) {
      throw BadInputException.at(path.toString(), "JSON", e.getOriginalMessage(), e);
    }
  }
}
