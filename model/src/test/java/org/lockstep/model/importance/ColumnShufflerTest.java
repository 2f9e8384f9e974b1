package org.lockstep.model.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.importance.ColumnShuffler.Plan;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.DropoutPlan;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.TargetProgram;

/** Importances against a plain loop that shuffles raw columns and predicts row by row. */
class ColumnShufflerTest {
  /** A number, a category of three values, a number that the network ignores. */
  private static final InputSchema INPUT =
      new InputSchema(
          List.of(
              InputColumn.number("x"),
              InputColumn.text("kind", List.of("a", "b", "c")),
              InputColumn.number("idle")));

  private static final int COLUMNS = 3;
  private static final int FEATURES = 5;
  private static final int IDLE = 4;
  private static final long SEED = 11;
  private static final int BLOCK = 2;

  private static Model model(Task task) {
    OutputLoss loss =
        switch (task) {
          case REGRESSION -> new LinearSquaredError();
          case BINARY -> new SigmoidCrossEntropy();
          default -> new SoftmaxCrossEntropy();
        };
    int outputs = task == Task.CLASSIFICATION ? 2 : 1;
    NetworkSpec network =
        NetworkSpec.perceptron(FEATURES, List.of(7), new Tanh(), outputs, loss, true);
    FlatVector theta = FlatVector.zeros(Precision.FLOAT, ParameterLayout.of(network).length());
    Random random = new Random(9);
    for (int k = 0; k < theta.length(); k++) {
      theta.set(k, random.nextGaussian());
    }
    for (int unit = 0; unit < 7; unit++) {
      theta.set(IDLE * 7 + unit, 0); // W1 is inputs x units, the first array
    }
    List<String> classes = task == Task.REGRESSION ? List.of() : List.of("no", "yes");
    double[] shift = {0.25, 0, 0.5, 0, 1};
    double[] scale = {2, 1, 0.5, 1, 4};
    return new Model(
        network,
        theta,
        INPUT,
        new TargetSchema(task, List.of("y"), classes),
        new Scaling(Scaling.Kind.STANDARD, shift, scale),
        task == Task.REGRESSION
            ? new TargetScaling(TargetScaling.Kind.STANDARD, new double[] {3}, new double[] {0.5})
            : TargetScaling.none(outputs));
  }

  /** Random rows of a model's columns, with their targets. */
  private static final class Table {
    private final int rows;
    private final Model model;
    private final double[][] raw;
    private final double[] targets;

    Table(int rows, Task task) {
      this.rows = rows;
      this.model = model(task);
      Random random = new Random(4);
      raw = new double[rows][];
      targets = new double[rows];
      for (int i = 0; i < rows; i++) {
        raw[i] =
            new double[] {
              (float) random.nextGaussian(), random.nextInt(3), (float) random.nextGaussian()
            };
        targets[i] = task == Task.REGRESSION ? random.nextGaussian() : random.nextInt(2);
      }
    }

    private ShardProgram program() {
      return new ShardProgram(
          model.network(),
          new ArithmeticChoice(Precision.FLOAT, BlasChoice.JAVA),
          new InputScaling(InputEncoder.of(INPUT), model.scaling()),
          new TargetProgram(model.target().task(), model.targetScaling()),
          new Batches(rows, 1, rows, false, 0),
          new DropoutPlan(0));
    }

    private Shard block() {
      ShardBuilder builder =
          new ShardBuilder(
              BLOCK,
              BLOCK + 1,
              new RowForm(Features.Kind.FLOATS, COLUMNS, model.target().task(), 1, true));
      for (int i = 0; i < rows; i++) {
        builder.addNumbers(raw[i]);
        if (model.target().task() == Task.REGRESSION) {
          builder.setTargets(new double[] {targets[i]});
        } else {
          builder.setClass((int) targets[i]);
        }
        builder.setWeight(weight(i));
      }
      return builder.build();
    }

    private static double weight(int row) {
      return 1 + row % 3;
    }

    private ImportanceSums sums(ScoreMetric metric, int repeats, int share, int shares) {
      Plan plan =
          new Plan(InputEncoder.of(INPUT).firstFeatures(), repeats, SEED, metric, Double.NaN);
      return new ColumnShuffler(program(), model.parameters(), plan).score(block(), share, shares);
    }

