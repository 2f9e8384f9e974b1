package org.lockstep.model.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Elu;
import org.lockstep.model.activation.HardSwish;
import org.lockstep.model.activation.HardTanh;
import org.lockstep.model.activation.LeakyRelu;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.activation.Selu;
import org.lockstep.model.data.Task;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.ParametricActivation;
import org.lockstep.model.layer.Residual;
import org.lockstep.model.loss.LinearAbsoluteError;
import org.lockstep.model.loss.LinearHuber;
import org.lockstep.model.loss.LinearQuantile;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.score.Score;

/** A difference across a kink is not compared, wherever the kink comes from. */
class KinksTest {
  private static final Regularization NONE = new Regularization(0, Double.POSITIVE_INFINITY);
  private static final Dense ONE = new Dense(1, false);

  static Stream<Arguments> kinksOfActivations() {
    return Stream.of(
        Arguments.of(new Relu(), 0.0),
        Arguments.of(new LeakyRelu(0.2), 0.0),
        Arguments.of(new Selu(), 0.0),
        Arguments.of(new Elu(0.5), 0.0),
        Arguments.of(new HardTanh(), -1.0),
        Arguments.of(new HardTanh(), 1.0),
        Arguments.of(new HardSwish(), -3.0),
        Arguments.of(new HardSwish(), 3.0));
  }

  @ParameterizedTest
  @MethodSource("kinksOfActivations")
  void aUnitAtAKinkIsCounted(Activation g, double kink) {
    for (Layer layer :
        List.of(
            new ActivationLayer(g),
            new ParametricActivation(g),
            new Residual(List.of(new ActivationLayer(g))))) {
      List<Layer> layers = List.of(ONE, layer, ONE);
      for (double z : new double[] {kink, kink - 1e-12, kink + 1e-12}) {
        ArrayCheck check = check(layers, new LinearSquaredError(), 0.3, NONE, z);
        assertThat(check.atKinks()).as("%s at %s", layer.text(), z).isEqualTo(1);
        assertThat(check.checked()).isZero();
      }
      for (double z : new double[] {kink - 0.1, kink + 0.1, kink - 1e-4, kink + 1e-4}) {
        ArrayCheck check = check(layers, new LinearSquaredError(), 0.3, NONE, z);
        assertThat(check.isOk()).as("%s at %s: %s", layer.text(), z, check).isTrue();
      }
    }
  }

  @Test
  void hardSwishIsComparedAtZeroWhereItsValueIsThatBelowItsKink() {
    List<Layer> layers = List.of(ONE, new ActivationLayer(new HardSwish()), ONE);
    ArrayCheck check = check(layers, new LinearSquaredError(), 0.3, NONE, 0);
    assertThat(check.atKinks()).isZero();
    assertThat(check.isOk()).as("%s", check).isTrue();
  }

  static Stream<OutputLoss> lossesWithAKink() {
    return Stream.of(new LinearAbsoluteError(), new LinearQuantile(), new LinearQuantile(0.9));
  }

  @ParameterizedTest
  @MethodSource("lossesWithAKink")
  void anOutputThatEqualsItsTargetIsCounted(OutputLoss loss) {
    List<Layer> layers = List.of(ONE);
    assertThat(check(layers, loss, 0.5, NONE, 0.5).atKinks()).isEqualTo(1);
    assertThat(check(layers, loss, 0.5, NONE, 0.5 + 1e-12).atKinks()).isEqualTo(1);
    assertThat(check(layers, loss, 0.5, NONE, 0.5 - 1e-12).atKinks()).isEqualTo(1);
    assertThat(check(layers, loss, 0.5, NONE, 0.5 + 1e-4).isOk()).isTrue();
    assertThat(check(layers, loss, 0.5, NONE, 0.4).isOk()).isTrue();
  }

  @Test
  void huberIsSmoothWhereItTurnsLinear() {
    ArrayCheck check = check(List.of(ONE), new LinearHuber(0.25), 0.5, NONE, 0.75);
    assertThat(check.isOk()).as("%s", check).isTrue();
  }

