package org.lockstep.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FloatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.network.SampleNetworks;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.predict.LabelPrediction;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.shard.Standardizer;

/** Our ONNX files, computed by the ONNX Runtime. */
class OnnxFileTest {
  private static final int ROWS = 9;
  private static final int INPUTS = 6;

  private static Model model(
      int depth, Activation activation, OutputLoss outputLoss, boolean bias, Precision precision) {
    TargetSchema target =
        switch (outputLoss.word()) {
          case "softmax-cross-entropy" ->
              new TargetSchema(Task.CLASSIFICATION, List.of("kind"), List.of("a", "b", "ç"));
          case "sigmoid-cross-entropy" ->
              new TargetSchema(Task.BINARY, List.of("label"), List.of("no", "yes"));
          default -> new TargetSchema(Task.REGRESSION, List.of("y", "z"), List.of());
        };
    NetworkSpec spec =
        NetworkSpec.perceptron(
            INPUTS,
            List.of(7, 5, 4).subList(0, depth),
            activation,
            target.outputs(),
            outputLoss,
            bias);
    Random random = new Random(depth);
    double[] theta = random.doubles(ParameterLayout.of(spec).length(), -0.9, 0.9).toArray();
    float[] floats = new float[theta.length];
    IntStream.range(0, theta.length).forEach(i -> floats[i] = (float) theta[i]);
    return new Model(
        spec,
        precision == Precision.FLOAT ? new FloatVector(floats) : new DoubleVector(theta),
        new InputSchema(List.of(InputColumn.vector("x", INPUTS))),
        target,
        new Scaling(
            Scaling.Kind.STANDARD,
            random.doubles(INPUTS, -2, 2).toArray(),
            random.doubles(INPUTS, 0.5, 4).toArray()));
  }

  private static float[][] rows() {
    Random random = new Random(7);
    float[][] rows = new float[ROWS][INPUTS];
    for (float[] row : rows) {
      for (int j = 0; j < INPUTS; j++) {
        row[j] = (float) (3 * random.nextGaussian());
      }
    }
    return rows;
  }

  private static byte[] onnx(Model model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OnnxFile.write(model, out);
    return out.toByteArray();
  }

