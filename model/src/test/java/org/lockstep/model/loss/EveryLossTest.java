package org.lockstep.model.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.choice.Choice;
import org.lockstep.model.choice.SealedFamily;

/**
 * The contract of every loss. A new one joins through {@link OutputLoss#all} and its lines of
 * values recorded from PyTorch.
 */
class EveryLossTest {
  private static final int OUTPUTS = 3;

  /** Lines of each loss: seven rows of logits with two rows of targets. */
  private static final int LINES = 14;

  static List<OutputLoss> losses() {
    List<OutputLoss> all = new ArrayList<>(OutputLoss.all());
    all.add(new SoftmaxCrossEntropy(0.1));
    all.add(new SigmoidCrossEntropy(0.1));
    all.add(new LinearHuber(0.25));
    all.add(new LinearQuantile(0.9));
    return all;
  }

  @Test
  void everyLossIsHere() {
    assertThat(SealedFamily.classesOf(OutputLoss.all()))
        .isEqualTo(SealedFamily.of(OutputLoss.class));
  }

  /** In doubles; {@code record.py}, next to the file, records them. All rows are one block. */
  @ParameterizedTest
  @MethodSource("losses")
  void valuesAndDerivativesEqualThoseOfPyTorch(OutputLoss loss) throws IOException {
    List<double[]> recorded = recorded(loss);
    assertThat(recorded).as("lines of %s in pytorch.csv", loss.text()).hasSize(LINES);
    double[] z = new double[LINES * OUTPUTS];
    double[] y = new double[LINES * OUTPUTS];
    for (int i = 0; i < LINES; i++) {
      System.arraycopy(recorded.get(i), 0, z, i * OUTPUTS, OUTPUTS);
      System.arraycopy(recorded.get(i), OUTPUTS, y, i * OUTPUTS, OUTPUTS);
    }
    double[] losses = new double[LINES];
    loss.forwardRows(z, y, LINES, OUTPUTS, losses, new double[z.length]);
    loss.backwardRows(z, y, LINES, OUTPUTS);
    for (int i = 0; i < LINES; i++) {
      double[] line = recorded.get(i);
      assertClose(losses[i], line[2 * OUTPUTS], loss + " of " + Arrays.toString(line));
      for (int j = 0; j < OUTPUTS; j++) {
        assertClose(
            z[i * OUTPUTS + j],
            line[2 * OUTPUTS + 1 + j],
            "derivative " + (j + 1) + " of " + loss + " of " + Arrays.toString(line));
      }
    }
  }

  private static void assertClose(double actual, double expected, String what) {
    double size = Math.max(1, Math.abs(expected));
    assertThat(Math.abs(actual - expected) / size).as(what).isLessThan(1e-9);
  }

  /** z, y, value, derivatives. */
  private static List<double[]> recorded(OutputLoss loss) throws IOException {
    try (InputStream in = EveryLossTest.class.getResourceAsStream("pytorch.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(","))
          .filter(fields -> fields[0].equals(loss.text()))
          .map(f -> Arrays.stream(f).skip(1).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theTextOfALossParsesBackToIt(OutputLoss loss) {
    assertThat(Choice.parse("loss", loss.text(), OutputLoss.all())).isEqualTo(loss);
  }

  @Test
  void aConstantOutOfItsRangeIsRefused() {
    for (String text :
        List.of(
            "linear-huber 0",
            "linear-huber Infinity",
            "linear-quantile 1",
            "linear-quantile NaN",
            "softmax-cross-entropy 1",
            "sigmoid-cross-entropy -0.1")) {
      assertThatThrownBy(() -> Choice.parse("loss", text, OutputLoss.all()))
          .hasMessageMatching("\\[loss] expected a (delta|quantile|label smoothing) .*");
    }
  }

  @Test
  void anErrorOfZeroHasADerivativeOfZero() {
    for (OutputLoss loss :
        List.of(new LinearAbsoluteError(), new LinearQuantile(0.9), new LinearHuber())) {
      double[] z = {0.5};
      loss.backwardRows(z, new double[] {0.5}, 1, 1);
      assertThat(z[0]).as("%s", loss).isZero();
    }
  }
}
