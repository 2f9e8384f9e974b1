package org.lockstep.spark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.text.Text;
import org.lockstep.spark.checkpoint.CheckpointWriter;
import org.lockstep.spark.checkpoint.CheckpointedFit;
import org.lockstep.spark.checkpoint.RestartPoints;
import org.lockstep.spark.checkpoint.RunFiles;
import org.lockstep.spark.checkpoint.RunIdentity;
import org.lockstep.spark.fit.Fit;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.fit.Fitted;
import org.lockstep.spark.fit.InitialWeights;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.IdleSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.OnNan;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.train.EpochListener;

/**
 * The directory of an unfinished fit, below the directory that the user names. Its name is derived
 * from the fit's settings and rows: the same fit finds it again and continues, and another fit has
 * another directory. It is deleted when the fit is done.
 */
final class FitDirectory {
  private final SparkSession spark;
  private final Path path;
  private final RunFiles files;
  private final RunLock lock;
  private final Configuration configuration;
  private final InitialWeights initial;
  private final FitPlan plan;
  private final SettingValues values;

  /**
   * The directory of a fit.
   *
   * @param parent the directory that the user names
   * @param values the settings, including those that decide the result
   * @param initial the initial weights, which settings and rows do not determine if the fit
   *     continues from a model
   */
  FitDirectory(
      SparkSession spark,
      String parent,
      FitData data,
      FitPlan plan,
      SettingValues values,
      InitialWeights initial)
      throws IOException {
    this.spark = spark;
    this.initial = initial;
    this.plan = plan;
    this.values = values;
    this.configuration = spark.sessionState().newHadoopConf();
    RunFingerprint fingerprint =
        new RunFingerprint(
            MlSettings.CATALOGUE.result(
                values.with(DataSettings.TARGET_SCALE, data.targetScaling().kind())),
            data.fingerprint());
    String key = key(fingerprint, initial.fingerprint(), data.scaling(), data.targetScaling());
    this.path = new Path(Location.of(parent, configuration).path(), "fit-" + key);
    this.lock = new RunLock(path.toString(), new Path(path, "lock.json"), configuration);
    this.files =
        new RunFiles(
            new RunIdentity(path.toString(), key, fingerprint, MlSettings.CATALOGUE),
            data,
            plan,
            new CheckpointStore(new Path(path, "checkpoints"), configuration),
            lock,
            Notices::tell);
  }

  private static String key(
      RunFingerprint run, String initial, Scaling scaling, TargetScaling targets) {
    String text =
        run.toJson()
            + initial
            + Arrays.toString(scaling.shift())
            + Arrays.toString(scaling.factor())
            + (targets.isNone() // keeps the keys of fits older than target scaling
                ? ""
                : Arrays.toString(targets.shift()) + Arrays.toString(targets.scale()))
            + (targets.isClipped()
                ? Arrays.toString(targets.low()) + Arrays.toString(targets.high())
                : "");
    return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString();
  }

  /** Trains from the newest checkpoint, or from the beginning. */
  Fitted run(Fit fit, LoopSettings loop, List<EpochListener> listeners) throws IOException {
    if (!Published.fileSystem(path, configuration).exists(path)) {
      IdleSettings.check(values);
      plan.checkToBegin();
    }
    Published.fileSystem(path, configuration).mkdirs(path);
    lock.acquire(spark.sparkContext().applicationId(), Notices::tell);
    try {
      RestartPoints points = new RestartPoints(files, initial);
      Optional<Checkpoint> start = points.newest();
      start.ifPresent(
          from ->
              Notices.tell(
                  Text.format(
                      "resuming after step %,d (epoch %d) of an unfinished fit",
                      from.position().stepsDone(), from.position().epoch())));
      return run(fit, points, start, loop, listeners);
    } finally {
      lock.close();
    }
  }

  /** Deletes the directory. */
  void delete() throws IOException {
    Published.fileSystem(path, configuration).delete(path, true);
  }

  private Fitted run(
      Fit fit,
      RestartPoints points,
      Optional<Checkpoint> start,
      LoopSettings loop,
      List<EpochListener> listeners)
      throws IOException {
    EpochLogSchema schema =
        new EpochLogSchema(
            files.identity().runId(), fit.engine().name(), files.data().tree().shards());
    try (EpochLog log =
            new EpochLog(new Path(path, "log"), configuration, schema, lock, Notices::tell);
        CheckpointWriter checkpoints =
            new CheckpointWriter(
                files,
                computedWith(start),
                loop.checkpoints(),
                loop.onNan() == OnNan.ROLLBACK,
                log,
                () -> false)) {
      List<EpochListener> all = new ArrayList<>(List.of(log));
      all.addAll(listeners);
      return new CheckpointedFit(fit, points, log, checkpoints, loop.onNan(), Notices::tell)
          .run(start, all);
    }
  }

  private SortedSet<BlasIdentity> computedWith(Optional<Checkpoint> start) {
    SortedSet<BlasIdentity> all = files.data().survey().blases();
    start.ifPresent(checkpoint -> all.addAll(checkpoint.computedWith()));
    return all;
  }
}
