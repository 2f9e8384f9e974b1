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

/** Loads what {@link InstanceWriter} has saved; as models, also those of {@code train}. */
final class InstanceReader<P extends Params> extends MLReader<P> {
  /** Where Spark Connect keeps models on its machine's own disk, whatever the file system is. */
  private static final String CONNECT = "/spark_connect_model_cache/";

  private final Loader<P> loader;

  /** What is made of a path. */
  @FunctionalInterface
  private interface Loader<P extends Params> {
    P load(InstanceReader<P> reader, String path) throws IOException;
  }

  private InstanceReader(Loader<P> loader) {
    this.loader = loader;
  }

  /** Of estimators of a class. */
  static <P extends Params> InstanceReader<P> ofEstimators(
      Class<P> type, Function<String, P> maker) {
    return new InstanceReader<>(
        (reader, path) -> {
          SavedParams saved = SavedParams.read(path, reader.configuration()).of(type);
          return saved.into(maker.apply(saved.uid()));
        });
  }

  /**
   * Of models of a class.
   *
   * @param maker from a name, empty for any, and a model
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

  /** Whether a path is what Spark ML has saved, with parameters. */
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
      return loader.load(this, path);
    } catch (IOException e) {
      throw ParamNames.refusal(FileErrors.explain(path, e));
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /** Refuses a model that tells neither classes nor several labels. */
  static Model ofClasses(Model model) {
    Task task = model.target().task();
    if (task == Task.REGRESSION) {
      throw BadInputException.at("model", "a model of classes", "one of " + task.predicts());
    }
    return model;
  }

  /** Refuses a model that tells other things than are expected of it here. */
  static Model ofNumbers(Model model) {
    Task task = model.target().task();
    if (task != Task.REGRESSION) {
      throw BadInputException.at(
          "model", "a model of numbers (regression)", "one of " + task.predicts());
    }
    return model;
  }
}
