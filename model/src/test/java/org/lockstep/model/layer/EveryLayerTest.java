package org.lockstep.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.data.Task;
import org.lockstep.model.gradcheck.ArrayCheck;
import org.lockstep.model.gradcheck.BatchLoss;
import org.lockstep.model.gradcheck.GradientCheck;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.NetworkText;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.network.SampleNetworks;
import org.lockstep.model.network.SampleNetworks.Sample;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.optim.Updater;
import org.lockstep.model.score.Score;

/** The contract of every layer. A new one joins through its line in {@code record.py}. */
class EveryLayerTest {
  private static final int ROWS = 24;
  private static final double RATE = 0.05;
  private static final Regularization NONE = new Regularization(0, Double.POSITIVE_INFINITY);

  static List<Sample> samples() {
    return SampleNetworks.all();
  }

  @Test
  void everyKindOfLayerHasASample() {
    Set<Class<?>> kinds = new HashSet<>(Set.of(Dropout.class)); // which has tests of its own
    samples().forEach(sample -> addKinds(kinds, sample.spec(new SoftmaxCrossEntropy()).layers()));
    assertThat(kinds).containsExactlyInAnyOrder(Layer.class.getPermittedSubclasses());
  }

  private static void addKinds(Set<Class<?>> kinds, List<Layer> layers) {
    for (Layer layer : layers) {
      kinds.add(layer.getClass());
      addKinds(kinds, layer.inner());
    }
  }