  @Test
  void aWeightOfZeroIsCountedIfItHasAnL1Penalty() {
    Regularization l1 = new Regularization(0, 0.1, 0, Double.POSITIVE_INFINITY);
    List<Layer> layers = List.of(ONE);
    assertThat(check(layers, new LinearSquaredError(), 1, l1, 0).atKinks()).isEqualTo(1);
    assertThat(check(layers, new LinearSquaredError(), 1, l1, 1e-12).atKinks()).isEqualTo(1);
    assertThat(check(layers, new LinearSquaredError(), 1, l1, -1e-4).isOk()).isTrue();
    assertThat(check(layers, new LinearSquaredError(), 1, NONE, 0).isOk()).isTrue();
  }

  @Test
  void aBiasOfZeroIsNoKinkSinceItHasNoPenalty() {
    Regularization l1 = new Regularization(0, 0.1, 0, Double.POSITIVE_INFINITY);
    List<ArrayCheck> checks =
        checks(List.of(new Dense(1, true)), new LinearSquaredError(), 1, l1, 0.5, 0);
    assertThat(checks).hasSize(2).allMatch(ArrayCheck::isOk);
  }

  /** The kinks that activations and losses declare are those that their values show. */
  @Test
  void kinksAreDeclaredExactlyWhereTheSlopeJumps() {
    int kinks = 0;
    for (Activation g : activations()) {
      int declared = 0;
      double e = 0x1p-20;
      for (double z = -4; z <= 4; z += 0x1p-4) {
        double[] a = {z - e, z, z + e};
        g.forward(a, 0, 3);
        double jump = (a[2] - a[1]) / e - (a[1] - a[0]) / e;
        double[] kept = g.kept() == Activation.Kept.Z ? new double[] {z - e, z, z + e} : a;
        boolean isKink = g.kinksBelow(kept[0]) != g.kinksBelow(kept[2]);
        assertThat(isKink).as("%s at %s", g, z).isEqualTo(Math.abs(jump) > 1e-3);
        declared += isKink ? 1 : 0;
      }
      assertThat(declared).as("%s", g).isEqualTo(g.kinks());
      kinks += declared;
    }
    assertThat(kinks).isEqualTo(1 + 1 + 1 + 1 + 2 + 2);
    for (OutputLoss loss : OutputLoss.all()) {
      double[] d = {0.5 - 1e-9, 0.5 + 1e-9};
      loss.forwardRows(d, new double[] {0.5, 0.5}, 2, 1, new double[2], new double[2]);
      double[] y = {0.5, 0.5};
      loss.backwardRows(d, y, 2, 1);
      assertThat(Math.abs(d[1] - d[0]) > 1e-3).as("%s", loss).isEqualTo(loss.hasKink());
    }
  }

  private static List<Activation> activations() {
    return Stream.concat(Activation.all().stream(), Stream.of(new Elu(0.5))).toList();
  }

  /** The check of the first weight, w = z, on a row x = 1; all other parameters are 0.5. */
  private static ArrayCheck check(
      List<Layer> layers, OutputLoss loss, double target, Regularization penalty, double z) {
    return checks(layers, loss, target, penalty, z, 0.5).get(0);
  }

  private static List<ArrayCheck> checks(
      List<Layer> layers,
      OutputLoss loss,
      double target,
      Regularization penalty,
      double z,
      double others) {
    Network network = new Network(new NetworkSpec(1, layers, loss));
    Workspace workspace = new Workspace(network, Arithmetics.DOUBLE, 1);
    workspace.setRows(1);
    workspace.input().set(0, 0, 1);
    workspace.targets().setValues(0, new double[] {target}, 0, 2);
    FlatVector theta = Arithmetics.DOUBLE.vector(network.layout().length());
    theta.fill(others);
    theta.set(0, z);
    BatchLoss batch =
        new BatchLoss(network, workspace, penalty, new Score(Task.REGRESSION, 1, false));
    return GradientCheck.run(batch, theta, 100, 1);
  }
}
