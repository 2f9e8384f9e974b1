package org.lockstep.spark.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.gradcheck.ArrayCheck;
import org.lockstep.model.gradcheck.BatchLoss;
import org.lockstep.model.gradcheck.GradientCheck;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.DropoutPlan;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.TargetProgram;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.engine.JvmBlas;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.fit.InitialWeights;
import org.lockstep.spark.fit.Preparation;
import org.lockstep.spark.fit.ShardCount;
import org.lockstep.spark.fit.Sources;
import org.lockstep.spark.fit.Spread;
import org.lockstep.spark.fit.TargetPlan;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.DataFiles;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.run.SourceSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.IdleSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OptimizerSettings;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.shard.Part;

/**
 * Checks a network's gradient on its own data, in double precision, at its initial parameters: the
 * first rows are one batch, scaled as training on all rows would scale them.
 */
public final class GradientCheckJob {
  /** All settings of this job, except its rows and samples. */
  public static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              new Section(
                  "Data",
                  List.of(
                      SourceSettings.DATA,
                      ReadingSettings.LABELS,
                      DataSettings.TASK,
                      DataSettings.SCALE,
                      DataSettings.TARGET_SCALE)),
              ReadingSettings.SECTION,
              ColumnSettings.SECTION,
              NetworkSettings.SECTION,
              new Section(
                  "Check",
                  List.of(
                      OptimizerSettings.L2,
                      OptimizerSettings.L1,
                      LoopSettings.SEED,
                      ComputeSettings.BLAS))));

  private static final int MOST_ROWS = 1000;

  private final SparkSession spark;
  private final GradientCheckSettings settings;
  private final Console console;

  /** A job on this session. */
  public GradientCheckJob(SparkSession spark, GradientCheckSettings settings, Console console) {
    this.spark = spark;
    this.settings = settings;
    this.console = console;
  }

  /**
   * What to check.
   *
   * @param l2 λ₂ of the penalty on squares, part of the loss that is checked
   * @param l1 λ₁ of the penalty on absolute values, also part of that loss
   * @param seed of initial weights, dropout and the choice of elements
   * @param rows the number of rows in the batch
   * @param samples how many elements of each parameter array to check
   */
  public record GradientCheckSettings(
      ReadOptions data,
      DataSettings meaning,
      NetworkSettings network,
      double l2,
      double l1,
      long seed,
      int rows,
      int samples,
      BlasChoice blas) {
    public GradientCheckSettings {
      if (rows < 1 || rows > MOST_ROWS) {
        throw BadInputException.at("--check-rows", "1 to " + MOST_ROWS, Integer.toString(rows));
      }
      if (samples < 1) {
        throw BadInputException.at("--samples", "at least 1", Integer.toString(samples));
      }
      meaning.task().ifPresent(task -> network.output().resolve(task));
    }

    /**
     * Creates the settings from these values.
     *
     * @param rows the number of rows in the batch
     * @param samples how many elements of each parameter array to check
     */
    public static GradientCheckSettings of(SettingValues values, int rows, int samples) {
      IdleSettings.checkNetwork(values);
      return new GradientCheckSettings(
          ReadOptions.of(
              values,
              values.get(SourceSettings.DATA),
              values.find(ReadingSettings.LABELS),
              TargetUse.REQUIRED),
          DataSettings.of(values),
          NetworkSettings.of(values),
          values.get(OptimizerSettings.L2),
          values.get(OptimizerSettings.L1),
          values.get(LoopSettings.SEED),
          rows,
          samples,
          values.get(ComputeSettings.BLAS));
    }
  }

  /**
   * Runs the job.
   *
   * @return one check for each parameter array, in their order
   */
  public List<ArrayCheck> run() throws IOException {
    JvmBlas.ready(settings.blas());
    Preparation preparation =
        new Preparation(
            settings.meaning(),
            new ArithmeticChoice(Precision.DOUBLE, settings.blas()),
            new Spread(new ShardCount.OfCores(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            TargetPlan.of(settings.meaning(), settings.network()));
    try (FitData data =
        FitData.prepare(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            Sources.whole(new DataFiles(spark, settings.data())),
            preparation)) {
      return run(data);
    }
  }

  private List<ArrayCheck> run(FitData data) throws IOException {
    NetworkSpec spec = FitPlan.network(settings.network(), data);
    Network network = new Network(spec);
    ShardProgram program = program(data, spec);
    int most = settings.rows();
    Shard first = data.head(most);
    Workspace batch = first.batchOfFirst(first.rows(), program, network);
    FlatVector theta = initialParameters(network, program, batch);
    say(
        "Data      %s: the first %s of %,d, scale %s",
        settings.data().name(),
        first.rows() == 1 ? "row" : first.rows() + " rows",
        data.survey().rows(Part.TRAIN),
        Words.of(data.scaling().kind()));
    say(
        "Network   %s, %s, %,d parameters, L2 %s%s, %s dropout",
        spec.text(),
        spec.detailText(),
        network.layout().length(),
        settings.l2(),
        settings.l1() == 0 ? "" : ", L1 " + settings.l1(),
        spec.equals(spec.forPrediction()) ? "without" : "with");
    BatchLoss loss =
        new BatchLoss(
            network,
            batch,
            new Regularization(settings.l2(), settings.l1(), 0, Double.POSITIVE_INFINITY),
            new Score(data.target().task(), spec.outputs(), false));
    List<ArrayCheck> checks = GradientCheck.run(loss, theta, settings.samples(), settings.seed());
    tell(checks);
    return checks;
  }

  private FlatVector initialParameters(Network network, ShardProgram program, Workspace batch)
      throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    return InitialWeights.of(
        settings.network(),
        network,
        () -> batch,
        program.arithmetic(),
        settings.seed(),
        configuration);
  }

  private ShardProgram program(FitData data, NetworkSpec spec) {
    long rows = data.survey().rows(Part.TRAIN);
    return new ShardProgram(
        spec,
        new ArithmeticChoice(Precision.DOUBLE, settings.blas()),
        FitPlan.inputs(spec, data),
        new TargetProgram(data.target().task(), data.targetScaling()),
        new Batches(rows, 1, rows, false, settings.seed()),
        new DropoutPlan(settings.seed()));
  }

  private void tell(List<ArrayCheck> checks) {
    int shapes =
        checks.stream().mapToInt(check -> check.array().shapeText().length()).max().orElse(0);
    String format = "%-5s %-" + Math.max(5, shapes) + "s %8s %8s  %-20s  %s";
    result(format, "array", "shape", "checked", "at kinks", "worst relative error", "where");
    for (ArrayCheck check : checks) {
      result(
          format,
          check.array().name(),
          check.array().shapeText(),
          check.checked(),
          check.atKinks(),
          check.checked() == 0
              ? "none compared"
              : Text.format("%.1e  %s", check.worst(), check.isOk() ? "ok" : "FAIL"),
          check.checked() == 0 ? "" : check.place());
    }
    if (checks.stream().allMatch(ArrayCheck::isOk)) {
      result("ok: no relative error above %.0e", GradientCheck.TOLERANCE);
    }
  }

  private void say(String format, Object... values) {
    console.say(Text.format(format, values));
  }

  private void result(String format, Object... values) {
    console.result(Text.format(format, values).stripTrailing());
  }
}
