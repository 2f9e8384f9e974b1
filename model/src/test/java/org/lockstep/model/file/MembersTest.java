package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Mish;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.loss.ExpPoisson;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.network.SampleNetworks;
import org.lockstep.model.predict.Predictor;

/** Ensembles: several networks that predict together, in one model file. */
class MembersTest {
  private static final Products JAVA = BlasChoice.JAVA.load();
  private static final int ROWS = 7;

  static List<OutputLoss> losses() {
    return OutputLoss.all();
  }

  private static int outputs(OutputLoss loss) {
    return loss instanceof SoftmaxCrossEntropy ? 3 : loss instanceof SigmoidCrossEntropy ? 1 : 2;
  }

  private static Model member(NetworkSpec spec, Precision precision, double size, int seed) {
    Random random = new Random(seed);
    int length = ParameterLayout.of(spec).length();
    FlatVector theta = FlatVector.zeros(precision, length);
    for (int i = 0; i < length; i++) {
      // Positive if norms are among the layers: a variance is never negative.
      double g = random.nextGaussian();
      theta.set(i, size * (spec.isPerceptron() ? g : Math.abs(g)));
    }
    TargetSchema target =
        spec.outputLoss() instanceof SoftmaxCrossEntropy
            ? new TargetSchema(Task.CLASSIFICATION, List.of("kind"), List.of("a", "b", "ç"))
            : spec.outputLoss() instanceof SigmoidCrossEntropy
                ? new TargetSchema(Task.BINARY, List.of("label"), List.of("no", "yes"))
                : new TargetSchema(Task.REGRESSION, List.of("y", "z"), List.of());
    TargetScaling scaling =
        target.task() == Task.REGRESSION && spec.outputLoss() instanceof LinearSquaredError
            ? new TargetScaling(
                TargetScaling.Kind.STANDARD, new double[] {40, -3}, new double[] {5, 0.1})
            : TargetScaling.none(spec.outputs());
    return new Model(
        spec,
        theta,
        new InputSchema(List.of(InputColumn.vector("x", spec.inputs()))),
        target,
        Scaling.none(spec.inputs()),
        scaling);
  }

  private static List<Model> members(OutputLoss loss, Precision precision, double size) {
    NetworkSpec spec =
        NetworkSpec.perceptron(4, List.of(6, 5), new Mish(), outputs(loss), loss, true);
    return Stream.of(1, 2, 3).map(seed -> member(spec, precision, size, seed)).toList();
  }

  private static double[][] rows(int inputs) {
    Random random = new Random(5);
    double[][] rows = new double[ROWS][inputs];
    for (double[] row : rows) {
      for (int j = 0; j < inputs; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static Predictor loaded(Model model) {
    Predictor predictor = new Predictor(model, JAVA, ROWS);
    double[][] rows = rows(model.network().inputs());
    for (int i = 0; i < ROWS; i++) {
      assertThat(predictor.load(rows[i], i)).isTrue();
    }
    return predictor;
  }

  private static double[][] copy(Matrix matrix) {
    double[][] copy = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < copy.length; i++) {
      matrix.loadRow(i, copy[i]);
    }
    return copy;
  }

  private static double[][] outputs(Model model) {
    return copy(loaded(model).predict(ROWS));
  }

  private static double[][] mean(List<Model> members) {
    double[][] mean = new double[ROWS][members.get(0).network().outputs()];
    for (Model member : members) {
      double[][] own = outputs(member);
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < mean[i].length; j++) {
          mean[i][j] += own[i][j] / members.size();
        }
      }
    }
    return mean;
  }