  /** In doubles; {@code record.py}, next to the file, records them. */
  @ParameterizedTest
  @MethodSource("samples")
  void fiftyStepsEqualThoseOfPyTorch(Sample sample) {
    NetworkSpec spec = sample.spec(new SoftmaxCrossEntropy());
    Training training = new Training(spec, Arithmetics.DOUBLE);
    for (int step = 0; step < sample.losses().length; step++) {
      assertThat(training.step())
          .as("step %d", step)
          .isCloseTo(sample.losses()[step], within(1e-9));
    }
    Map<String, double[]> expected = sample.parameters();
    List<ParameterLayout.Array> arrays = ParameterLayout.of(spec).arrays();
    assertThat(arrays)
        .extracting(ParameterLayout.Array::name)
        .containsExactlyElementsOf(expected.keySet());
    for (ParameterLayout.Array array : arrays) {
      double[] values = new double[array.length()];
      Arrays.setAll(values, i -> training.theta.get(array.offset() + i));
      assertThat(values).as(array.name()).containsExactly(expected.get(array.name()), within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void floatsFollowDoubles(Sample sample) {
    NetworkSpec spec = sample.spec(new SoftmaxCrossEntropy());
    Training floats = new Training(spec, Arithmetics.FLOAT);
    Training doubles = new Training(spec, Arithmetics.DOUBLE);
    for (int step = 0; step < 10; step++) {
      assertThat(floats.step()).isCloseTo(doubles.step(), within(1e-5));
    }
    for (int i = 0; i < doubles.theta.length(); i++) {
      assertThat(floats.theta.get(i)).isCloseTo(doubles.theta.get(i), within(1e-4));
    }
  }

  static Stream<NetworkSpec> allCombinations() {
    return samples().stream()
        .flatMap(sample -> OutputLoss.all().stream().map(sample::spec))
        .flatMap(spec -> Activation.all().stream().map(g -> with(g, spec)))
        .distinct();
  }

  /** The network with this activation instead of all others. */
  private static NetworkSpec with(Activation g, NetworkSpec spec) {
    return new NetworkSpec(spec.inputs(), with(g, spec.layers()), spec.outputLoss());
  }

  private static List<Layer> with(Activation g, List<Layer> layers) {
    List<Layer> changed = new ArrayList<>();
    for (Layer layer : layers) {
      changed.add(
          layer instanceof ActivationLayer
              ? new ActivationLayer(g)
              : layer instanceof ParametricActivation
                  ? new ParametricActivation(g)
                  : layer instanceof Residual block ? new Residual(with(g, block.inner())) : layer);
    }
    return changed;
  }

  /** Every layer x activation x loss, in doubles. */
  @Test
  void gradientsEqualDifferences() {
    double worst = 0;
    int checked = 0;
    for (NetworkSpec spec : allCombinations().toList()) {
      for (ArrayCheck check : new Training(spec, Arithmetics.DOUBLE).gradientCheck()) {
        assertThat(check.worst()).as("%s, %s", spec.layersText(), check).isLessThan(1e-7);
        worst = Math.max(worst, check.worst());
        checked += check.checked();
      }
    }
    System.out.println("worst gradient check of layers: " + worst + " of " + checked);
    assertThat(checked).isPositive();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aPredictionDoesNotDependOnTheOtherRows(Sample sample) {
    NetworkSpec spec = sample.spec(new SoftmaxCrossEntropy()).forPrediction();
    Training training = new Training(spec, Arithmetics.DOUBLE);
    training.step();
    double[][] together = training.predict(ROWS);
    double[][] few = training.predict(3);
    for (int i = 0; i < 3; i++) {
      assertThat(few[i]).containsExactly(together[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theTextOfANetworkParsesBackToIt(Sample sample) {
    NetworkText network = NetworkText.parse("network", sample.text());
    assertThat(network.text()).isEqualTo(sample.text());
    assertThat(NetworkText.parse("network", network.text())).isEqualTo(network);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theArraysAreKnownBeforeTheData(Sample sample) {
    assertThat(NetworkText.parse("network", sample.text()).parameters())
        .extracting(ParameterSpec::name, ParameterSpec::role, ParameterSpec::start)
        .containsExactlyElementsOf(
            ParameterLayout.of(sample.spec(new SoftmaxCrossEntropy())).arrays().stream()
                .map(array -> tuple(array.name(), array.role(), array.start()))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sparseRowsHaveTheLossesOfDenseRows(Sample sample) {
    NetworkSpec spec = sample.spec(new SoftmaxCrossEntropy());
    Training sparse = new Training(spec.withSparse(true), Arithmetics.DOUBLE);
    Training dense = new Training(spec, Arithmetics.DOUBLE);
    for (int step = 0; step < 10; step++) {
      assertThat(sparse.step()).isCloseTo(dense.step(), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noRowsGiveAGradientOfZero(Sample sample) {
    NetworkSpec spec = sample.spec(new SoftmaxCrossEntropy());
    Training training = new Training(spec, Arithmetics.FLOAT);
    training.workspace.setRows(0);
    training.network.gradient(training.workspace, training.sum, false);
    for (int i = 0; i < training.theta.length(); i++) {
      assertThat(training.sum.gradient().get(i)).isZero();
    }
  }

  /** The rows, targets and parameters of {@code record.py}, and gradient descent on them. */
  private static final class Training {
    private final NetworkSpec spec;
    private final Network network;
    private final Workspace workspace;
    private final GradientSum sum;
    private final Updater updater;
    private FlatVector theta;
    private FlatVector next;
    private long steps;

    Training(NetworkSpec spec, Arithmetic arithmetic) {
      this.spec = spec;
      this.network = new Network(spec);
      this.workspace = new Workspace(network, arithmetic, ROWS);
      this.sum = new GradientSum(network, arithmetic, score());
      this.theta = arithmetic.vector(network.layout().length());
      for (ParameterLayout.Array array : network.layout().arrays()) {
        for (int i = array.offset(); i < array.end(); i++) {
          double base = array.start() instanceof Start.Constant constant ? constant.value() : 0;
          theta.set(i, array.role().isTrained() ? base + wave(i, 0.6) : base);
        }
      }
      this.next = theta.copy();
      this.updater = Updater.atStart(new Sgd(), network.layout(), theta);
      load(ROWS);
    }

    private void load(int rows) {
      workspace.setRows(rows);
      workspace.setParameters(theta);
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < SampleNetworks.INPUTS; j++) {
          workspace.input().set(r, j, wave(r * SampleNetworks.INPUTS + j, 2));
        }
        workspace.targets().setClass(r, r * 5 % 7 % SampleNetworks.OUTPUTS, 1);
      }
    }

    private Score score() {
      return new Score(Task.CLASSIFICATION, SampleNetworks.OUTPUTS, false);
    }

    /** Takes a step and returns the mean loss before it. */
    double step() {
      workspace.setParameters(theta);
      sum.clear();
      network.gradient(workspace, sum, false);
      FlatVector gradient = sum.gradient();
      updater.update(
          theta,
          gradient,
          NONE.step(network.layout(), theta, gradient, sum.score().weight(), RATE, ++steps),
          next);
      FlatVector before = theta;
      theta = next;
      next = before;
      return sum.score().meanLoss();
    }

    List<ArrayCheck> gradientCheck() {
      Random random = new Random(5);
      FlatVector somewhere = theta.copy();
      for (int i = 0; i < somewhere.length(); i++) {
        somewhere.set(i, somewhere.get(i) + random.nextDouble() / 7);
      }
      return GradientCheck.run(
          new BatchLoss(network, workspace, NONE, score()), somewhere, Integer.MAX_VALUE, 1);
    }

    double[][] predict(int rows) {
      load(rows);
      Matrix outputs = network.predict(workspace);
      double[][] values = new double[rows][spec.outputs()];
      for (int i = 0; i < rows; i++) {
        outputs.loadRow(i, values[i]);
      }
      return values;
    }

    private static double wave(int i, double scale) {
      return scale * ((i * 7919 + 104729) % 1009 / 504.5 - 1);
    }
  }
}
