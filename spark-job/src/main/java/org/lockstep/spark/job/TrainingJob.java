package org.lockstep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.Topology;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.JvmBlas;
import org.lockstep.spark.engine.ScoreJob;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.io.Models;
import org.lockstep.spark.io.Published;
import org.lockstep.spark.io.RunDirectory;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.log.CurvesPlot;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.log.ProgressDisplay;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.train.Checkpoints;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.Keep;
import org.lockstep.spark.train.Trainer;
import org.lockstep.spark.train.TrainerState;
import org.lockstep.spark.train.TrainingPlan;
import org.lockstep.spark.train.TrainingResult;

/** Trains a network: from settings to a run directory. */
public final class TrainingJob {
  private final SparkSession spark;
  private final TrainingSettings settings;
  private final Console console;
  private final Configuration configuration;

  /** A job on this session. */
  public TrainingJob(SparkSession spark, TrainingSettings settings, Console console) {
    this.spark = spark;
    this.settings = settings;
    this.console = console;
    this.configuration = spark.sessionState().newHadoopConf();
  }

  /**
   * Runs the job. Nothing is written before the data has been read and checked.
   *
   * @throws IOException naming the file that could not be read or written
   */
  public TrainingResult run() throws IOException {
    RunDirectory directory =
        RunDirectory.check(settings.run().output(), settings.run().overwrite(), configuration);
    JvmBlas.ready(settings.run().blas());
    console.say("Reading " + settings.data().train().path());
    try (TrainingData data = TrainingData.prepare(spark, TrainingData.Recipe.of(settings))) {
      return run(data, directory);
    }
  }

  /**
   * Runs the job on data that was prepared after these settings' recipe, and leaves it open for
   * other jobs.
   *
   * @throws IOException naming the file that could not be written
   */
  TrainingResult runOn(TrainingData data) throws IOException {
    return run(
        data,
        RunDirectory.check(settings.run().output(), settings.run().overwrite(), configuration));
  }

  private TrainingResult run(TrainingData data, RunDirectory directory) throws IOException {
    checkEarlyStopping(data.survey());
    Topology topology = ResolvedNetwork.topology(settings.network(), data);
    ShardProgram program = program(data, topology);
    TrainingPlan plan = plan(program.batches());
    Network network = new Network(topology);
    FlatVector theta =
        ResolvedNetwork.initialParameters(
            settings.network(),
            network,
            program.arithmetic(),
            settings.run().seed(),
            configuration);

    RunRecord record = new RunRecord(UUID.randomUUID().toString(), settings, data, program, plan);
    RunText text = new RunText(settings, data, program, plan);
    text.resolved().forEach(console::say);
    directory.begin();
    record.write(directory.record(), configuration);
    try {
      TrainingResult result;
      try (StepEngine engine = engine(data, program)) {
        record.engine(engine);
        text.running(engine).forEach(console::say);
        result = train(plan, network, engine, theta, directory, record, accuracyName(data));
      }
      save(directory, result, data, program, record, text); // when the cores are free again
      return result;
    } catch (IOException | RuntimeException | Error e) {
      recordFailure(directory, record, e);
      throw e;
    }
  }

  private StepEngine engine(TrainingData data, ShardProgram program) {
    return settings
        .run()
        .engine()
        .start(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            data.shards(),
            data.tasks(),
            program,
            evaluated(data.survey()),
            console::notice);
  }

