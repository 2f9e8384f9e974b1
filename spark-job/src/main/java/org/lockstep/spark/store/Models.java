package org.lockstep.spark.store;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.TimedCall;
import org.lockstep.spark.run.RunDirectory;

/** Finds and opens model files on any Hadoop file system. */
public final class Models {
  private Models() {}

  /**
   * Reads a model.
   *
   * @param name a model file, or the directory of a run
   * @throws BadInputException if there is none, or it is damaged
   */
  public static Model read(String name, Configuration configuration) {
    return read(name, configuration, in -> ModelFile.read(name, in));
  }

  /** Reads something from a model file. */
  @FunctionalInterface
  public interface Content<T> {
    /** Reads from the stream; the caller closes it. */
    T from(InputStream in) throws IOException;
  }

  /**
   * Reads something from a model file, a checkpoint, or another npz.
   *
   * @param name a file, or the directory of a run
   * @throws BadInputException if there is none, or it cannot be read
   */
  public static <T> T read(String name, Configuration configuration, Content<T> content) {
    try (InputStream in = open(name, configuration)) {
      return CheckpointStore.checked(new Path(name), in, content);
    } catch (IOException e) {
      throw FileErrors.explain(name, e);
    }
  }

  /**
   * Opens a model file, or another npz.
   *
   * @param name a file, or the directory of a run
   * @throws BadInputException if there is none, or it cannot be read
   */
  public static InputStream open(String name, Configuration configuration) {
    try {
      return TimedCall.ask(
          name,
          TimedCall.USUAL_MILLIS,
          () -> {
            Location location = Location.of(name, configuration);
            try {
              return open(location);
            } catch (IOException e) {
              throw FileErrors.explain(location.path().toString(), e);
            }
          });
    } catch (IOException e) {
      throw FileErrors.explain(name, e);
    }
  }

  private static InputStream open(Location location) throws IOException {
    if (!location.exists()) {
      throw BadInputException.at(
          location.name(),
          "a model file, or the directory of a run",
          "nothing at " + location.path());
    }
    if (!location.isDirectory()) {
      return Presence.open(location.files(), location.path());
    }
    Path inside = new Path(location.path(), RunDirectory.MODEL);
    if (!Presence.isThere(location.files(), inside)) {
      boolean isRunning =
          Presence.isThere(location.files(), new Path(location.path(), RunDirectory.CHECKPOINTS));
      throw BadInputException.at(
          location.name(),
          RunDirectory.MODEL + " in this directory",
          isRunning ? "a run that has not ended; each of its checkpoints is a model too" : "none");
    }
    return Presence.open(location.files(), inside);
  }
}