    /** The plain loop: the metric when a column's values come from other rows. */
    private double plain(ScoreMetric metric, int column, int[] order) {
      Scorer scorer = Scorer.of(model);
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < rows; i++) {
        double[] row = raw[i].clone();
        row[column] = raw[order[i]][column];
        double[] a = scorer.outputs(row);
        if (metric == ScoreMetric.RMSE) {
          sum += (a[0] - targets[i]) * (a[0] - targets[i]);
          weights++;
        } else {
          double second = a[a.length - 1];
          double p = targets[i] == 1 ? second : 1 - second;
          boolean counts = metric == ScoreMetric.LOG_LOSS;
          sum += counts ? -weight(i) * Math.log(p) : p > 0.5 ? 1 : 0;
          weights += counts ? weight(i) : 1;
        }
      }
      return metric == ScoreMetric.RMSE ? Math.sqrt(sum / weights) : sum / weights;
    }
  }

  private static List<String> names() {
    return INPUT.columns().stream().map(InputColumn::name).toList();
  }

  private static int[] order(int column, int repeat, int rows) {
    return new RandomStream(Purpose.SHUFFLED_COLUMN, SEED, column, repeat, BLOCK).permutation(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "REGRESSION, RMSE, 300",
    "REGRESSION, RMSE, 257",
    "BINARY, ACCURACY, 300",
    "BINARY, LOG_LOSS, 64",
    "CLASSIFICATION, LOG_LOSS, 700",
    "CLASSIFICATION, ACCURACY, 2"
  })
  void importancesEqualThoseOfAPlainLoop(Task task, ScoreMetric metric, int count) {
    Table table = new Table(count, task);
    int repeats = 4;
    ImportanceSums sums = table.sums(metric, repeats, 0, 1);
    int[] unshuffled = IntStream.range(0, count).toArray();
    double before = table.plain(metric, 0, unshuffled);
    assertThat(sums.rows()).isEqualTo(count);
    assertThat(sums.score()).isCloseTo(before, within(1e-6));
    List<ColumnImportance> all = sums.importances(names());
    for (int c = 0; c < COLUMNS; c++) {
      double sum = 0;
      double squares = 0;
      for (int r = 0; r < repeats; r++) {
        double lost = metric.lost(before, table.plain(metric, c, order(c, r, count)));
        sum += lost;
        squares += lost * lost;
      }
      double mean = sum / repeats;
      double variance = Math.max(0, (squares - repeats * mean * mean) / (repeats - 1));
      assertThat(all.get(c).column()).isEqualTo(names().get(c));
      assertThat(all.get(c).mean()).isCloseTo(mean, within(1e-6));
      assertThat(all.get(c).deviation()).isCloseTo(Math.sqrt(variance), within(1e-5));
    }
    assertThat(all.get(0).mean() != 0).isEqualTo(count > 2); // two rows may be right in any order
  }

  @ParameterizedTest
  @EnumSource(
      value = ScoreMetric.class,
      names = {"R2", "RMSE", "MAE"})
  void aColumnThatTheModelIgnoresHasAnImportanceOfExactlyZero(ScoreMetric metric) {
    List<ColumnImportance> all =
        new Table(300, Task.REGRESSION).sums(metric, 5, 0, 1).importances(names());
    assertThat(all.get(2).mean()).isEqualTo(0.0);
    assertThat(all.get(2).deviation()).isEqualTo(0.0);
    assertThat(all.get(0).deviation()).isPositive();
  }

  @Test
  void sharesOfTheColumnsMergeToTheBitsOfTheWhole() {
    List<ColumnImportance> whole =
        new Table(300, Task.REGRESSION).sums(ScoreMetric.RMSE, 3, 0, 1).importances(names());
    for (int shares : new int[] {2, 3}) {
      ImportanceSums merged =
          new Table(300, Task.REGRESSION).sums(ScoreMetric.RMSE, 3, shares - 1, shares);
      for (int share = shares - 2; share >= 0; share--) {
        merged =
            merged.merge(new Table(300, Task.REGRESSION).sums(ScoreMetric.RMSE, 3, share, shares));
      }
      assertThat(merged.importances(names())).isEqualTo(whole);
    }
  }

  @Test
  void oneRepeatHasADeviationOfZero() {
    List<ColumnImportance> all =
        new Table(300, Task.REGRESSION).sums(ScoreMetric.MAE, 1, 0, 1).importances(names());
    assertThat(all.get(0).deviation()).isZero();
    assertThat(all.get(0).mean()).isNotZero();
  }
}