  private static float[][] theirs(Model model) throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx(model));
        OnnxTensor input = OnnxTensor.createTensor(environment, rows());
        OrtSession.Result result = session.run(Map.of("input", input))) {
      return (float[][]) result.get("output").orElseThrow().getValue();
    }
  }

  private static Matrix ours(Model model) {
    var arithmetic =
        model.parameters().precision() == Precision.FLOAT ? Arithmetics.FLOAT : Arithmetics.DOUBLE;
    Network network = new Network(model.network());
    Workspace workspace = new Workspace(network, arithmetic, ROWS);
    workspace.setParameters(model.parameters());
    workspace.setRows(ROWS);
    Standardizer scaling =
        new Standardizer(arithmetic, InputEncoder.of(model.input()), model.scaling());
    float[][] rows = rows();
    for (int i = 0; i < ROWS; i++) {
      double[] row = new double[INPUTS];
      for (int j = 0; j < INPUTS; j++) {
        row[j] = rows[i][j];
      }
      assertThat(scaling.copyRounded(row, workspace.input(), i)).isTrue();
    }
    return network.predict(workspace);
  }

  @Test
  void theOnnxRuntimePredictsWhatLockstepPredicts() throws IOException, OrtException {
    List<Model> models = new ArrayList<>();
    for (Activation activation : Activation.all()) {
      for (OutputLoss outputLoss : OutputLoss.all()) {
        for (int depth = 0; depth <= 3; depth++) {
          for (Precision precision : Precision.values()) {
            models.add(model(depth, activation, outputLoss, depth != 2, precision));
          }
        }
      }
    }
    SampleNetworks.all().forEach(s -> models.add(Models.of(s.spec(new SoftmaxCrossEntropy()))));
    for (Model model : models) {
      float[][] theirs = theirs(model);
      Matrix ours = ours(model);
      assertThat(theirs).hasDimensions(ROWS, model.network().outputs());
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < model.network().outputs(); j++) {
          double size = Math.max(1, Math.abs(ours.get(i, j)));
          assertThat(Math.abs(theirs[i][j] - ours.get(i, j)) / size)
              .as("%s row %d output %d", model.network(), i, j)
              .isLessThan(1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TargetScaling.Kind.class)
  void onnxPredictionsAreInTheUnitOfTheTarget(TargetScaling.Kind kind)
      throws IOException, OrtException {
    Model plain = model(2, new Tanh(), new LinearSquaredError(), true, Precision.FLOAT);
    boolean isNone = kind == TargetScaling.Kind.NONE;
    boolean isClipped = kind == TargetScaling.Kind.CLIPPED;
    Model model =
        new Model(
            plain.network(),
            plain.parameters(),
            plain.input(),
            plain.target(),
            plain.scaling(),
            isClipped
                ? TargetScaling.clipped(
                    new double[] {3, -0.5},
                    new double[] {2.5, 4},
                    new double[] {-0.25, -2},
                    new double[] {3.5, 3})
                : new TargetScaling(
                    kind,
                    isNone ? new double[2] : new double[] {3, -0.5},
                    isNone ? new double[] {1, 1} : new double[] {2.5, 4}));
    float[][] theirs = theirs(model);
    Scorer ours = Scorer.of(model);
    int negative = 0;
    for (int i = 0; i < ROWS; i++) {
      double[] row = new double[INPUTS];
      for (int j = 0; j < INPUTS; j++) {
        row[j] = rows()[i][j];
      }
      double[] outputs = ours.outputs(row);
      double[] logits = ours.logits(row);
      for (int j = 0; j < 2; j++) {
        double size = Math.max(1, Math.abs(outputs[j]));
        assertThat(Math.abs(theirs[i][j] - outputs[j]) / size)
            .as("row %d output %d", i, j)
            .isLessThan(2e-5);
        assertThat(outputs[j]).isEqualTo(model.targetScaling().decode(j, logits[j]));
        negative += outputs[j] < 0 ? 1 : 0;
      }
    }
    assertThat(negative).as("both signs").isBetween(1, 2 * ROWS - 1);
    if (isClipped) {
      List<Double> second = Stream.of(theirs).map(row -> (double) row[1]).toList();
      assertThat(second).contains(-2.0, 3.0).allMatch(y -> -2 <= y && y <= 3);
      assertThat(second).anyMatch(y -> -2 < y && y < 3);
    }
  }

  @Test
  void theOutputsOfSeveralLabelsAreTheirProbabilities() throws IOException, OrtException {
    for (OutputLoss loss : List.of(new SigmoidCrossEntropy(), new LinearSquaredError())) {
      Model numbers = model(2, new Tanh(), new LinearSquaredError(), true, Precision.FLOAT);
      Model model =
          new Model(
              NetworkSpec.perceptron(INPUTS, List.of(7, 5), new Tanh(), 2, loss, true),
              numbers.parameters(),
              numbers.input(),
              new TargetSchema(Task.MULTI_LABEL, List.of("left", "low"), List.of()),
              numbers.scaling());
      float[][] theirs = theirs(model);
      Scorer ours = Scorer.of(model);
      int beyond = 0;
      for (int i = 0; i < ROWS; i++) {
        float[] x = rows()[i];
        double[] row = IntStream.range(0, INPUTS).mapToDouble(j -> x[j]).toArray();
        LabelPrediction prediction = ours.labels(row);
        for (int j = 0; j < 2; j++) {
          assertThat((double) theirs[i][j])
              .isCloseTo(prediction.probabilities().get(j), within(1e-5));
          beyond += prediction.probabilities().get(j) % 1 == 0 ? 1 : 0;
        }
      }
      assertThat(beyond > 0).isEqualTo(loss instanceof LinearSquaredError);
    }
  }

  @Test
  void theFileNamesTaskTargetAndClasses() throws IOException, OrtException {
    Model model = model(1, new Relu(), new SoftmaxCrossEntropy(), true, Precision.FLOAT);
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx(model))) {
      assertThat(session.getMetadata().getProducerName()).isEqualTo("Lockstep");
      assertThat(session.getMetadata().getCustomMetadata())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "task", "classification",
                  "target", "kind",
                  "class_0", "a",
                  "class_1", "b",
                  "class_2", "ç"));
      assertThat(session.getInputNames()).containsExactly("input");
      assertThat(session.getOutputNames()).containsExactly("output");
    }
  }

  @Test
  void theFileHoldsTheThreshold() throws IOException, OrtException {
    Model model =
        model(1, new Relu(), new SigmoidCrossEntropy(), true, Precision.FLOAT)
            .withThreshold(OptionalDouble.of(0.25));
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx(model))) {
      assertThat(session.getMetadata().getCustomMetadata()).containsEntry("threshold", "0.25");
    }
  }

  @Test
  void equalModelsAreEqualBytes() throws IOException {
    Model model = model(2, new Tanh(), new LinearSquaredError(), true, Precision.FLOAT);
    assertThat(onnx(model)).isEqualTo(onnx(model));
  }
}
