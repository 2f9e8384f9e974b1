package org.lockstep.model.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Activation.Kept;
import org.lockstep.model.choice.SealedFamily;

/**
 * The contract of every activation. A new one joins through {@link Activation#all} and its line of
 * values recorded from PyTorch.
 */
class EveryActivationTest {
  /** At the edges of vectors and blocks. */
  private static final int[] SIZES = {0, 1, 7, 8, 63, 64, 65, 511, 512, 513, 1100};

  /** Enough for the JIT compiler: the loops differ before and after compilation. */
  private static final int REPETITIONS = 60;

  static List<Activation> activations() {
    List<Activation> all = new ArrayList<>(Activation.all());
    all.add(new LeakyRelu(0.25));
    all.add(new Elu(0.5));
    return all;
  }

  @Test
  void everyActivationIsHere() {
    assertThat(SealedFamily.classesOf(Activation.all()))
        .isEqualTo(SealedFamily.of(Activation.class));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void theLoopsFollowTheFormulaAndItsDerivative(Activation g) {
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      Random random = new Random(repetition);
      double range = repetition % 2 == 0 ? 3 : 30;
      for (int size : SIZES) {
        double[] z = random.doubles(size + 2, -range, range).map(v -> (float) v).toArray();
        double[] d = random.doubles(size + 2, -1, 1).map(v -> (float) v).toArray();
        check(g, z, d, repetition);
      }
    }
  }

  /** Runs the loops over all elements but the first and the last, which must not change. */
  private static void check(Activation g, double[] z, double[] d, int repetition) {
    int to = z.length - 1;
    double[] doubles = z.clone();
    g.forward(doubles, 1, to);
    double[] doubleSlopes = d.clone();
    g.backward(doubleSlopes, g.kept() == Kept.A ? doubles : z, 1, to);
    float[] floatZ = floats(z);
    float[] floats = floats(z);
    g.forward(floats, 1, to);
    float[] floatSlopes = floats(d);
    g.backward(floatSlopes, g.kept() == Kept.A ? floats : floatZ, 1, to);
    for (int i = 0; i < z.length; i++) {
      boolean inside = i > 0 && i < to;
      Dual expected = inside ? g.formula(new Dual.Rules(), Dual.variable(z[i])) : null;
      double value = inside ? expected.x() : z[i];
      double slope = inside ? d[i] * expected.dx() : d[i];
      double scale = Math.max(1, Math.abs(z[i]));
      if (!(Math.abs(doubles[i] - value) <= 1e-14 * scale)
          || !(Math.abs(doubleSlopes[i] - slope) <= 1e-13 * scale)
          || !(Math.abs(floats[i] - value) <= 5e-7 * scale)
          || !(Math.abs(floatSlopes[i] - slope) <= 4e-6 * scale)) {
        assertThat(new double[] {doubles[i], doubleSlopes[i], floats[i], floatSlopes[i]})
            .as("%s of %s at %d of %d, repetition %d", g, z[i], i, z.length, repetition)
            .containsExactly(value, slope, value, slope);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void nothingOverflowsFarFromZero(Activation g) {
    for (double z : new double[] {-1e30, -1e4, -100, -0.0, 0, 100, 1e4, 1e30}) {
      double[] a = {z};
      double[] d = {1};
      float[] floatA = {(float) z};
      float[] floatD = {1};
      g.forward(a, 0, 1);
      g.backward(d, g.kept() == Kept.A ? a : new double[] {z}, 0, 1);
      g.forward(floatA, 0, 1);
      g.backward(floatD, g.kept() == Kept.A ? floatA : new float[] {(float) z}, 0, 1);
      assertThat(DoubleStream.of(a[0], d[0], floatA[0], floatD[0]).allMatch(Double::isFinite))
          .as("%s of %s: %s, slope %s; %s, slope %s", g, z, a[0], d[0], floatA[0], floatD[0])
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void aBoundedActivationStaysWithinOne(Activation g) {
    double[] a = DoubleStream.iterate(-1e4, z -> z + 0.25).limit(80_000).toArray();
    g.forward(a, 0, a.length);
    assertThat(Arrays.stream(a).allMatch(value -> Math.abs(value) <= 1))
        .as("%s is bounded", g)
        .isEqualTo(g.isBounded());
  }

  @ParameterizedTest
  @MethodSource("activations")
  void theSpecificationAndTheFormulasNameEveryActivation(Activation g) throws IOException {
    String name = g.text().replaceAll(" .*", "");
    assertThat(Path.of("src/main/java/org/lockstep/model/file/ModelFile.java"))
        .content()
        .containsPattern("\\b" + name + "\\b");
    assertThat(Path.of("../docs/mathematics.md")).content().contains("`" + name);
  }

  @ParameterizedTest
  @MethodSource("activations")
  void nanStaysNan(Activation g) {
    double[] a = {Double.NaN};
    float[] floatA = {Float.NaN};
    g.forward(a, 0, 1);
    g.forward(floatA, 0, 1);
    assertThat(a[0]).isNaN();
    assertThat(floatA[0]).isNaN();
  }

  /** In doubles; {@code record.py}, next to the file, records them. */
  @ParameterizedTest
  @MethodSource("activations")
  void valuesAndDerivativesEqualThoseOfPyTorch(Activation g) throws IOException {
    List<double[]> recorded = recorded(g);
    assertThat(recorded)
        .as("lines of %s in pytorch.csv: add it to record.py, and run that", g.text())
        .isNotEmpty();
    for (double[] line : recorded) {
      double[] a = {line[0]};
      double[] d = {1};
      g.forward(a, 0, 1);
      g.backward(d, g.kept() == Kept.A ? a : new double[] {line[0]}, 0, 1);
      assertThat(a[0]).as("%s of %s", g, line[0]).isCloseTo(line[1], within(1e-14));
      assertThat(d[0]).as("slope of %s at %s", g, line[0]).isCloseTo(line[2], within(1e-14));
    }
  }

  /** z, value, derivative. */
  private static List<double[]> recorded(Activation g) throws IOException {
    try (InputStream in = EveryActivationTest.class.getResourceAsStream("pytorch.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(","))
          .filter(fields -> fields[0].equals(g.text()))
          .map(f -> Arrays.stream(f).skip(1).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void theTextOfAnActivationParsesBackToIt(Activation g) {
    assertThat(Activation.parse("activation", g.text())).isEqualTo(g);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          leaky-relu 3   | [activation] expected a slope between 0 and 1 behind leaky-relu but found '3'
          leaky-relu x   | [activation] expected a slope between 0 and 1 behind leaky-relu but found 'x'
          leaky-relu 1 2 | [activation] expected a slope between 0 and 1 behind leaky-relu but found '1 2'
          elu 0          | [activation] expected an alpha greater than 0 behind elu but found '0'
          elu NaN        | [activation] expected an alpha greater than 0 behind elu but found 'NaN'
          tanh 2         | [activation] expected tanh alone but found '2'
          """)
  void anInvalidTextIsRefusedWithWhatWasExpected(String text, String message) {
    assertThatThrownBy(() -> Activation.parse("activation", text)).hasMessage(message);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
