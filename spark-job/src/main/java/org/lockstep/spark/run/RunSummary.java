package org.lockstep.spark.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.file.Model;
import org.lockstep.model.score.Score;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.log.CurvesPlot;
import org.lockstep.spark.log.RunsPlot;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TrainingResult;

/** Prints and draws the summary of a run once its model is written. */
final class RunSummary {
  private final RunContext run;

  RunSummary(RunContext run) {
    this.run = run;
  }

  /** Summarises the model as read back from its file. A failure costs only pictures and scores. */
  void tell(TrainingResult result, RunText text, RunRecord record) {
    tell(result, List.of(), text, record);
  }

  /**
   * The same for several runs combined.
   *
   * @param runs the runs whose curves to draw; empty for the curves of the result
   */
  void tell(TrainingResult result, List<RunsPlot.Run> runs, RunText text, RunRecord record) {
    Part part = judged(run.data().survey());
    List<Path> pictures = new ArrayList<>();
    Optional<Score> score = Optional.empty();
    try {
      Model model = run.model();
      score = Optional.of(run.score(model, part));
      record.scored(part, score.get(), model.target());
      drawCurves(result, runs, text.title(), pictures);
      draw(model, score.get(), part, pictures);
    } catch (Exception | OutOfMemoryError | FSError e) {
      // Spark throws undeclared checked exceptions. No failure here should fail the run.
      run.console().notice("the model is written, but could not be shown: " + e.getMessage());
    }
    text.summary(result, run.directory(), pictures, score, part).forEach(run.console()::result);
  }

  private void draw(Model model, Score score, Part part, List<Path> drawn) throws IOException {
    Pictures pictures = pictures();
    String rows = RunText.rowsOf(part);
    pictures.confusion(score, run.data().target(), rows).ifPresent(drawn::add);
    if (part != Part.TRAIN) { // curves of rows the model has seen say little
      drawn.addAll(pictures.details(score, run.data().target(), rows));
    }
    pictures
        .predictions(model, run.settings().compute().blas(), run.data().shards().rdd(), part, rows)
        .ifPresent(drawn::add);
    pictures.weights(model).ifPresent(drawn::add);
  }

  private void drawCurves(
      TrainingResult result, List<RunsPlot.Run> runs, String title, List<Path> drawn)
      throws IOException {
    String accuracyName = run.data().accuracyName();
    List<EpochReport> reports = result.reports();
    if (reports.isEmpty()) {
      return;
    }
    pictures()
        .draw(
            RunDirectory.CURVES,
            out -> {
              if (runs.isEmpty()) {
                OptionalInt kept = OptionalInt.of(result.epoch());
                CurvesPlot.write(title, accuracyName, reports, kept, out);
              } else {
                RunsPlot.write(title, accuracyName, runs, out);
              }
            })
        .ifPresent(drawn::add);
  }

  private Pictures pictures() {
    return new Pictures(run.directory().path(), run.configuration(), run.console());
  }

  /** The part of the data that judges a model best. */
  private static Part judged(Survey survey) {
    if (survey.rows(Part.TEST) > 0) {
      return Part.TEST;
    }
    return survey.rows(Part.VALIDATION) > 0 ? Part.VALIDATION : Part.TRAIN;
  }
}