  private static void assertClose(
      String name, double[][] found, double[][] expected, double tolerance) {
    assertThat(found).hasDimensions(expected.length, expected[0].length);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        double size = Math.max(1, Math.abs(expected[i][j]));
        assertThat(found[i][j])
            .as("%s, row %d, output %d", name, i, j)
            .isCloseTo(expected[i][j], within(tolerance * size));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void anEnsemblePredictsTheMeanOfItsMembers(OutputLoss loss) {
    for (Precision precision : Precision.values()) {
      List<Model> members = members(loss, precision, 0.6);
      assertClose(
          precision.name(),
          outputs(Model.together(members)),
          mean(members),
          precision == Precision.FLOAT ? 1e-5 : 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theLogitsOfAnEnsembleGiveItsMean(OutputLoss loss) {
    Model together = Model.together(members(loss, Precision.DOUBLE, 0.6));
    double[][] z = copy(loaded(together).logits(ROWS));
    int outputs = outputs(loss);
    double[] flat = Stream.of(z).flatMapToDouble(Arrays::stream).toArray();
    double[] zeros = new double[flat.length];
    loss.forwardRows(flat, zeros, ROWS, outputs, new double[ROWS], new double[flat.length]);
    double[][] a = new double[ROWS][outputs];
    for (int i = 0; i < ROWS; i++) {
      System.arraycopy(flat, i * outputs, a[i], 0, outputs);
      together.targetScaling().decode(a[i]);
    }
    assertClose("together", a, outputs(together), 1e-12);
  }

  @Test
  void aProbabilityRoundedTo0StillHasAFiniteLogit() {
    for (OutputLoss loss : List.of(new SoftmaxCrossEntropy(), new SigmoidCrossEntropy())) {
      Model together = Model.together(members(loss, Precision.DOUBLE, 300));
      for (double[] row : copy(loaded(together).logits(ROWS))) {
        assertThat(Arrays.stream(row).allMatch(Double::isFinite)).isTrue();
      }
    }
  }

  @Test
  void anEnsembleOfOneIsTheModelItself() {
    for (OutputLoss loss : OutputLoss.all()) {
      Model one = members(loss, Precision.FLOAT, 0.6).get(0);
      assertThat(Models.bytes(Model.together(List.of(one)))).isEqualTo(Models.bytes(one));
    }
  }

  @Test
  void theFileHoldsEachArrayOfAllMembers() throws IOException {
    for (SampleNetworks.Sample sample : SampleNetworks.all()) {
      NetworkSpec spec = sample.spec(new SoftmaxCrossEntropy());
      List<Model> members =
          Stream.of(1, 2, 3).map(seed -> member(spec, Precision.FLOAT, 0.4, seed)).toList();
      Model together = Model.together(members);
      Model read = Models.read(Models.bytes(together));
      assertThat(Models.bytes(read)).isEqualTo(Models.bytes(together));
      assertClose(sample.text(), outputs(read), mean(members), 1e-5);
    }
    Map<String, byte[]> entries =
        Models.entries(
            Models.bytes(Model.together(members(new SoftmaxCrossEntropy(), Precision.FLOAT, 0.6))));
    assertThat(new String(entries.get("W1.npy"), ISO_8859_1)).contains("(3, 4, 6)");
    assertThat(new String(entries.get("b3.npy"), ISO_8859_1)).contains("(3, 3)");
  }

  @Test
  void onnxPredictsTheMeanOfTheMembers() throws IOException, OrtException {
    for (OutputLoss loss : OutputLoss.all()) {
      List<Model> members = members(loss, Precision.FLOAT, 0.6);
      assertClose(loss.text(), onnx(Model.together(members)), mean(members), 2e-5);
    }
    for (SampleNetworks.Sample sample : SampleNetworks.all()) {
      NetworkSpec spec = sample.spec(new SoftmaxCrossEntropy());
      List<Model> members =
          Stream.of(1, 2).map(seed -> member(spec, Precision.FLOAT, 0.4, seed)).toList();
      assertClose(sample.text(), onnx(Model.together(members)), mean(members), 2e-5);
    }
  }

  private static double[][] onnx(Model model) throws IOException, OrtException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OnnxFile.write(model, out);
    double[][] rows = rows(model.network().inputs());
    float[][] floats = new float[ROWS][rows[0].length];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        floats[i][j] = (float) rows[i][j];
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(out.toByteArray());
        OnnxTensor input = OnnxTensor.createTensor(environment, floats);
        OrtSession.Result result = session.run(Map.of("input", input))) {
      float[][] found = (float[][]) result.get("output").orElseThrow().getValue();
      double[][] doubles = new double[found.length][found[0].length];
      for (int i = 0; i < found.length; i++) {
        for (int j = 0; j < found[i].length; j++) {
          doubles[i][j] = found[i][j];
        }
      }
      return doubles;
    }
  }

  @Test
  void membersOfDifferentNetworksAreRefused() {
    List<Model> members = new ArrayList<>(members(new ExpPoisson(), Precision.FLOAT, 1));
    members.add(members(new LinearSquaredError(), Precision.FLOAT, 1).get(0));
    assertThatThrownBy(() -> Model.together(members)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooManyMembersForAnArrayAreRefusedBeforeAllocation() {
    NetworkSpec large =
        NetworkSpec.perceptron(
            10_000, List.of(10_000), new Mish(), 1, new LinearSquaredError(), true);
    assertThatThrownBy(() -> large.withMembers(100))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[network] expected at most 2147483639 parameters but found at least 10002000100");
    assertThatThrownBy(() -> large.withMembers(0))
        .hasMessage("[network] expected 1 to 1000 members but found 0");
  }
}