  /** Says in run.json how the run ended, unless that cannot be written either. */
  private void recordFailure(RunDirectory directory, RunRecord record, Throwable failure) {
    try {
      record.failed(failure);
      record.write(directory.record(), configuration);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void checkEarlyStopping(Survey survey) {
    boolean decides =
        settings.run().earlyStopping().isPresent() || settings.run().keep() != Keep.LAST;
    if (decides && survey.rows(Part.VALIDATION) == 0) {
      throw BadInputException.at(
          "--validation-fraction",
          "at least one row to hold out for "
              + (settings.run().earlyStopping().isPresent() ? "--early-stopping" : "--keep"),
          "none of " + survey.rows(Part.TRAIN) + " rows");
    }
  }

  private TrainingResult train(
      TrainingPlan plan,
      Network network,
      StepEngine engine,
      FlatVector theta,
      RunDirectory directory,
      RunRecord record,
      String accuracyName) {
    EpochLogSchema schema =
        new EpochLogSchema(record.runId(), engine.name(), plan.batches().shards());
    try (ProgressDisplay progress =
            console.progress(plan.totalSteps(), plan.epochs(), accuracyName);
        EpochLog log = new EpochLog(directory.log(), configuration, schema)) {
      return new Trainer(
              plan,
              network.layout(),
              engine,
              TrainerState.initial(theta, plan.optimizer()),
              Checkpoints.NONE,
              List.of(log, progress))
          .run();
    }
  }

  private void save(
      RunDirectory directory,
      TrainingResult result,
      TrainingData data,
      ShardProgram program,
      RunRecord record,
      RunText text)
      throws IOException {
    Model trained =
        new Model(
            program.topology(), result.parameters(), data.input(), data.target(), data.scaling());
    Published.write(directory.model(), configuration, out -> ModelFile.write(trained, out));
    // What follows is about the model as everybody else will read it.
    Model model = Models.read(directory.model().toString(), configuration);
    Part part = judged(data.survey());
    Score score =
        ScoreJob.score(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            data.shards(),
            data.tree(),
            program,
            model.parameters(),
            part);
    List<Path> pictures = draw(directory, result, data, model, score, part, text.title());
    record.ended(result);
    record.write(directory.record(), configuration);
    text.summary(result, directory, pictures, score, part).forEach(console::result);
  }

  private List<Path> draw(
      RunDirectory directory,
      TrainingResult result,
      TrainingData data,
      Model model,
      Score score,
      Part part,
      String title)
      throws IOException {
    Pictures pictures = new Pictures(directory.path(), configuration, console);
    List<Path> drawn = new ArrayList<>();
    List<EpochReport> reports = result.reports();
    if (!reports.isEmpty()) {
      pictures
          .draw(
              RunDirectory.CURVES, out -> CurvesPlot.write(title, accuracyName(data), reports, out))
          .ifPresent(drawn::add);
    }
    String rows = RunText.rowsOf(part);
    pictures.confusion(score, data.target(), rows).ifPresent(drawn::add);
    pictures
        .predictions(model, settings.run().blas(), data.shards(), part, rows)
        .ifPresent(drawn::add);
    pictures.weights(model).ifPresent(drawn::add);
    return drawn;
  }

  /** The part that says best what a model is worth. */
  private static Part judged(Survey survey) {
    if (survey.rows(Part.TEST) > 0) {
      return Part.TEST;
    }
    return survey.rows(Part.VALIDATION) > 0 ? Part.VALIDATION : Part.TRAIN;
  }

  /** What stands in the columns of accuracy. */
  static String accuracyName(TrainingData data) {
    return data.target().task() == Task.REGRESSION ? "R²" : "accuracy";
  }

  private ShardProgram program(TrainingData data, Topology topology) {
    TrainingSettings.RunSettings run = settings.run();
    long rows = data.survey().rows(Part.TRAIN);
    Batches batches =
        new Batches(
            rows,
            data.tree().shards(),
            Math.min(rows, run.batchSize().orElse(rows)),
            run.shuffle(),
            run.seed());
    return new ShardProgram(
        topology,
        data.target().task(),
        run.precision(),
        run.blas(),
        data.scaling(),
        new Dropout(settings.network().dropout(), run.seed()),
        batches,
        ResolvedNetwork.classWeights(data.survey()));
  }

  private TrainingPlan plan(Batches batches) {
    TrainingSettings.OptimizerSettings optimizer = settings.optimizer();
    TrainingSettings.RunSettings run = settings.run();
    return new TrainingPlan(
        batches,
        run.epochs(),
        run.maxSteps(),
        optimizer.rule(),
        optimizer.scheduleOver(run.epochs()),
        new Regularization(optimizer.l2(), optimizer.clipNorm()),
        run.keep(),
        run.earlyStopping());
  }

  private static List<Part> evaluated(Survey survey) {
    List<Part> parts = new ArrayList<>();
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      if (survey.rows(part) > 0) {
        parts.add(part);
      }
    }
    return parts;
  }
}
