package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

class KnownClassesTest {
  private static final double FRESH = -1;

  /** A 2-2-K network. */
  private static ParameterLayout layout(int classes) {
    return ParameterLayout.of(
        NetworkSpec.perceptron(
            2, List.of(2), new Relu(), 0, classes, new SoftmaxCrossEntropy(), true));
  }

  private static List<Double> matched(KnownClasses classes, ParameterLayout layout) {
    FlatVector known = FlatVector.zeros(Precision.DOUBLE, classes.before(layout).length());
    for (int i = 0; i < known.length(); i++) {
      known.set(i, i);
    }
    FlatVector theta = FlatVector.zeros(Precision.DOUBLE, layout.length());
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < theta.length(); i++) {
      theta.set(i, FRESH);
    }
    classes.into(layout, known, theta);
    for (int i = 0; i < theta.length(); i++) {
      values.add(theta.get(i));
    }
    return values;
  }

  @Test
  void aClassKeepsItsWeightsWhateverItsIndex() {
    KnownClasses classes =
        KnownClasses.of(List.of("a", "b", "c", "e"), List.of("b", "c", "d")).orElseThrow();
    // W1 and b1 are 0 to 5; W2 was rows 6 7 8 9 and 10 11 12 13, b2 14 15 16 17.
    assertThat(classes.before(layout(3))).isEqualTo(layout(4));
    assertThat(matched(classes, layout(3)))
        .containsExactly(0., 1., 2., 3., 4., 5., 7., 8., FRESH, 11., 12., FRESH, 15., 16., FRESH);
    assertThat(classes.note())
        .isEqualTo(
            "the initial weights were trained on other classes: the last layer's weights of b, c"
                + " are kept, d start fresh, a, e are dropped");
  }

  @Test
  void theSingleOutputOfTwoClassesStartsFresh() {
    KnownClasses classes = KnownClasses.of(List.of("a", "b"), List.of("b", "c")).orElseThrow();
    assertThat(matched(classes, layout(1)))
        .containsExactly(0., 1., 2., 3., 4., 5., FRESH, FRESH, FRESH);
    KnownClasses more = KnownClasses.of(List.of("a", "b"), List.of("a", "b", "c")).orElseThrow();
    assertThat(more.before(layout(3))).isEqualTo(layout(1));
    assertThat(matched(more, layout(3)).subList(6, 15)).containsOnly(FRESH);
    assertThat(more.note())
        .isEqualTo(
            "the initial weights were trained on other classes: the last layer's weights of none"
                + " are kept, a, b, c start fresh, none are dropped");
  }

  @Test
  void equalClassesOrUnnamedOnesKeepAllWeights() {
    assertThat(KnownClasses.of(List.of("a", "b", "c"), List.of("a", "b", "c"))).isEmpty();
    assertThat(KnownClasses.of(List.of(), List.of("a", "b", "c"))).isEmpty();
    assertThat(KnownClasses.of(List.of("a", "b"), List.of())).isEmpty();
  }
}
