package org.lockstep.spark.ml;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.file.Model;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.TimedCall;
import org.lockstep.spark.fit.ScoringModel;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Models;

/**
 * Caches the models named by a session's queries. The driver reads a model when a query is
 * analysed, with the session's file systems and its user's rights. It keeps the model as long as
 * its file is unchanged, because queries are analysed often.
 */
final class SqlModels {
  private static final int MOST = 8;

  private static final Map<SparkSession, SqlModels> OF_SESSIONS = new WeakHashMap<>();

  private final Map<Version, SqlModel> read = new LinkedHashMap<>(MOST, 0.75f, true);

  /** A version of a model file. */
  private record Version(Path file, long written, long bytes) {}

  private SqlModels() {}

  /**
   * The model at a path: a saved model, the directory of a run, or a model file.
   *
   * @throws org.lockstep.model.error.BadInputException if there is none, or it cannot be read
   */
  static SqlModel read(SparkSession spark, String path) {
    SqlModels models;
    synchronized (OF_SESSIONS) {
      models = OF_SESSIONS.computeIfAbsent(spark, session -> new SqlModels());
    }
    try {
      return models.get(spark, path);
    } catch (IOException e) {
      throw FileErrors.explain(path, e);
    }
  }

  private synchronized SqlModel get(SparkSession spark, String path) throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Optional<Version> version = // taken before reading: a file written meanwhile is read next time
        TimedCall.ask(path, TimedCall.USUAL_MILLIS, () -> version(path, configuration));
    if (version.isEmpty()) {
      return readNow(spark, path, configuration); // to report what is wrong
    }
    SqlModel known = read.get(version.get());
    if (known != null) {
      return known;
    }
    SqlModel model = readNow(spark, path, configuration);
    read.keySet().removeIf(earlier -> earlier.file().equals(version.get().file()));
    read.put(version.get(), model);
    forgetOldest();
    return model;
  }

  private void forgetOldest() {
    Iterator<Version> oldestFirst = read.keySet().iterator();
    while (read.size() > MOST) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  private static Optional<Version> version(String path, Configuration configuration)
      throws IOException {
    Location location = Location.of(path, configuration);
    Optional<FileStatus> status = Presence.status(location.files(), location.path());
    if (status.isPresent() && status.get().isDirectory()) {
      Path inside = new Path(location.path(), InstanceWriter.MODEL);
      status = Presence.status(location.files(), inside);
    }
    return status.map(
        file -> new Version(file.getPath(), file.getModificationTime(), file.getLen()));
  }

  private static SqlModel readNow(SparkSession spark, String path, Configuration configuration)
      throws IOException {
    Model model = Models.read(path, configuration);
    double[] thresholds = thresholds(model, path, configuration);
    return new SqlModel(
        model,
        thresholds,
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new ScoringModel(model, BlasChoice.AUTO)));
  }

  /** The thresholds that a model of classes was saved with; null for none. */
  private static double[] thresholds(Model model, String path, Configuration configuration)
      throws IOException {
    if (!model.target().task().isOfClasses() || !InstanceReader.hasParams(path, configuration)) {
      return null;
    }
    MlpClassificationModel saved =
        SavedParams.read(path, configuration)
            .of(MlpClassificationModel.class)
            .into(MlpClassificationModel.of(model));
    return saved.isDefined(saved.thresholds()) ? saved.getThresholds() : null;
  }
}
