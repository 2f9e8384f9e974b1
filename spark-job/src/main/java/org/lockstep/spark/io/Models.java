package org.lockstep.spark.io;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;

/** Finds and opens model files on any Hadoop file system. */
public final class Models {
  private Models() {}

  /**
   * Reads a model.
   *
   * @param name a model file, or the directory of a run
   * @throws BadInputException where there is none, or it is damaged
   */
  public static Model read(String name, Configuration configuration) throws IOException {
    Path path = find(name, configuration);
    try (InputStream in = path.getFileSystem(configuration).open(path)) {
      return ModelFile.read(name, in);
    }
  }

  private static Path find(String name, Configuration configuration) throws IOException {
    Path path = new Path(name);
    FileSystem files = path.getFileSystem(configuration);
    if (!files.exists(path)) {
      throw BadInputException.at(
          name,
          "a model file, or the directory of a run",
          "nothing at " + files.makeQualified(path));
    }
    FileStatus status = files.getFileStatus(path);
    if (!status.isDirectory()) {
      return path;
    }
    Path inside = new Path(path, RunDirectory.MODEL);
    if (!files.exists(inside)) {
      throw BadInputException.at(name, RunDirectory.MODEL + " in this directory", "none");
    }
    return inside;
  }
}
