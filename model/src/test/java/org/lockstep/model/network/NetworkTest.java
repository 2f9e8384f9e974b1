package org.lockstep.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.activation.Sigmoid;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.gradcheck.ArrayCheck;
import org.lockstep.model.gradcheck.BatchLoss;
import org.lockstep.model.gradcheck.GradientCheck;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.Layer.Pass;
import org.lockstep.model.layer.LayerArrays;
import org.lockstep.model.layer.Memory;
import org.lockstep.model.loss.LinearHuber;
import org.lockstep.model.loss.LinearQuantile;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.optim.Step;
import org.lockstep.model.optim.Updater;
import org.lockstep.model.score.Score;

/**
 * The network against its plain twin, against central differences, and against published values.
 */
class NetworkTest {
  private static final double LAMBDA = 0.1;

  static List<Named<Arithmetic>> arithmetics() {
    return Arithmetics.all();
  }

  /** Networks of every activation and loss: a new one joins by itself. */
  static List<NetworkSpec> networks(double dropout) {
    List<NetworkSpec> all = new ArrayList<>();
    for (Activation activation : Activation.all()) {
      for (OutputLoss outputLoss : losses(activation)) {
        for (boolean bias : new boolean[] {true, false}) {
          for (int depth = 0; depth <= 3; depth++) {
            all.add(Batch.spec(depth, activation, dropout, outputLoss, bias));
          }
        }
      }
    }
    return all;
  }

  /** All losses; with one of the activations, also losses with other constants. */
  private static List<OutputLoss> losses(Activation activation) {
    List<OutputLoss> all = new ArrayList<>(OutputLoss.all());
    if (activation instanceof Tanh) {
      all.add(new SoftmaxCrossEntropy(0.2));
      all.add(new SigmoidCrossEntropy(0.2));
      all.add(new LinearHuber(0.3));
      all.add(new LinearQuantile(0.8));
    }
    return all;
  }

  /** Networks of sparse rows: only the first layer differs. */
  private static List<NetworkSpec> sparseNetworks() {
    return List.of(
        Batch.spec(0, new Tanh(), 0, new SoftmaxCrossEntropy(), true).withSparse(true),
        Batch.spec(2, new Tanh(), 0, new SigmoidCrossEntropy(), true).withSparse(true),
        Batch.spec(1, new Tanh(), 0.4, new LinearSquaredError(), false).withSparse(true));
  }

