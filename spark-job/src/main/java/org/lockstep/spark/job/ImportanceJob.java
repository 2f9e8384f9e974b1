package org.lockstep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.importance.ColumnImportance;
import org.lockstep.model.importance.ColumnShuffler;
import org.lockstep.model.importance.DependenceMeans;
import org.lockstep.model.importance.ImportanceSums;
import org.lockstep.model.importance.PartialDependence;
import org.lockstep.model.importance.ScoreMetric;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.score.Score;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.importance.ImportanceJobs;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.run.RunRows;
import org.lockstep.spark.store.Models;

/** Computes which columns of a table matter to a model, and how its predictions depend on them. */
public final class ImportanceJob {
  /** With a larger share of rows in one class, accuracy says little about the others. */
  private static final double MAJORITY = 0.8;

  private ImportanceJob() {}

  /**
   * Where to write.
   *
   * @param directory empty: next to the model
   * @param overwrite whether existing files may be replaced
   */
  public record Output(Optional<String> directory, boolean overwrite) {}

  /**
   * Shuffles each column, prints how much the metric loses, and writes the results to files.
   *
   * @param modelName a model file, or the directory of a run
   * @param data the rows; empty: those that the model's run held out
   * @param blas empty: the run's, or the default
   * @return the most important column first
   * @throws BadInputException if the model has no such columns or metric, or no row weighs more
   *     than 0
   * @throws NotFiniteException if the model's outputs are not numbers
   */
  public static List<ColumnImportance> run(
      SparkSession spark,
      String modelName,
      Optional<EvaluatedData> data,
      Optional<BlasChoice> blas,
      ImportanceSettings settings,
      Output output,
      Console console)
      throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Model model = Models.read(modelName, configuration);
    refuseImages(modelName, model);
    ScoreMetric metric = settings.metricOf(model);
    List<List<PartialDependence.Column>> dependences = settings.columnsOf(model.input());
    String directory =
        output.directory().isPresent()
            ? output.directory().get()
            : ImportanceFiles.defaultDirectory(modelName, configuration);
    ImportanceFiles files =
        ImportanceFiles.check(
            directory, output.overwrite(), settings.dependences(), configuration, console);
    EvaluatedData asked =
        data.isPresent()
            ? data.get()
            : new EvaluatedData.OfRun(
                RunRows.of(modelName, configuration).heldOut(), Optional.empty(), Optional.empty());
    try (ScoredRows rows = ScoredRows.of(spark, asked, model, modelName, blas, console::notice)) {
      rows.keep(); // read several times
      Score score = rows.score(spark, model);
      rows.check(score);
      if (settings.metric().isEmpty()) {
        majority(model.target(), score).ifPresent(console::notice);
      }
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      ImportanceJobs jobs =
          new ImportanceJobs(
              context, rows.shards(), rows.part(), rows.count(), rows.program(), model);
      List<ColumnImportance> ranked = shuffle(jobs, settings, metric, files, asked, console);
      for (int i = 0; i < dependences.size(); i++) {
        List<String> columns = settings.dependences().get(i);
        String what = "the dependence on " + String.join(" and ", columns);
        DependenceMeans means =
            jobs.depend(dependences.get(i), new JobProgress(context, what, console));
        if (means.points() == 0) {
          console.notice(
              "no row has a value of " + String.join(" and ", columns) + ": no dependence to show");
          continue;
        }
        files.write(i, Dependence.of(model, columns, means), model.target());
      }
      return ranked;
    }
  }

  private static void refuseImages(String name, Model model) {
    List<InputColumn> columns = model.input().columns();
    Optional<ImageShape> shape =
        columns.get(0) instanceof VectorColumn vector ? vector.image() : Optional.empty();
    if (columns.size() == 1 && shape.isPresent()) {
      throw BadInputException.at(
          name,
          "a model of a table's columns",
          Text.format(
              "one of images, of %d x %d pixels", shape.get().width(), shape.get().height()));
    }
  }

  /** Suggests another metric where one class has most of the rows: accuracy then hardly moves. */
  private static Optional<String> majority(TargetSchema target, Score score) {
    if (!target.task().isOfClasses()) {
      return Optional.empty();
    }
    long[] rows =
        Arrays.stream(score.confusion()).mapToLong(row -> LongStream.of(row).sum()).toArray();
    int largest =
        IntStream.range(0, rows.length)
            .boxed()
            .max(Comparator.comparing(c -> rows[c]))
            .orElseThrow();
    double share = (double) rows[largest] / Math.max(1, LongStream.of(rows).sum());
    return share < MAJORITY
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "%.1f %% of the rows are of class %s, so accuracy hardly moves; --%s %s shows more",
                100 * share,
                Text.brief(target.classes().get(largest)),
                ImportanceSettings.METRIC.name(),
                Words.of(ScoreMetric.LOG_LOSS)));
  }

  private static List<ColumnImportance> shuffle(
      ImportanceJobs jobs,
      ImportanceSettings settings,
      ScoreMetric metric,
      ImportanceFiles files,
      EvaluatedData asked,
      Console console)
      throws IOException {
    Model model = jobs.model();
    List<String> names = model.input().columns().stream().map(InputColumn::name).toList();
    String rows =
        Text.format("%,d ", jobs.rows())
            + (asked instanceof EvaluatedData.OfRun run ? Words.of(run.part()) + " rows" : "rows");
    console.say(
        Text.format(
            "shuffles  %,d %s, %d %s each, among %s",
            names.size(),
            names.size() == 1 ? "column" : "columns",
            settings.repeats(),
            settings.repeats() == 1 ? "time" : "times",
            rows));
    long start = System.nanoTime();
    ImportanceSums sums =
        jobs.shuffle(
            new ColumnShuffler.Plan(
                InputEncoder.of(model.input()).firstFeatures(),
                settings.repeats(),
                settings.seed(),
                metric,
                model.target().threshold().orElse(Double.NaN)),
            new JobProgress(jobs.context(), "shuffling", console));
    List<ColumnImportance> ranked = new ArrayList<>(sums.importances(names));
    double seconds = (System.nanoTime() - start) / 1e9;
    ranked.sort(ColumnImportance.BY_MEAN);
    String score = Text.format("%s %.4f", Words.of(metric), sums.score());
    console.result(Text.format("%-9s %s of the rows as they are", "score", score));
    table(ranked).forEach(console::result);
    console.say(Text.format("time      %.1f s", seconds));
    files.write(rows + ": " + score, metric, ranked);
    return ranked;
  }

  private static List<String> table(List<ColumnImportance> ranked) {
    List<String> names = ranked.stream().map(column -> Text.brief(column.column())).toList();
    int width =
        Math.max("column".length(), names.stream().mapToInt(String::length).max().orElse(0));
    String row = "%-" + width + "s  %12s  %12s";
    List<String> lines = new ArrayList<>();
    double largest = ColumnImportance.largest(ranked);
    lines.add(Text.format(row, "column", "importance", "deviation"));
    for (int i = 0; i < names.size(); i++) {
      ColumnImportance column = ranked.get(i);
      lines.add(
          Text.format(
              row,
              names.get(i),
              ColumnImportance.text(column.mean(), largest),
              ColumnImportance.text(column.deviation(), largest)));
    }
    return lines;
  }
}
