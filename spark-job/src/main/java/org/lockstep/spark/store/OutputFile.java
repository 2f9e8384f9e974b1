package org.lockstep.spark.store;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;

/** A file that a command is to write. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Checks that a file may be written here, without writing anything.
   *
   * @param overwrite whether a file that is there may be replaced
   * @return where it leads, fully qualified
   * @throws BadInputException naming what is in the way
   */
  public static Path check(String name, boolean overwrite, Configuration configuration)
      throws IOException {
    Location location = Location.of(name, configuration);
    if (location.exists()) {
      boolean directory = location.isDirectory();
      if (directory || !overwrite) {
        throw BadInputException.at(
            name, "a new file", directory ? "a directory" : "a file; --overwrite replaces it");
      }
    }
    return location.path();
  }
}
