package org.lockstep.spark.io;

import java.io.IOException;
import java.net.UnknownHostException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.lockstep.model.error.BadInputException;

/**
 * A name that a user gave, and where it leads.
 *
 * @param name as the user wrote it
 * @param path fully qualified
 */
public record Location(String name, Path path, FileSystem files) {

  /**
   * Finds the file system of a name.
   *
   * @throws BadInputException if the name is none, or no file system belongs to it
   */
  public static Location of(String name, Configuration configuration) throws IOException {
    if (name.isBlank()) {
      throw BadInputException.at("path", "a file or a directory", "an empty text");
    }
    try {
      Path path = new Path(name);
      FileSystem files = path.getFileSystem(configuration);
      return new Location(name, files.makeQualified(path), files);
    } catch (UnsupportedFileSystemException e) {
      throw BadInputException.at(
          name, "a file system that is set up", "no connector for it: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof UnknownHostException host) {
        throw BadInputException.at(name, "a host that can be found", host.getMessage(), e);
      }
      String why = String.valueOf(e.getMessage()).replaceFirst("^[\\w.]+Exception: ", "");
      throw BadInputException.at(name, "a path", BadInputException.quote(why), e);
    }
  }

  /**
   * Whether there is something; a file above, where a directory would have to be, is refused.
   *
   * @throws BadInputException also if the file system does not answer
   */
  public boolean exists() throws IOException {
    return Answer.to(this::lookForIt, path, Answer.PATIENCE_MILLIS);
  }

  private boolean lookForIt() throws IOException {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (files.exists(above)) {
        if (files.getFileStatus(above).isFile()) {
          throw BadInputException.at(name, "a directory above it", "the file " + above);
        }
        break;
      }
    }
    return files.exists(path);
  }

  /** Whether there is a directory. */
  public boolean isDirectory() throws IOException {
    return Answer.to(() -> files.getFileStatus(path).isDirectory(), path, Answer.PATIENCE_MILLIS);
  }
}
