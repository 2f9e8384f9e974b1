package org.lockstep.spark.ml;

import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLReader;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.PublishedDirectory;

/** Loads what {@link InstanceWriter} saved, and also the models of {@code train}. */
final class InstanceReader<P extends Params> extends MLReader<P> {
  /**
   * The part of a path that marks Spark Connect's model cache, which is always on the local disk.
   */
  private static final String CONNECT = "/spark_connect_model_cache/";

  private final Loader<P> loader;

  /** Loads an instance from a path. */
  @FunctionalInterface
  private interface Loader<P extends Params> {
    P load(InstanceReader<P> reader, String path) throws IOException;
  }

  private InstanceReader(Loader<P> loader) {
    this.loader = loader;
  }

  /** A reader of estimators of a class. */
  static <P extends Params> InstanceReader<P> ofEstimators(
      Class<P> type, Function<String, P> maker) {
    return new InstanceReader<>(
        (reader, path) -> {
          SavedParams saved = SavedParams.read(path, reader.configuration()).of(type);
          return saved.into(maker.apply(saved.uid()));
        });
  }

  /**
   * A reader of models of a class.
   *
   * @param maker makes an instance from a uid, empty for any, and a model
   */
  static <P extends Params> InstanceReader<P> ofModels(
      Class<P> type, BiFunction<String, Model, P> maker) {
    return new InstanceReader<>(
        (reader, path) -> {
          Configuration configuration = reader.configuration();
          if (!hasParams(path, configuration)) { // a run's directory, or a model file
            return maker.apply("", Models.read(path, configuration));
          }
          SavedParams saved = SavedParams.read(path, configuration).of(type);
          return saved.into(maker.apply(saved.uid(), Models.read(path, configuration)));
        });
  }

  /** Whether a path holds parameters saved in Spark ML's format. */
  static boolean hasParams(String path, Configuration configuration) throws IOException {
    Location location = Location.of(path, configuration);
    return Presence.isThere(location.files(), new Path(location.path(), "metadata"));
  }

  private Configuration configuration() {
    return sparkSession().sessionState().newHadoopConf();
  }

  @Override
  public P load(String asked) {
    String path = asked.startsWith("/") && asked.contains(CONNECT) ? "file:" + asked : asked;
    try {
      PublishedDirectory.restore(Location.of(path, configuration()).path(), configuration());
      return loader.load(this, path);
    } catch (IOException e) {
      throw ParamNames.refusal(FileErrors.explain(path, e));
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /** Refuses a model that predicts neither classes nor several labels. */
  static Model ofClasses(Model model) {
    Task task = model.target().task();
    if (task == Task.REGRESSION) {
      throw BadInputException.at("model", "a model of classes", "one of " + task.predicts());
    }
    return model;
  }

  /** Refuses a model that does not predict numbers. */
  static Model ofNumbers(Model model) {
    Task task = model.target().task();
    if (task != Task.REGRESSION) {
      throw BadInputException.at(
          "model", "a model of numbers (regression)", "one of " + task.predicts());
    }
    return model;
  }
}
