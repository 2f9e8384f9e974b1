package org.lockstep.spark.io;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
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
    try (InputStream in = open(name, configuration)) {
      return ModelFile.read(name, in);
    }
  }

  /**
   * Opens a model file, or another npz.
   *
   * @param name a file, or the directory of a run
   * @throws BadInputException where there is none
   */
  public static InputStream open(String name, Configuration configuration) throws IOException {
    Location location = Location.of(name, configuration);
    if (!location.exists()) {
      throw BadInputException.at(
          name, "a model file, or the directory of a run", "nothing at " + location.path());
    }
    if (!location.isDirectory()) {
      return location.files().open(location.path());
    }
    Path inside = new Path(location.path(), RunDirectory.MODEL);
    if (!location.files().exists(inside)) {
      throw BadInputException.at(name, RunDirectory.MODEL + " in this directory", "none");
    }
    return location.files().open(inside);
  }
}
