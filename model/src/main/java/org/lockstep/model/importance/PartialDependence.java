package org.lockstep.model.importance;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardProgram;

/**
 * Computes the mean prediction over rows when one or two columns have the same value in all of
 * them: J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of
 * Statistics 29, 2001, section 8.2. All rows count equally, whatever their weight. Not thread-safe.
 */
public final class PartialDependence {
  /** The most points of a line. */
  public static final int POINTS = 30;

  /** The most points along each side of a map. */
  public static final int SIDE = 12;

  private final ShardProgram program;
  private final InputEncoder encoder;
  private final Scaling scaling;
  private final MixedPredictor predictor;

  /**
   * Creates the computation for a model.
   *
   * @param program how shards become the network's input
   * @param theta the model's θ
   * @param encoder the encoder of the model's raw values; the shards can have other raw values
   * @param scaling the model's scaling
   */
  public PartialDependence(
      ShardProgram program, FlatVector theta, InputEncoder encoder, Scaling scaling) {
    this.program = program;
    this.encoder = encoder;
    this.scaling = scaling;
    this.predictor = new MixedPredictor(program, theta);
  }

  /**
   * A column to vary.
   *
   * @param place its position in the model's input
   * @param categories the number of its categories; 0 for numbers and dates
   * @param oneHot whether each category has its own feature
   */
  public record Column(int place, int categories, boolean oneHot) implements Serializable {
    /**
     * A column of a model.
     *
     * @return empty if its values cannot be varied: texts, vectors and category columns without
     *     categories
     */
    public static Optional<Column> of(InputSchema input, int place) {
      InputColumn column = input.columns().get(place);
      if (column instanceof NumberColumn || column instanceof DateColumn) {
        return Optional.of(new Column(place, 0, false));
      }
      return column instanceof CategoryColumn category && !category.categories().isEmpty()
          ? Optional.of(
              new Column(
                  place,
                  category.categories().size(),
                  category.form() == CategoryColumn.Form.ONE_HOT))
          : Optional.empty();
    }
  }

  /** A column's values, each with a row that has it. */
  private static final class Axis {
    private final double[] values;
    private final Batch features;
    private final int from;
    private final int to;

    Axis(double[] values, Batch features, int from, int to) {
      this.values = values;
      this.features = features;
      this.from = from;
      this.to = to;
    }

    MixedPredictor.Donor at(int value) {
      return new MixedPredictor.Donor(features, value, from, to);
    }
  }

  /**
   * Computes the means over some rows, for a share of the points.
   *
   * @param columns one or two
   * @param share from 0
   * @param shares points p with p mod shares = share are computed
   */
  public DependenceMeans compute(Shard rows, List<Column> columns, int share, int shares) {
    Batch features = predictor.encode(rows.features());
    int most = columns.size() == 1 ? POINTS : SIDE;
    List<Axis> axes = columns.stream().map(column -> axis(rows, features, column, most)).toList();
    int points = axes.stream().mapToInt(axis -> axis.values.length).reduce(1, (a, b) -> a * b);
    double[][] means = new double[points][];
    double[] outputs = new double[rows.rows() * predictor.outputs()];
    for (int p = share; p < points; p += shares) {
      predict(features, rows.rows(), axes, p, outputs);
      means[p] = means(outputs, rows.rows());
    }
    double[][] grids = axes.stream().map(axis -> axis.values).toArray(double[][]::new);
    return new DependenceMeans(grids, means, rows.rows());
  }

  private void predict(Batch features, int rows, List<Axis> axes, int point, double[] outputs) {
    predictor.begin(outputs);
    Axis last = axes.get(axes.size() - 1);
    MixedPredictor.Donor second = last.at(point % last.values.length);
    for (int i = 0; i < rows; i++) {
      if (axes.size() == 1) {
        predictor.add(features, i, second.rows(), second.row(), second.from(), second.to());
      } else {
        predictor.add(features, i, axes.get(0).at(point / last.values.length), second);
      }
    }
    predictor.end();
  }

  private double[] means(double[] outputs, int rows) {
    double[] means = new double[predictor.outputs()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < means.length; j++) {
        means[j] += outputs[i * means.length + j];
      }
    }
    for (int j = 0; j < means.length; j++) {
      means[j] /= rows;
    }
    return means;
  }

  private Axis axis(Shard rows, Batch features, Column column, int most) {
    int from = encoder.firstFeatures().get(column.place);
    int to = encoder.firstFeatures().get(column.place + 1);
    double[] values;
    if (column.categories > 0) {
      values = IntStream.range(0, column.categories).asDoubleStream().toArray();
      if (values.length > most) {
        Batch all = donors(column.place, values);
        values = DependenceGrid.frequent(column, all, features, from, most);
      }
    } else {
      values =
          DependenceGrid.ofNumbers(rows.features(), program.inputs().encoder(), column.place, most);
    }
    return new Axis(values, donors(column.place, values), from, to);
  }

  /** Rows with these values in a column, and 0 in the others. */
  private Batch donors(int column, double[] values) {
    double[][] raw = new double[values.length][encoder.values()];
    for (int i = 0; i < values.length; i++) {
      raw[i][encoder.firstValue(column)] = values[i];
    }
    return predictor.encode(raw, encoder, scaling);
  }
}
