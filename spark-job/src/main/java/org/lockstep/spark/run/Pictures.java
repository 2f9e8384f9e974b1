package org.lockstep.spark.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.file.Model;
import org.lockstep.model.layer.Role;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.predict.Predictor;
import org.lockstep.model.score.Calibration;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.score.ThresholdCurve;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.JvmBlas;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.picture.CalibrationPlot;
import org.lockstep.spark.picture.ConfusionPlot;
import org.lockstep.spark.picture.PredictionGrid;
import org.lockstep.spark.picture.ResidualPlot;
import org.lockstep.spark.picture.ThresholdPlot;
import org.lockstep.spark.picture.WeightImages;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.SampleRow;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.OutputFile;
import org.lockstep.spark.store.Published;

/**
 * Draws pictures of a model and its predictions, each into its own file.
 *
 * @param directory to write to
 */
public record Pictures(Path directory, Configuration configuration, Console console) {
  private static final int GRID_ROWS = 50;

  /**
   * Checks that pictures can be written to a directory: none exists yet, or they may be replaced.
   *
   * @throws org.lockstep.model.error.BadInputException naming what is in the way
   */
  public static Pictures check(
      String directory, boolean overwrite, Configuration configuration, Console console)
      throws IOException {
    List<String> names =
        List.of(
            RunDirectory.CONFUSION,
            RunDirectory.PREDICTIONS,
            RunDirectory.WEIGHTS,
            RunDirectory.ROC,
            RunDirectory.PRECISION_RECALL,
            RunDirectory.CALIBRATION,
            RunDirectory.RESIDUALS);
    for (String name : names) {
      OutputFile.check(directory + "/" + name, overwrite, configuration);
    }
    return new Pictures(Location.of(directory, configuration).path(), configuration, console);
  }

  /**
   * Draws the confusion matrix of classes.
   *
   * @param rows what was scored, for the title
   * @return the file, if there is something to draw
   */
  public Optional<Path> confusion(Score score, TargetSchema target, String rows)
      throws IOException {
    if (!target.task().isOfClasses() || target.classes().size() > ConfusionPlot.MOST_CLASSES) {
      return Optional.empty();
    }
    String title = Text.format("%,d %s: accuracy %.4f", score.rows(), rows, score.accuracy());
    return draw(
        RunDirectory.CONFUSION,
        out -> ConfusionPlot.write(title, target.classes(), score.confusion(), out));
  }

  /**
   * Draws the threshold curves and the calibration of two classes, or the residuals of numbers.
   *
   * @param score a detailed score
   * @param rows what was scored, for the legends
   * @return the files, if there is something to draw
   */
  public List<Path> details(Score score, TargetSchema target, String rows) throws IOException {
    ScoreDetails details = score.details().orElseThrow();
    String all = Text.format("%,d %s", score.rows(), rows);
    List<Path> drawn = new ArrayList<>();
    Optional<ThresholdCurve> curve = details.thresholds().filter(ThresholdCurve::hasBothClasses);
    if (curve.isPresent()) {
      String positive = target.classes().get(1);
      draw(RunDirectory.ROC, out -> ThresholdPlot.writeRoc(all, positive, curve.get(), out))
          .ifPresent(drawn::add);
      draw(
              RunDirectory.PRECISION_RECALL,
              out -> ThresholdPlot.writePrecisionRecall(all, positive, curve.get(), out))
          .ifPresent(drawn::add);
      Calibration calibration = details.calibration().orElseThrow();
      draw(RunDirectory.CALIBRATION, out -> CalibrationPlot.write(all, positive, calibration, out))
          .ifPresent(drawn::add);
    }
    List<ScoreDetails.Shown> shown = details.shown();
    if (!shown.isEmpty()) {
      draw(
              RunDirectory.RESIDUALS,
              out ->
                  ResidualPlot.write(
                      rows, score.rows(), target.columns(), score.regression(), shown, out))
          .ifPresent(drawn::add);
    }
    return drawn;
  }

  /**
   * Draws the first images of a part with their predictions.
   *
   * @param rows what the rows are, for the title
   * @return the file, if there is something to draw
   */
  public Optional<Path> predictions(
      Model model, BlasChoice blas, JavaRDD<ShardGroup> shards, Part part, String rows)
      throws IOException {
    Optional<ImageShape> shape = model.input().image();
    if (shape.isEmpty() || !model.target().task().isOfClasses()) {
      return Optional.empty();
    }
    List<PredictionGrid.Item> items = items(model, blas, SampleRow.first(shards, part, GRID_ROWS));
    long right = items.stream().filter(PredictionGrid.Item::isRight).count();
    String title = Text.format("The first %d %s, %d of them right", items.size(), rows, right);
    return draw(
        RunDirectory.PREDICTIONS, out -> PredictionGrid.write(title, items, shape.get(), out));
  }

  private static List<PredictionGrid.Item> items(
      Model model, BlasChoice blas, List<SampleRow> rows) {
    Predictor predictor =
        new Predictor(model, JvmBlas.readyOrWarn(blas).products(), Math.max(1, rows.size()));
    for (int i = 0; i < rows.size(); i++) {
      predictor.load(rows.get(i).features(), i);
    }
    Matrix outputs = predictor.predict(rows.size());
    double[] row = new double[outputs.columns()];
    List<PredictionGrid.Item> items = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      outputs.loadRow(i, row);
      items.add(
          new PredictionGrid.Item(
              rows.get(i).features(),
              labelOf(model, row),
              model.target().classes().get(rows.get(i).label())));
    }
    return items;
  }

  private static String labelOf(Model model, double[] outputs) {
    return NotFiniteException.among(outputs).isPresent()
        ? "NaN"
        : ClassPrediction.of(model.target(), outputs).label();
  }

  /**
   * Draws the first weights that an image model applies to its pixels, after any layers that scale
   * or drop them.
   *
   * @return the file, if there is something to draw
   */
  public Optional<Path> weights(Model model) throws IOException {
    Optional<ImageShape> shape = model.input().image();
    Optional<ParameterLayout.Array> first =
        ParameterLayout.of(model.network()).ofRole(Role.WEIGHT).stream().findFirst();
    if (shape.isEmpty() || first.isEmpty() || first.get().rows() != shape.get().length()) {
      return Optional.empty();
    }
    ParameterLayout.Array w = first.get();
    String title = "First layer of " + model.network().text();
    return draw(
        RunDirectory.WEIGHTS,
        out -> WeightImages.write(title, model.parameters(), w, shape.get(), out));
  }

  /** Draws a picture. If this JVM cannot, the picture is left out and the run continues. */
  public Optional<Path> draw(String name, Published.Content content) throws IOException {
    Path path = new Path(directory, name);
    try {
      Published.write(path, configuration, content);
      return Optional.of(path);
    } catch (LinkageError | java.awt.AWTError | InternalError | NullPointerException e) {
      if (e.getStackTrace().length > 0
          && e.getStackTrace()[0].getClassName().contains("lockstep")) {
        throw e; // our own bug; without fonts, the JVM's classes throw
      }
      console.say(name + " could not be drawn by this JVM: " + e);
      return Optional.empty();
    }
  }
}
