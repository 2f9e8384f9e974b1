package org.lockstep.spark.store;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.PathNames;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.TimedCall;

/**
 * A path name that a user gave, with its resolved path and file system.
 *
 * @param name as the user wrote it
 * @param path fully qualified
 */
public record Location(String name, Path path, FileSystem files) {

  /**
   * Finds the file system of a name.
   *
   * @throws BadInputException if the name is not a path, or no file system belongs to it
   */
  public static Location of(String name, Configuration configuration) throws IOException {
    if (name.isBlank()) {
      throw BadInputException.at("path", "a file or a directory", "an empty text");
    }
    try {
      Path path = PathNames.of(name);
      FileSystem files = path.getFileSystem(configuration);
      return new Location(name, files.makeQualified(path), files);
    } catch (UnsupportedFileSystemException e) {
      throw BadInputException.at(
          name, "a file system that is set up", "no connector for it: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof UnknownHostException host) {
        throw FileErrors.unknownHost(name, host, e);
      }
      String why = String.valueOf(e.getMessage()).replaceFirst("^[\\w.]+Exception: ", "");
      throw BadInputException.at(name, "a path", BadInputException.quote(why), e);
    }
  }

  /**
   * Whether the path exists. A file in place of a directory above it is refused.
   *
   * @throws BadInputException also if the file system does not answer
   */
  public boolean exists() throws IOException {
    return ask(this::lookForIt);
  }

  private boolean lookForIt() throws IOException {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      Optional<FileStatus> status = Presence.status(files, above);
      if (status.isPresent()) {
        if (status.get().isFile()) {
          throw BadInputException.at(name, "a directory above it", "the file " + above);
        }
        break;
      }
    }
    return Presence.isThere(files, path);
  }

  /** Whether the path is a directory. */
  public boolean isDirectory() throws IOException {
    return ask(() -> Presence.isDirectory(files, path));
  }

  private <T> T ask(Callable<T> question) throws IOException {
    try {
      return TimedCall.ask(path.toString(), TimedCall.USUAL_MILLIS, question);
    } catch (SocketException | SocketTimeoutException | UnknownHostException e) {
      throw FileErrors.explain(path.toString(), e);
    }
  }
}
