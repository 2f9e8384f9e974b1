package org.lockstep.spark.store;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;

/** Checks files that a command will write. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Checks that a file may be written here, without writing anything.
   *
   * @param overwrite whether an existing file may be replaced
   * @return the path, fully qualified
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
