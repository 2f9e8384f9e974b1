package org.lockstep.model.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ReferenceNetwork;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.model.score.Score;

class ShardWorkerTest {
  private static final NetworkSpec NETWORK = network(0);
  private static final Scaling SCALING =
      new Scaling(Scaling.Kind.STANDARD, new double[] {1, 0, -1}, new double[] {2, 4, 0.5});

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 3", "64, 3", "64, 70", "2500, 1", "2500, 2"})
  void shardsTogetherGiveTheGradientOfTheWholeBatch(int rows, int shards) {
    Data data = new Data(rows);
    Batches batches = new Batches(rows, shards, Math.max(1, rows - 3), true, 5);
    ShardProgram program = program(Precision.DOUBLE, 0, batches);
    for (long step = 0; step < batches.stepsPerEpoch(); step++) {
      GradientSum sum = data.sum(new ShardWorker(program), Precision.DOUBLE, batches, 2, step);
      List<Integer> chosen = data.chosen(batches, 2, step);
      ReferenceNetwork.Result expected = data.reference(chosen);

      assertThat(sum.score().rows()).isEqualTo(chosen.size());
      assertThat(sum.score().loss()).isCloseTo(expected.loss(), relative(expected.loss()));
      for (int i = 0; i < expected.gradient().length; i++) {
        assertThat(sum.gradient().get(i))
            .isCloseTo(expected.gradient()[i], relative(expected.gradient()[i]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRepeatedCallGivesTheSameBitsWhateverHappensBetween(Precision precision) {
    Data data = new Data(50);
    Batches batches = new Batches(50, 3, 20, true, 5);
    ShardProgram program = program(precision, 0.3, batches);
    ShardWorker worker = new ShardWorker(program);
    List<Double> first = values(data.sum(worker, precision, batches, 2, 1));

    data.sum(worker, precision, batches, 3, 0);
    worker.begin(precision == Precision.FLOAT ? floats(9) : doubles(9));
    data.shards(batches).forEach(shard -> worker.score(shard, true));

    assertThat(values(data.sum(worker, precision, batches, 2, 1))).isEqualTo(first);
    assertThat(values(data.sum(new ShardWorker(program), precision, batches, 2, 1)))
        .isEqualTo(first);
    assertThat(values(data.sum(worker, precision, batches, 1, 1))).isNotEqualTo(first);
  }

  @Test
  void dropoutFollowsTheRowNotTheShardOrTheBatch() {
    Data data = new Data(40);
    List<List<Double>> gradients = new ArrayList<>();
    for (int shards : new int[] {1, 4, 7}) {
      Batches batches = new Batches(40, shards, 40, true, 5);
      ShardProgram program = program(Precision.DOUBLE, 0.5, batches);
      gradients.add(values(data.sum(new ShardWorker(program), Precision.DOUBLE, batches, 1, 0)));
    }
    for (int i = 0; i < gradients.get(0).size(); i++) {
      double expected = gradients.get(0).get(i);
      assertThat(gradients.get(1).get(i)).isCloseTo(expected, relative(expected));
      assertThat(gradients.get(2).get(i)).isCloseTo(expected, relative(expected));
    }
  }

  @Test
  void scoresCoverEveryRowWithoutDropoutOrClassWeights() {
    Data data = new Data(2100);
    Batches batches = new Batches(2100, 1, 10, true, 5);
    ShardWorker worker = new ShardWorker(program(Precision.DOUBLE, 0.5, batches));
    worker.begin(doubles(1));
    Score score = worker.score(data.shards(batches).get(0), true);
    List<Integer> all = IntStream.range(0, 2100).boxed().toList();
    double expected = data.reference(all).loss();
    assertThat(score.rows()).isEqualTo(2100);
    assertThat(score.loss()).isCloseTo(expected, relative(expected));
    assertThat(Arrays.stream(score.confusion()).flatMapToLong(Arrays::stream).sum())
        .isEqualTo(2100);
  }

  @Test
  void classWeightsMultiplyRowWeightsInTrainingOnly() {
    Data data = new Data(10);
    Batches batches = new Batches(10, 1, 10, false, 5);
    ShardProgram program =
        new ShardProgram(
                NETWORK,
                new ArithmeticChoice(Precision.DOUBLE, BlasChoice.JAVA),
                SCALING,
                Task.CLASSIFICATION,
                batches,
                5)
            .withTargets(
                new TargetProgram(
                    Task.CLASSIFICATION, TargetScaling.none(NETWORK.outputs()), List.of(2.0, 3.0)));
    double expected = 0;
    for (int i = 0; i < 10; i++) {
      expected += data.weights[i] * (data.labels[i] == 0 ? 2 : 3);
    }
    ShardWorker worker = new ShardWorker(program);
    assertThat(data.sum(worker, Precision.DOUBLE, batches, 1, 0).score().weight())
        .isCloseTo(expected, relative(expected));
    double plain = Arrays.stream(data.weights).sum();
    assertThat(worker.score(data.shards(batches).get(0), false).weight())
        .isCloseTo(plain, relative(plain));
  }

  @Test
  void aShardWithoutRowsInAStepHasNoSum() {
    Data data = new Data(5);
    Batches batches = new Batches(5, 9, 2, true, 5);
    ShardWorker worker = new ShardWorker(program(Precision.FLOAT, 0, batches));
    worker.begin(floats(1));
    List<Shard> shards = data.shards(batches);
    assertThat(worker.gradient(shards.get(2), 1, 0)).isNull();
    assertThat(worker.gradient(shards.get(8), 1, 2)).isNull();
    assertThat(worker.score(shards.get(8), false)).isNull();
    assertThat(worker.gradient(shards.get(1), 1, 0)).isNotNull();
  }

  @Test
  void beginningAgainLeavesEarlierSumsAlone() {
    Data data = new Data(5);
    Batches batches = new Batches(5, 1, 5, true, 5);
    Shard shard = data.shards(batches).get(0);
    ShardWorker worker = new ShardWorker(program(Precision.FLOAT, 0, batches));
    worker.begin(floats(1));
    GradientSum first = worker.gradient(shard, 1, 0);
    worker.beginAgain(floats(1));
    GradientSum again = worker.gradient(shard, 1, 0);
    assertThat(again).isNotSameAs(first);
    assertThat(values(again)).isEqualTo(values(first));
    worker.begin(floats(1));
    assertThat(worker.gradient(shard, 1, 0)).as("memory of before").isIn(first, again);
  }

  @Test
  void wideRowsPassInSmallerChunks() {
    assertThat(ShardWorker.chunkRows(NETWORK)).isEqualTo(1024);
    assertThat(ShardWorker.chunkRows(wide(4096, 10))).isEqualTo(1024);
    assertThat(ShardWorker.chunkRows(wide(100_000, 10))).isEqualTo(41);
    assertThat(ShardWorker.chunkRows(wide(10, 100_000))).isEqualTo(41);
    assertThat(ShardWorker.chunkRows(wide(10_000_000, 1))).isEqualTo(1);
  }

  private static NetworkSpec network(double dropout) {
    return NetworkSpec.perceptron(
        3, List.of(4), new Tanh(), dropout, 2, new SoftmaxCrossEntropy(), true);
  }

  private static NetworkSpec wide(int inputs, int hidden) {
    return NetworkSpec.perceptron(
        inputs, List.of(hidden), new Relu(), 2, new SoftmaxCrossEntropy(), true);
  }

  private static ShardProgram program(Precision precision, double dropout, Batches batches) {
    return new ShardProgram(
        network(dropout),
        new ArithmeticChoice(precision, BlasChoice.JAVA),
        SCALING,
        Task.CLASSIFICATION,
        batches,
        5);
  }

  private static FlatVector doubles(long seed) {
    return Arithmetics.DOUBLE.vector(new Random(seed).doubles(26, -1, 1).toArray());
  }

  private static FlatVector floats(long seed) {
    return Arithmetics.FLOAT.vector(new Random(seed).doubles(26, -1, 1).toArray());
  }

  private static List<Double> values(GradientSum sum) {
    List<Double> values = new ArrayList<>(List.of(sum.score().loss()));
    for (int i = 0; i < sum.gradient().length(); i++) {
      values.add(sum.gradient().get(i));
    }
    return values;
  }

  private static org.assertj.core.data.Offset<Double> relative(double value) {
    return org.assertj.core.api.Assertions.within(1e-12 * Math.max(1, Math.abs(value)));
  }

  /** Random rows with weights, and the plain twin's result for any of them. */
  private static final class Data {
    private final double[][] x;
    private final int[] labels;
    private final double[] weights;

    Data(int rows) {
      Random random = new Random(rows);
      x = new double[rows][];
      labels = new int[rows];
      weights = new double[rows];
      for (int i = 0; i < rows; i++) {
        x[i] = random.doubles(3, -3, 3).toArray();
        labels[i] = random.nextInt(2);
        weights[i] = (float) random.nextDouble();
      }
    }

    List<Shard> shards(Batches batches) {
      List<Shard> shards = new ArrayList<>();
      for (int k = 0; k < batches.shards(); k++) {
        ShardBuilder builder =
            new ShardBuilder(
                k,
                batches.shards(),
                new RowForm(Features.Kind.DOUBLES, 3, Task.CLASSIFICATION, 2, true));
        for (int i = k; i < x.length; i += batches.shards()) {
          builder.addNumbers(x[i]);
          builder.setClass(labels[i]);
          builder.setWeight(weights[i]);
        }
        shards.add(builder.build());
      }
      return shards;
    }

    /** The local twin of a step: a plain loop over shards along the tree. */
    GradientSum sum(
        ShardWorker worker, Precision precision, Batches batches, int epoch, long step) {
      List<Shard> shards = shards(batches);
      worker.begin(precision == Precision.FLOAT ? floats(1) : doubles(1));
      ReductionTree tree = new ReductionTree(batches.shards());
      Node root = tree.cover(0, batches.shards()).get(0);
      return tree.sum(root, k -> worker.gradient(shards.get(k), epoch, step), worker::merge);
    }

    List<Integer> chosen(Batches batches, int epoch, long step) {
      List<Integer> chosen = new ArrayList<>();
      for (Shard shard : shards(batches)) {
        int[] order = batches.order(epoch, shard.index(), shard.rows());
        for (int i = batches.from(step, shard.index()); i < batches.to(step, shard.index()); i++) {
          chosen.add((int) shard.rowIndex(order[i]));
        }
      }
      return chosen;
    }

    ReferenceNetwork.Result reference(List<Integer> rows) {
      double[] shift = SCALING.shift();
      double[] scale = SCALING.scale();
      double[][] scaled = new double[rows.size()][3];
      double[][] y = new double[rows.size()][2];
      double[] w = new double[rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        int row = rows.get(i);
        for (int j = 0; j < 3; j++) {
          scaled[i][j] = (x[row][j] - shift[j]) / scale[j];
        }
        y[i][labels[row]] = 1;
        w[i] = weights[row];
      }
      FlatVector theta = doubles(1);
      double[] values = IntStream.range(0, theta.length()).mapToDouble(theta::get).toArray();
      return new ReferenceNetwork(NETWORK, values).run(scaled, y, w, null);
    }
  }
}