  @Test
  void analyticAndNumericalGradientsAgreeOnSparseRows() {
    for (NetworkSpec spec : sparseNetworks()) {
      assertThat(gradientCheck(spec)).as("%s", spec).isNotEmpty().allMatch(ArrayCheck::isOk);
    }
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void aClearedSumOfSparseRowsForgetsWhatWasMergedIntoIt(Arithmetic arithmetic) {
    NetworkSpec spec =
        Batch.spec(1, new Tanh(), 0, new SoftmaxCrossEntropy(), true).withSparse(true);
    Network network = new Network(spec);
    Batch few = new Batch(spec, 1, 5);
    GradientSum fresh = new GradientSum(network, arithmetic, few.score());
    network.gradient(few.load(network, arithmetic), fresh, false);
    for (boolean later : new boolean[] {false, true}) {
      GradientSum sum = new GradientSum(network, arithmetic, few.score());
      GradientSum other = new GradientSum(network, arithmetic, few.score());
      network.gradient(new Batch(spec, 2, 6).load(network, arithmetic), sum, false);
      network.gradient(new Batch(spec, 9, 7).load(network, arithmetic), other, false);
      if (later) {
        sum.mergeLater(other).gradient();
      } else {
        sum.merge(other);
      }
      sum.clear();
      network.gradient(few.load(network, arithmetic), sum, false);
      for (int i = 0; i < sum.gradient().length(); i++) {
        assertThat(sum.gradient().get(i)).isEqualTo(fresh.gradient().get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void aReceivedSumReplacesWhateverTheMemoryHeld(Arithmetic arithmetic) {
    for (boolean sparse : new boolean[] {false, true}) {
      NetworkSpec spec =
          Batch.spec(1, new Tanh(), 0, new SoftmaxCrossEntropy(), true).withSparse(sparse);
      Network network = new Network(spec);
      GradientSum sum = new GradientSum(network, arithmetic, new Batch(spec, 1, 5).score());
      network.gradient(new Batch(spec, 1, 5).load(network, arithmetic), sum, false);
      GradientSum other = new GradientSum(network, arithmetic, new Batch(spec, 9, 7).score());
      network.gradient(new Batch(spec, 9, 7).load(network, arithmetic), other, false);
      ByteBuffer bytes = ByteBuffer.allocate((int) sum.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      sum.writeTo(bytes);
      assertThat(bytes.hasRemaining()).isFalse();
      other.readFrom(bytes.flip());
      assertThat(bytes.hasRemaining()).isFalse();
      for (int i = 0; i < sum.gradient().length(); i++) {
        assertThat(other.gradient().get(i)).isEqualTo(sum.gradient().get(i));
      }
      assertThat(other.score().loss()).isEqualTo(sum.score().loss());
      if (sparse) {
        assertThat(sum.touched().count()).isLessThan(spec.inputs());
        assertThat(sum.bytes()).isLessThan(sum.gradient().length() * 4L + sum.score().bytes());
      }
    }
  }

  @Test
  void anUnknownOrDuplicateRowOfAGradientIsRefused() {
    NetworkSpec spec =
        Batch.spec(1, new Tanh(), 0, new SoftmaxCrossEntropy(), true).withSparse(true);
    Network network = new Network(spec);
    for (int[] rows : new int[][] {{9}, {-1}, {3, 8}, {3, 3}}) {
      GradientSum sum = new GradientSum(network, Arithmetics.FLOAT, new Batch(spec, 1, 5).score());
      ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
      sum.score().writeTo(bytes);
      bytes.putInt(rows.length == 1 ? rows[0] : 2);
      for (int row : rows) {
        bytes.putInt(row).position(bytes.position() + 7 * Float.BYTES);
      }
      assertThatThrownBy(() -> sum.readFrom(bytes.flip().limit(bytes.capacity())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              rows.length == 1
                  ? "expected at most 8 rows of a gradient but found -?\\d"
                  : "expected each row of a gradient once, below 8, but found [38]");
    }
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void sparseRowsHaveTheGradientOfDenseRows(Arithmetic arithmetic) {
    NetworkSpec sparse =
        Batch.spec(2, new Tanh(), 0, new SoftmaxCrossEntropy(), true).withSparse(true);
    Batch batch = new Batch(sparse, 65, 3);
    Network sparseNetwork = new Network(sparse);
    GradientSum sparseSum = new GradientSum(sparseNetwork, arithmetic, batch.score());
    sparseNetwork.gradient(batch.load(sparseNetwork, arithmetic), sparseSum, false);
    Network denseNetwork = new Network(sparse.withSparse(false));
    GradientSum denseSum = new GradientSum(denseNetwork, arithmetic, batch.score());
    denseNetwork.gradient(batch.load(denseNetwork, arithmetic), denseSum, false);
    double[] dense = new double[denseSum.gradient().length()];
    Arrays.setAll(dense, denseSum.gradient()::get);
    assertThat(Batch.difference(sparseSum.gradient(), dense))
        .isLessThan(arithmetic.precision() == Precision.DOUBLE ? 1e-13 : 2e-6);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void lossGradientAndOutputsEqualThoseOfThePlainTwin(Arithmetic arithmetic) {
    double worst = 0;
    for (NetworkSpec spec : networks(0)) {
      boolean everySize = spec.outputLoss().equals(new SoftmaxCrossEntropy());
      for (int rows : everySize ? new int[] {0, 1, 7, 8, 63, 64, 65} : new int[] {1, 65}) {
        worst = Math.max(worst, checkAgainstTwin(arithmetic, spec, rows));
      }
    }
    for (NetworkSpec spec : networks(0.4)) {
      worst = Math.max(worst, checkAgainstTwin(arithmetic, spec, 9));
    }
    for (NetworkSpec spec : sparseNetworks()) {
      for (int rows : new int[] {0, 1, 7, 64}) {
        worst = Math.max(worst, checkAgainstTwin(arithmetic, spec, rows));
      }
    }
    NetworkSpec deep = Batch.spec(3, new Tanh(), 0, new SoftmaxCrossEntropy(), true);
    for (int rows : new int[] {1023, 1024, 1025}) {
      worst = Math.max(worst, checkAgainstTwin(arithmetic, deep, rows));
    }
    for (OutputLoss loss : List.of(new SoftmaxCrossEntropy(), new SigmoidCrossEntropy())) {
      NetworkSpec wide = NetworkSpec.perceptron(5, List.of(4), new Tanh(), 0, 1000, loss, true);
      worst = Math.max(worst, checkAgainstTwin(arithmetic, wide, 9)); // losses block by block
    }
    System.out.println(
        "worst difference from the plain twin, " + arithmetic.precision() + ": " + worst);
  }

  /** Fails with the name of the case, or returns its difference. */
  private static double checkAgainstTwin(Arithmetic arithmetic, NetworkSpec spec, int rows) {
    double difference = differenceFromTwin(arithmetic, spec, rows);
    assertThat(difference)
        .as("%s, %d rows", spec, rows)
        .isLessThan(arithmetic.precision() == Precision.DOUBLE ? 1e-12 : 2e-6);
    return difference;
  }

  private static double differenceFromTwin(Arithmetic arithmetic, NetworkSpec spec, int rows) {
    Batch batch = new Batch(spec, rows, 17 + rows);
    Network network = new Network(spec);
    Workspace workspace = batch.load(network, arithmetic);
    double[][][] masks = batch.masks(workspace);
    ReferenceNetwork twin = new ReferenceNetwork(spec, batch.theta);
    ReferenceNetwork.Result expected = twin.run(batch.x, batch.y, batch.weights, masks);

    GradientSum sum = new GradientSum(network, arithmetic, batch.score());
    network.gradient(workspace, sum, false);
    double worst = Batch.difference(sum.gradient(), expected.gradient());
    worst = Math.max(worst, relative(sum.score().loss(), expected.loss()));

    // L2 is added to the sum, as to the mean of a single row.
    Regularization l2 = new Regularization(LAMBDA, Double.POSITIVE_INFINITY);
    FlatVector theta = batch.parameters(arithmetic);
    FlatVector withL2 = regularized(network, l2, theta, sum.gradient());
    ReferenceNetwork.Result penalty = twin.penalty(LAMBDA);
    double[] regularized =
        IntStream.range(0, batch.theta.length)
            .mapToDouble(i -> expected.gradient()[i] + penalty.gradient()[i])
            .toArray();
    worst = Math.max(worst, Batch.difference(withL2, regularized));
    worst = Math.max(worst, relative(l2.penalty(network.layout(), theta), penalty.loss()));

    ReferenceNetwork.Result unmasked = twin.run(batch.x, batch.y, batch.weights, null);
    Score score = batch.score();
    network.score(workspace, score);
    worst = Math.max(worst, relative(score.loss(), unmasked.loss()));
    Matrix outputs = network.predict(workspace);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < spec.outputs(); j++) {
        worst = Math.max(worst, relative(outputs.get(i, j), unmasked.outputs()[i][j]));
      }
    }
    return worst;
  }

  /** g = G + λ·W, computed as θ - θ' over a step of plain SGD with η = 1. */
  private static FlatVector regularized(
      Network network, Regularization l2, FlatVector theta, FlatVector sum) {
    FlatVector next = theta.copy();
    Step step = l2.step(network.layout(), theta, sum, 1, 1, 1);
    Updater.atStart(new Sgd(), network.layout(), theta).update(theta, sum, step, next);
    for (int i = 0; i < next.length(); i++) {
      next.set(i, theta.get(i) - next.get(i));
    }
    return next;
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void aGradientAddsUpChunkByChunk(Arithmetic arithmetic) {
    NetworkSpec spec = Batch.spec(2, new Tanh(), 0, new SoftmaxCrossEntropy(), true);
    Network network = new Network(spec);
    Batch first = new Batch(spec, 5, 1);
    Batch second = new Batch(spec, 8, 2);
    GradientSum sum = new GradientSum(network, arithmetic, first.score());
    sum.gradient().fill(Double.NaN); // overwritten, not added to
    Workspace workspace = first.load(network, arithmetic);
    network.gradient(workspace, sum, false);
    Workspace other = second.load(network, arithmetic);
    other.setParameters(first.parameters(arithmetic));
    network.gradient(other, sum, true);

    double[] a =
        new ReferenceNetwork(spec, first.theta)
            .run(first.x, first.y, first.weights, null)
            .gradient();
    double[] b =
        new ReferenceNetwork(spec, first.theta)
            .run(second.x, second.y, second.weights, null)
            .gradient();
    double[] expected = IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
    assertThat(Batch.difference(sum.gradient(), expected))
        .isLessThan(arithmetic.precision() == Precision.DOUBLE ? 1e-12 : 2e-6);
    assertThat(sum.score().rows()).isEqualTo(13);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void parametersAreReadInPlace(Arithmetic arithmetic) {
    NetworkSpec spec = Batch.spec(1, new Tanh(), 0, new LinearSquaredError(), true);
    Network network = new Network(spec);
    Batch batch = new Batch(spec, 5, 1);
    Workspace workspace = batch.load(network, arithmetic);
    List<FlatVector> thetas = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      thetas.add(batch.parameters(arithmetic));
      thetas.get(i).set(0, i);
    }
    for (int i : new int[] {0, 1, 0, 1, 1, 2, 0, 1}) {
      workspace.setParameters(thetas.get(i));
      Score score = batch.score();
      network.score(workspace, score);
      double[] theta = batch.theta.clone();
      theta[0] = i;
      double expected =
          new ReferenceNetwork(spec, theta).run(batch.x, batch.y, batch.weights, null).loss();
      assertThat(relative(score.loss(), expected)).isLessThan(2e-6);
    }
    thetas.get(1).set(0, 2);
    Score score = batch.score();
    network.score(workspace, score);
    Score same = batch.score();
    workspace.setParameters(thetas.get(2));
    network.score(workspace, same);
    assertThat(score.loss()).isEqualTo(same.loss());
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() {
    NetworkSpec spec = Batch.spec(0, new Relu(), 0, new LinearSquaredError(), true);
    Workspace workspace = new Workspace(new Network(spec), Arithmetics.FLOAT, 1);
    assertThatThrownBy(() -> workspace.setParameters(Arithmetics.FLOAT.vector(26)))
        .hasMessage("expected 27 parameters in FLOAT but found 26 in FLOAT");
    assertThatThrownBy(() -> workspace.setParameters(Arithmetics.DOUBLE.vector(27)))
        .hasMessage("expected 27 parameters in FLOAT but found 27 in DOUBLE");
  }

  @Test
  void analyticAndNumericalGradientsAgree() {
    double worst = 0;
    int checked = 0;
    for (double dropout : new double[] {0, 0.4}) {
      for (NetworkSpec spec : networks(dropout)) {
        for (ArrayCheck check : gradientCheck(spec)) {
          assertThat(check.isOk()).as("%s: %s", spec, check).isTrue();
          worst = Math.max(worst, check.worst());
          checked += check.checked();
        }
      }
    }
    System.out.println("worst gradient check: " + worst + " of " + checked);
  }

  @Test
  void layersInAnyOrderHaveTheRightGradients() {
    ActivationLayer tanh = new ActivationLayer(new Tanh());
    ActivationLayer sigmoid = new ActivationLayer(new Sigmoid());
    ActivationLayer relu = new ActivationLayer(new Relu());
    Dense dense = new Dense(6, true);
    Dense last = new Dense(3, false);
    for (List<Layer> layers :
        List.<List<Layer>>of(
            List.of(last),
            List.of(dense, last),
            List.of(new Dropout(0.3), dense, tanh, last),
            List.of(sigmoid, dense, last),
            List.of(relu, tanh, dense, sigmoid, tanh, last),
            List.of(dense, new Dropout(0.4), relu, last),
            List.of(dense, tanh, new Dropout(0.2), new Dropout(0.3), dense, sigmoid, last))) {
      NetworkSpec spec = new NetworkSpec(8, layers, new SoftmaxCrossEntropy());
      for (ArrayCheck check : gradientCheck(spec)) {
        assertThat(check.isOk()).as("%s: %s", spec, check).isTrue();
      }
    }
  }

  private static List<ArrayCheck> gradientCheck(NetworkSpec spec) {
    Batch batch = new Batch(spec, 4, 23);
    Network network = new Network(spec);
    Workspace workspace = batch.load(network, Arithmetics.DOUBLE);
    Regularization l2 = new Regularization(LAMBDA, Double.POSITIVE_INFINITY);
    return GradientCheck.run(
        new BatchLoss(network, workspace, l2, batch.score()),
        batch.parameters(Arithmetics.DOUBLE),
        Integer.MAX_VALUE,
        1);
  }

  @Test
  void theAffineLayerGivesThePublishedValues() {
    Matrix x = linspace(-0.1, 0.5, 2, 120);
    Matrix w = linspace(-0.2, 0.3, 120, 3);
    Matrix b = linspace(-0.3, 0.1, 1, 3);
    Matrix z = Arithmetics.DOUBLE.matrix(2, 3);
    new Dense(3, true).forward(x, LayerArrays.of(w, b), Memory.NONE, z, Pass.PREDICTION);
    double[][] published = {
      {1.49834967, 1.70660132, 1.91485297}, {3.25553199, 3.5141327, 3.77273342}
    };
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(z.get(i, j)).isCloseTo(published[i][j], within(5e-9));
      }
    }
  }

  @Test
  void theTwoLayerNetworkGivesThePublishedLossWithAndWithoutL2() {
    NetworkSpec spec =
        NetworkSpec.perceptron(5, List.of(50), new Relu(), 7, new SoftmaxCrossEntropy(), true);
    Network network = new Network(spec);
    Workspace workspace = new Workspace(network, Arithmetics.DOUBLE, 3);
    double[][] parts = {
      linspace(-0.7, 0.3, 250),
      linspace(-0.1, 0.9, 50),
      linspace(-0.3, 0.4, 350),
      linspace(-0.9, 0.1, 7)
    };
    FlatVector theta =
        Arithmetics.DOUBLE.vector(Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray());
    workspace.setParameters(theta);
    double[] x = linspace(-5.5, 4.5, 15);
    int[] labels = {0, 5, 1};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 5; j++) {
        workspace.input().set(i, j, x[j * 3 + i]); // 5 x 3, transposed
      }
      workspace.targets().setClass(i, labels[i], 1);
    }
    Score score = new Score(org.lockstep.model.data.Task.CLASSIFICATION, 7, false);
    network.score(workspace, score);

    assertThat(score.meanLoss()).isCloseTo(3.4702243556, within(5e-11));
    double penalty =
        new Regularization(1, Double.POSITIVE_INFINITY).penalty(network.layout(), theta);
    assertThat(score.meanLoss() + penalty).isCloseTo(26.5948426952, within(5e-11));
  }

  private static double[] linspace(double from, double to, int n) {
    return IntStream.range(0, n).mapToDouble(i -> from + (to - from) * i / (n - 1)).toArray();
  }

  private static Matrix linspace(double from, double to, int rows, int columns) {
    double[] values = linspace(from, to, rows * columns);
    Matrix matrix = Arithmetics.DOUBLE.matrix(rows, columns);
    for (int i = 0; i < values.length; i++) {
      matrix.set(i / columns, i % columns, values[i]);
    }
    return matrix;
  }

  private static double relative(double actual, double expected) {
    return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  }
}
