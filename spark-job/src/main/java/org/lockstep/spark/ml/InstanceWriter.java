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

/** Saves an estimator, or a model and its file beside its parameters. */
final class InstanceWriter extends MLWriter {
  /** The model's file; what reads models finds it in a directory by this name. */
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
      if (!shouldOverwrite() && Presence.isThere(location.files(), location.path())) {
        throw BadInputException.at(
            path, "a path where nothing is, or write().overwrite()", "something there");
      }
      PublishedDirectory.write(location.path(), configuration(), this::write);
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /** Saves on this machine's own disk, where Spark Connect keeps models, from Spark 4.1 on. */
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
