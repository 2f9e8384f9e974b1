package org.lockstep.spark.ml;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWriter;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.PublishedDirectory;

/** Saves the parameters of an estimator or a model, and the model's file with them. */
final class InstanceWriter extends MLWriter {
  /** The name of a model's file, by which readers find it in a directory. */
  static final String MODEL = "model.npz";

  private final Params instance;
  private final Optional<Model> model;

  InstanceWriter(Params instance, Optional<Model> model) {
    this.instance = instance;
    this.model = model;
  }

  @Override
  public void save(String path) throws IOException {
    try {
      Location location = Location.of(path, configuration());
      PublishedDirectory.restore(location.path(), configuration());
      if (!shouldOverwrite() && Presence.isThere(location.files(), location.path())) {
        throw BadInputException.at(
            path, "an unused path, or write().overwrite()", "something there");
      }
      PublishedDirectory.write(location.path(), configuration(), this::write);
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /** Saves to the local disk, where Spark Connect keeps models since Spark 4.1. */
  public void saveToLocal(String path) throws IOException {
    write(new Path(java.nio.file.Path.of(path).toUri()));
  }

  @Override
  public void saveImpl(String path) {
    try {
      write(new Path(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void write(Path directory) throws IOException {
    SavedParams.write(instance, directory, sparkSession());
    if (model.isPresent()) {
      Published.write(
          new Path(directory, MODEL), configuration(), out -> ModelFile.write(model.get(), out));
    }
  }

  private Configuration configuration() {
    return sparkSession().sessionState().newHadoopConf();
  }
}
