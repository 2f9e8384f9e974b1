package org.lockstep.model.predict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.math.Matrix;

/**
 * Scores one row at a time, in a program without Spark. Thread-safe: each call has its own
 * workspace while it computes, then returns it for reuse.
 *
 * <pre>{@code
 * Scorer scorer = Scorer.open(Path.of("model.npz"));
 * double[] probabilities = scorer.outputs(new double[] {5.1, 3.5, 1.4, 0.2});
 * String species = scorer.classify(new double[] {5.1, 3.5, 1.4, 0.2}).label();
 * String answer = scorer.classify(Map.of("age", 41, "town", "Bern")).label();
 * }</pre>
 */
public final class Scorer {
  private final Model model;
  private final Products blas;
  private final int rows;
  private final boolean[] mayBeMissing; // by raw value
  private final NamedRow named;
  private final Queue<Predictor> idle = new ConcurrentLinkedQueue<>();

  private Scorer(Model model, Products blas, int rows) {
    this.model = model;
    this.blas = blas;
    this.rows = rows;
    this.mayBeMissing = InputEncoder.of(model.input()).mayBeMissing();
    this.named = new NamedRow(model.input());
  }

  /** A scorer of a model. For a single row, calling a native library does not pay. */
  public static Scorer of(Model model) {
    return new Scorer(model, BlasChoice.JAVA.select("here").products(), 1);
  }

  /**
   * A scorer with the same bits as scoring many rows at once, which depend on how many there are.
   * Each call takes the time of all of them.
   *
   * @param blas the products that scoring many rows uses
   * @param rows how many rows are scored at once
   */
  public static Scorer ofMany(Model model, Products blas, int rows) {
    return new Scorer(model, blas, rows);
  }

  /**
   * A scorer of a model file.
   *
   * @throws BadInputException where the file is damaged, or is not a model
   * @throws IOException where the file cannot be read
   */
  public static Scorer open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(ModelFile.read(file.toString(), in));
    }
  }

  /** The model: the network, and the names of its inputs and classes. */
  public Model model() {
    return model;
  }

  /**
   * The network's outputs for a row: the probability of each class, of the second class of two, or
   * of each label, or the numbers of a regression, in the target's own unit. With a linear output,
   * probabilities may lie outside [0, 1]: {@link #classify(double[])} and {@link #labels(double[])}
   * clamp those of two classes, and of labels.
   *
   * @param values raw, as the columns of the model's input describe them; rounded to the model's
   *     precision
   * @return one per output
   * @throws BadInputException where there are more or fewer values, or one is not finite
   */
  public double[] outputs(double[] values) {
    return compute(values, predictor -> predictor.predict(rows));
  }

  /**
   * The same for a row by the names of its columns, some of which may be null: a model of a table
   * knows what to do with a missing value.
   *
   * @param row numbers, texts, true and false, as {@link NamedRow#values} takes them
   * @throws BadInputException where a column is missing or holds an invalid value
   */
  public double[] outputs(Map<String, ?> row) {
    return outputs(named.values(row));
  }

  /**
   * The same before the output activation: Z of the last layer, in the unit of scaled targets.
   *
   * @throws BadInputException as {@link #outputs(double[])}
   */
  public double[] logits(double[] values) {
    return compute(values, predictor -> predictor.logits(rows));
  }

  /**
   * The class of a row, and the probability of each.
   *
   * @throws BadInputException as {@link #outputs(double[])}
   * @throws IllegalArgumentException where the model does not predict classes
   */
  public ClassPrediction classify(double[] values) {
    return ClassPrediction.of(model.target(), outputs(values));
  }

  /**
   * The same for a row by the names of its columns.
   *
   * @throws BadInputException as {@link #outputs(Map)}
   * @throws IllegalArgumentException where the model does not predict classes
   */
  public ClassPrediction classify(Map<String, ?> row) {
    return ClassPrediction.of(model.target(), outputs(row));
  }

  /**
   * Which of several labels apply to a row, and the probability of each.
   *
   * @throws BadInputException as {@link #outputs(double[])}
   * @throws IllegalArgumentException where the model does not predict several labels
   */
  public LabelPrediction labels(double[] values) {
    return LabelPrediction.of(model.target(), outputs(values));
  }

  /**
   * The same for a row by the names of its columns.
   *
   * @throws BadInputException as {@link #outputs(Map)}
   * @throws IllegalArgumentException where the model does not predict several labels
   */
  public LabelPrediction labels(Map<String, ?> row) {
    return LabelPrediction.of(model.target(), outputs(row));
  }

  private double[] compute(double[] values, Function<Predictor, Matrix> what) {
    check(values);
    Predictor taken = idle.poll();
    Predictor predictor = taken == null ? new Predictor(model, blas, rows) : taken;
    if (!predictor.load(values, 0)) {
      idle.add(predictor);
      throw BadInputException.at(
          "features", "numbers that are finite in the model's precision", "a larger one");
    }
    double[] row = new double[model.network().outputs()];
    what.apply(predictor).loadRow(0, row);
    idle.add(predictor);
    return row;
  }

  private void check(double[] values) {
    if (values.length != mayBeMissing.length) {
      throw BadInputException.at(
          "features", Integer.toString(mayBeMissing.length), Integer.toString(values.length));
    }
    for (int j = 0; j < values.length; j++) {
      boolean isUsable = Double.isFinite(values[j]) || (mayBeMissing[j] && Double.isNaN(values[j]));
      if (!isUsable) {
        throw BadInputException.at(
            "feature " + (j + 1), "a finite number", Double.toString(values[j]));
      }
    }
  }
}
