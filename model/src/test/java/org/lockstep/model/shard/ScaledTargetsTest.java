package org.lockstep.model.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetScaling.Kind;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ReferenceNetwork;
import org.lockstep.model.score.RegressionMetrics;
import org.lockstep.model.score.Score;

/** How targets of a regression are scaled, and gradients and scores of scaled targets. */
class ScaledTargetsTest {
  private static final NetworkSpec NETWORK =
      NetworkSpec.perceptron(2, List.of(3), new Tanh(), 2, new LinearSquaredError(), true);
  private static final double[] THETA = new Random(4).doubles(17, -1, 1).toArray();

  /** The range of clipped predictions: of the forty rows, some are below, within and above it. */
  private static final double[] LOW = {2, -1.1};

  private static final double[] HIGH = {5, -0.9};

  // --- Fitting ---------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void standardScalesByMeanAndDeviationForAnyNumberOfShards(int shards) {
    double[] prices = new Random(1).doubles(500, 1e9, 1e9 + 10).toArray();
    TargetScaling scaling = fitted(Kind.STANDARD, shards, prices);
    double mean = 1e9 + Arrays.stream(prices).map(y -> y - 1e9).average().orElseThrow();
    double variance = Arrays.stream(prices).map(y -> (y - mean) * (y - mean)).sum() / 500;
    assertThat(scaling.shift()[0]).isCloseTo(mean, within(1e-6));
    assertThat(scaling.scale()[0]).isCloseTo(Math.sqrt(variance), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void logScalesLogarithmsAsStandardDoes(int shards) {
    double[] counts = {0, 10, 1000, 1e6, -50};
    double[] logs =
        Arrays.stream(counts).map(y -> Math.signum(y) * Math.log1p(Math.abs(y))).toArray();
    TargetScaling ofLogs = fitted(Kind.STANDARD, shards, logs);
    TargetScaling scaling = fitted(Kind.LOG, shards, counts);
    assertThat(scaling.kind()).isEqualTo(Kind.LOG);
    assertThat(scaling.shift()[0]).isCloseTo(ofLogs.shift()[0], within(1e-14));
    assertThat(scaling.scale()[0]).isCloseTo(ofLogs.scale()[0], within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(names = {"STANDARD", "LOG", "CLIPPED"})
  void aConstantTargetIsEncodedAsExactlyZero(Kind kind) {
    double[] constant = new double[1000];
    Arrays.fill(constant, 0.1); // 0.1 added up ten times is not 1
    TargetScaling scaling = fitted(kind, 7, constant);
    assertThat(scaling.scale()).containsExactly(1);
    assertThat(scaling.encode(0, 0.1)).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void clippedIsStandardWithTheRangeOfTheTargets(int shards) {
    double[] prices = {7, -2.5, 0.1, 1e6, 3};
    TargetScaling standard = fitted(Kind.STANDARD, shards, prices);
    TargetScaling clipped = fitted(Kind.CLIPPED, shards, prices);
    assertThat(clipped.shift()).isEqualTo(standard.shift());
    assertThat(clipped.scale()).isEqualTo(standard.scale());
    assertThat(clipped.low()).containsExactly(-2.5);
    assertThat(clipped.high()).containsExactly(1e6);
  }

  @Test
  void targetsTooLargeToScaleAreRefused() {
    assertThatThrownBy(() -> fitted(Kind.STANDARD, 1, -1.5e308, 1.5e308))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[target-scale standard] expected target 1 to have a mean and a spread within the"
                + " range of a double but found values from -1.5E308 to 1.5E308");
    assertThat(fitted(Kind.LOG, 1, -1.5e308, 1.5e308).shift()).containsExactly(0);
  }

  @Test
  void aShardWithoutRowsHasNoMomentsOfTargets() {
    assertThat(Moments.ofTargets(shard(0, 1, new double[0][], 1), Kind.LOG)).isNull();
  }

  // --- Computing -------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({"STANDARD, 1", "STANDARD, 3", "LOG, 1", "LOG, 3", "NONE, 2", "CLIPPED, 2"})
  void theGradientEqualsThatOfThePlainlyScaledTargets(Kind kind, int shards) {
    double[][] y = targets(70);
    TargetScaling scaling = scaling(kind);
    double[][] scaled = new double[y.length][];
    for (int i = 0; i < y.length; i++) {
      scaled[i] = plainlyScaled(kind, y[i]);
    }
    ReferenceNetwork.Result expected =
        new ReferenceNetwork(NETWORK, THETA).run(features(70), scaled, ones(70), null);

    ShardWorker worker = worker(scaling, 70, shards);
    GradientSum sum = null;
    for (Shard shard : shards(y, shards)) {
      GradientSum next = worker.gradient(shard, 1, 0);
      sum = sum == null ? next : worker.merge(sum, next);
    }
    assertThat(sum.score().loss()).isCloseTo(expected.loss(), within(1e-11 * expected.loss()));
    for (int i = 0; i < THETA.length; i++) {
      assertThat(sum.gradient().get(i)).isCloseTo(expected.gradient()[i], within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void errorsAreInTheUnitOfTheTargetAndTheLossIsOfScaledTargets(Kind kind) {
    double[][] y = targets(40);
    double[][] a =
        new ReferenceNetwork(NETWORK, THETA)
            .run(features(40), new double[40][2], ones(40), null)
            .outputs();
    for (int j = 0; kind == Kind.CLIPPED && j < 2; j++) {
      int column = j;
      List<Double> plain =
          Arrays.stream(a).map(row -> plainlyUnscaled(Kind.STANDARD, column, row[column])).toList();
      assertThat(plain).anyMatch(p -> p < LOW[column]).anyMatch(p -> p > HIGH[column]);
    }
    double loss = 0;
    double[] squares = new double[2];
    double[] sizes = new double[2];
    for (int i = 0; i < 40; i++) {
      double[] scaled = plainlyScaled(kind, y[i]);
      for (int j = 0; j < 2; j++) {
        loss += Math.pow(a[i][j] - scaled[j], 2) / 2;
        double error = plainlyUnscaled(kind, j, a[i][j]) - y[i][j];
        squares[j] += error * error;
        sizes[j] += Math.abs(error);
      }
    }
    Score score = worker(scaling(kind), 40, 1).score(shards(y, 1).get(0), false);
    assertThat(score.meanLoss()).isCloseTo(loss / 40, within(1e-10 * loss));
    for (int j = 0; j < 2; j++) {
      RegressionMetrics metrics = score.regression().get(j);
      assertThat(metrics.mse()).isCloseTo(squares[j] / 40, within(1e-9 * squares[j]));
      assertThat(metrics.rmse()).isCloseTo(Math.sqrt(squares[j] / 40), within(1e-9 * squares[j]));
      assertThat(metrics.mae()).isCloseTo(sizes[j] / 40, within(1e-10 * sizes[j]));
      double mean = Arrays.stream(y).mapToDouble(column(j)).average().orElseThrow();
      double spread =
          Arrays.stream(y).mapToDouble(column(j)).map(v -> (v - mean) * (v - mean)).sum();
      double r2 = 1 - squares[j] / spread;
      assertThat(metrics.r2()).isCloseTo(r2, within(1e-9 * Math.abs(r2)));
    }
  }

  private static java.util.function.ToDoubleFunction<double[]> column(int j) {
    return row -> row[j];
  }

  private static TargetScaling scaling(Kind kind) {
    double[] shift = {6, -1};
    double[] scale = {2.5, 0.5};
    return switch (kind) {
      case NONE -> TargetScaling.none(2);
      case CLIPPED -> TargetScaling.clipped(shift, scale, LOW, HIGH);
      default -> new TargetScaling(kind, shift, scale);
    };
  }

  private static double[] plainlyScaled(Kind kind, double[] y) {
    double[] log = Arrays.stream(y).map(v -> Math.signum(v) * Math.log(1 + Math.abs(v))).toArray();
    double[] transformed = kind == Kind.LOG ? log : y;
    return kind == Kind.NONE
        ? y
        : new double[] {(transformed[0] - 6) / 2.5, (transformed[1] + 1) / 0.5};
  }

  private static double plainlyUnscaled(Kind kind, int j, double a) {
    double t = kind == Kind.NONE ? a : j == 0 ? a * 2.5 + 6 : a * 0.5 - 1;
    return switch (kind) {
      case LOG -> Math.signum(t) * (Math.exp(Math.abs(t)) - 1);
      case CLIPPED -> t < LOW[j] ? LOW[j] : t > HIGH[j] ? HIGH[j] : t;
      default -> t;
    };
  }

  private static double[][] targets(int rows) {
    Random random = new Random(rows);
    double[][] y = new double[rows][];
    Arrays.setAll(y, i -> new double[] {400 * random.nextDouble(), random.nextGaussian()});
    return y;
  }

  private static double[][] features(int rows) {
    Random random = new Random(2);
    double[][] x = new double[rows][];
    Arrays.setAll(x, i -> random.doubles(2, -2, 2).toArray());
    return x;
  }

  private static double[] ones(int rows) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static ShardWorker worker(TargetScaling scaling, int rows, int shards) {
    ShardWorker worker =
        new ShardWorker(
            new ShardProgram(
                NETWORK,
                new ArithmeticChoice(Precision.DOUBLE, BlasChoice.JAVA),
                new InputScaling(InputEncoder.identity(2), Scaling.none(2)),
                new TargetProgram(Task.REGRESSION, scaling),
                new Batches(rows, shards, rows, true, 5),
                new DropoutPlan(0)));
    worker.begin(Arithmetics.DOUBLE.vector(THETA));
    return worker;
  }

  private static List<Shard> shards(double[][] y, int shards) {
    List<Shard> all = new ArrayList<>();
    for (int k = 0; k < shards; k++) {
      all.add(shard(k, shards, y, 2));
    }
    return all;
  }

  private static Shard shard(int index, int shards, double[][] y, int targets) {
    double[][] x = features(y.length);
    ShardBuilder builder =
        new ShardBuilder(
            index, shards, new RowForm(Features.Kind.DOUBLES, 2, Task.REGRESSION, targets, false));
    for (int i = index; i < y.length; i += shards) {
      builder.addNumbers(x[i]);
      builder.setTargets(y[i]);
    }
    return builder.build();
  }

  private static TargetScaling fitted(Kind kind, int shards, double... column) {
    double[][] y = Arrays.stream(column).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    Moments all = null;
    for (int k = 0; k < shards; k++) {
      Moments next = Moments.ofTargets(shard(k, shards, y, 1), kind);
      all = all == null ? next : next == null ? all : all.merge(next);
    }
    return all.targetScaling(kind);
  }
}
