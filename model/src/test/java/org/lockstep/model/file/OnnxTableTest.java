package org.lockstep.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.TextColumn.Kind;
import org.lockstep.model.data.TextTerms;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SigmoidSquaredError;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FloatVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.LabelPrediction;
import org.lockstep.model.predict.Scorer;

/** ONNX files of models of tables: raw columns by name, computed by the ONNX Runtime. */
@Tag("slow")
class OnnxTableTest {
  private static final long MILLISECONDS = 1_700_000_000_000L;

  private static final long SECONDS = MILLISECONDS / 1000;
  private static final List<DatePart> ALL_PARTS = List.of(DatePart.values());

  private static final List<InputColumn> COLUMNS =
      List.of(
          new CategoryColumn("town", List.of("Bern", "", "Zürich"), Form.ONE_HOT, false, true),
          NumberColumn.of("age"),
          NumberColumn.of("price").filled(3.5, true),
          new CategoryColumn("sex", List.of("female", "male"), Form.SIGN, false, false),
          NumberColumn.of("time").from(MILLISECONDS).filled(MILLISECONDS + 40, true),
          new CategoryColumn("kind", List.of("a", "b", "c", "d"), Form.ONE_HOT, true, true),
          new CategoryColumn("size", List.of("L", "M", "S", "XL"), Form.ORDINAL, false, false),
          InputColumn.vector("/scaled", 2),
          NumberColumn.of("label").filled(-1, false),
          DateColumn.of("joined", DateForm.ISO, DateUnit.DAY, ALL_PARTS, 19_000)
              .filled(19_100, true),
          new TextColumn(
              "message", Kind.TFIDF, 3, List.of("free", "win", "über"), 9, List.of(1L, 8L, 3L)),
          DateColumn.of("seen", DateForm.ISO, DateUnit.SECOND, ALL_PARTS, SECONDS)
              .filled(SECONDS + 1000, false),
          DateColumn.of("due", DateForm.ISO, DateUnit.HOUR, List.of(DatePart.HOUR), 470_000),
          new CategoryColumn("note", List.of(), Form.ONE_HOT, true, false));

  private static Model model(
      List<InputColumn> columns, Scaling.Kind kind, TargetSchema target, OutputLoss loss) {
    InputSchema input = new InputSchema(columns);
    NetworkSpec spec =
        NetworkSpec.perceptron(
            input.width(), List.of(7, 5), new Tanh(), target.outputs(), loss, true);
    Random random = new Random(5);
    float[] theta = new float[ParameterLayout.of(spec).length()];
    IntStream.range(0, theta.length)
        .forEach(i -> theta[i] = (float) (3 * random.nextDouble() - 1.5));
    double[] shift = random.doubles(input.width(), -1, 1).toArray();
    double[] scale = random.doubles(input.width(), 0.5, 40).toArray();
    return new Model(spec, new FloatVector(theta), input, target, new Scaling(kind, shift, scale));
  }

  private static Model classes() {
    return model(
        COLUMNS,
        Scaling.Kind.ROBUST,
        new TargetSchema(Task.CLASSIFICATION, List.of("y"), List.of("no", "perhaps", "ça va")),
        new SoftmaxCrossEntropy());
  }

  private static Model twoClasses(OptionalDouble threshold) {
    return model(
            COLUMNS,
            Scaling.Kind.STANDARD,
            new TargetSchema(Task.BINARY, List.of("y"), List.of("no", "yes")),
            new SigmoidCrossEntropy())
        .withThreshold(threshold);
  }

  private static Object oneOf(Random random, Object... values) {
    return values[random.nextInt(values.length)];
  }

  /** Rows with every category, an unknown one, and missing values. */
  private static List<Map<String, Object>> rows() {
    Random random = new Random(11);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("town", oneOf(random, "Bern", "", "Zürich", "Genf"));
      row.put("age", (double) (float) (50 + 9 * random.nextGaussian()));
      row.put("price", random.nextInt(3) == 0 ? null : (double) random.nextInt(100));
      row.put("sex", oneOf(random, "female", "male", null, "?"));
      row.put("time", random.nextInt(4) == 0 ? null : (double) (MILLISECONDS + i));
      row.put("kind", oneOf(random, "a", "b", "c", "d", "e", null));
      row.put("size", oneOf(random, "L", "M", "S", "XL", "XS", null));
      row.put("/scaled", new double[] {random.nextFloat(), random.nextFloat()});
      row.put("label", random.nextBoolean() ? null : 4.0);
      row.put("joined", random.nextInt(4) == 0 ? null : time(SECONDS + random.nextInt(1 << 25)));
      row.put("message", oneOf(random, "FREE, free & Über-win", "nothing", "", null, "win a win"));
      // More seconds than floats can distinguish.
      row.put("seen", random.nextInt(4) == 0 ? null : time(SECONDS + 3L * random.nextInt(1 << 30)));
      row.put("due", time(random.nextInt()));
      row.put("note", oneOf(random, "x", null));
      rows.add(row);
    }
    return rows;
  }

  private static Instant time(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }

  private static byte[] onnx(Model model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OnnxFile.write(model, out);
    return out.toByteArray();
  }

  /** All outputs of the ONNX Runtime, by name. */
  private static Map<String, Object> theirs(Model model, List<Map<String, Object>> rows)
      throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (OrtSession session = environment.createSession(onnx(model))) {
      for (InputColumn column : model.input().columns()) {
        inputs.put(column.name(), tensor(environment, column, rows));
      }
      Map<String, Object> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(inputs)) {
        for (var output : result) {
          outputs.put(output.getKey(), output.getValue().getValue());
        }
      }
      return outputs;
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, InputColumn column, List<Map<String, Object>> rows)
      throws OrtException {
    List<Object> values = rows.stream().map(row -> row.get(column.name())).toList();
    if (column instanceof CategoryColumn) {
      String[] texts = values.stream().map(v -> v == null ? "" : (String) v).toArray(String[]::new);
      return OnnxTensor.createTensor(environment, texts, new long[] {texts.length, 1});
    }
    if (column instanceof TextColumn) {
      return words(environment, values);
    }
    if (column.values() > 1) {
      float[][] numbers = new float[values.size()][column.values()];
      for (int i = 0; i < numbers.length; i++) {
        for (int j = 0; j < column.values(); j++) {
          numbers[i][j] = (float) ((double[]) values.get(i))[j];
        }
      }
      return OnnxTensor.createTensor(environment, numbers);
    }
    double[][] numbers = new double[values.size()][1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i][0] =
          values.get(i) == null
              ? Double.NaN
              : values.get(i) instanceof Instant time
                  ? time.getEpochSecond()
                  : (Double) values.get(i);
    }
    if (!(column instanceof NumberColumn number && number.origin() == 0)) {
      return OnnxTensor.createTensor(environment, numbers);
    }
    float[][] floats = new float[numbers.length][1];
    Arrays.setAll(floats, i -> new float[] {(float) numbers[i][0]});
    return OnnxTensor.createTensor(environment, floats);
  }

  private static OnnxTensor words(OrtEnvironment environment, List<Object> texts)
      throws OrtException {
    List<List<String>> words = new ArrayList<>();
    for (Object text : texts) {
      List<String> found = new ArrayList<>();
      TextTerms.forEach(text == null ? "" : (String) text, found::add);
      words.add(found);
    }
    int most = words.stream().mapToInt(List::size).max().orElseThrow();
    String[] padded = new String[texts.size() * most];
    Arrays.fill(padded, "");
    for (int i = 0; i < texts.size(); i++) {
      for (int k = 0; k < words.get(i).size(); k++) {
        padded[i * most + k] = words.get(i).get(k);
      }
    }
    return OnnxTensor.createTensor(environment, padded, new long[] {texts.size(), most});
  }

  private static void assertSameClasses(Model model) throws IOException, OrtException {
    List<Map<String, Object>> rows = rows();
    Map<String, Object> theirs = theirs(model, rows);
    // A column already has the name label.
    assertThat(theirs.keySet()).containsExactly("label_", "probabilities");
    Scorer ours = Scorer.of(model);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ClassPrediction prediction = ours.classify(rows.get(i));
      float[] probabilities = ((float[][]) theirs.get("probabilities"))[i];
      assertThat(probabilities).hasSize(prediction.probabilities().size());
      for (int c = 0; c < probabilities.length; c++) {
        assertThat((double) probabilities[c])
            .as("row %s", rows.get(i))
            .isCloseTo(prediction.probabilities().get(c), within(1e-5));
      }
      assertThat(((String[]) theirs.get("label_"))[i]).isEqualTo(prediction.label());
      labels.add(prediction.label());
    }
    assertThat(labels.stream().distinct()).hasSizeGreaterThan(1);
  }

  @Test
  void rawColumnsGiveTheScorersClassesAndProbabilities() throws IOException, OrtException {
    assertSameClasses(classes());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0.45, 0.55})
  void theLabelFollowsFromTheThreshold(double threshold) throws IOException, OrtException {
    assertSameClasses(
        twoClasses(
            Double.isNaN(threshold) ? OptionalDouble.empty() : OptionalDouble.of(threshold)));
  }

  @Test
  void theLabelOfTwoOutputsAlsoFollowsFromTheThreshold() throws IOException, OrtException {
    assertSameClasses(
        model(
                COLUMNS,
                Scaling.Kind.STANDARD,
                new TargetSchema(Task.CLASSIFICATION, List.of("y"), List.of("no", "yes")),
                new SoftmaxCrossEntropy())
            .withThreshold(OptionalDouble.of(0.1)));
  }

  private static List<OutputLoss> lossesOfLabels() {
    return List.of(new SigmoidCrossEntropy(), new SigmoidSquaredError(), new LinearSquaredError());
  }

  @ParameterizedTest
  @MethodSource("lossesOfLabels")
  void severalLabelsHaveTheScorersProbabilities(OutputLoss loss) throws IOException, OrtException {
    TargetSchema target =
        new TargetSchema(Task.MULTI_LABEL, List.of("left", "low", "far"), List.of());
    Model model = model(COLUMNS, Scaling.Kind.ROBUST, target, loss);
    List<Map<String, Object>> rows = rows();
    Map<String, Object> theirs = theirs(model, rows);
    assertThat(theirs.keySet()).containsExactly("labels", "probabilities");
    Scorer ours = Scorer.of(model);
    int applied = 0;
    int beyond = 0;
    for (int i = 0; i < rows.size(); i++) {
      LabelPrediction prediction = ours.labels(rows.get(i));
      for (int j = 0; j < 3; j++) {
        assertThat((double) ((float[][]) theirs.get("probabilities"))[i][j])
            .as("row %s", rows.get(i))
            .isBetween(0.0, 1.0)
            .isCloseTo(prediction.probabilities().get(j), within(1e-5));
        boolean applies = prediction.applies().get(j);
        assertThat(((long[][]) theirs.get("labels"))[i][j]).isEqualTo(applies ? 1 : 0);
        applied += applies ? 1 : 0;
        beyond += prediction.probabilities().get(j) % 1 == 0 ? 1 : 0;
      }
    }
    assertThat(applied).isBetween(10, 3 * rows.size() - 10);
    assertThat(beyond > 0).isEqualTo(loss instanceof LinearSquaredError);
  }

  @Test
  void aLinearOutputOfTwoClassesIsClippedToAProbability() throws IOException, OrtException {
    Model model =
        model(
            COLUMNS,
            Scaling.Kind.STANDARD,
            new TargetSchema(Task.BINARY, List.of("y"), List.of("no", "yes")),
            new LinearSquaredError());
    assertSameClasses(model);
    float[][] theirs = (float[][]) theirs(model, rows()).get("probabilities");
    assertThat(List.of(theirs)).anySatisfy(row -> assertThat(row).containsExactly(0, 1));
  }

  @ParameterizedTest
  @EnumSource(TargetScaling.Kind.class)
  void predictionsAreInTheUnitOfTheTarget(TargetScaling.Kind kind)
      throws IOException, OrtException {
    Model plain =
        model(
            COLUMNS,
            Scaling.Kind.ROBUST,
            new TargetSchema(Task.REGRESSION, List.of("price", "rent"), List.of()),
            new LinearSquaredError());
    Model model =
        kind == TargetScaling.Kind.NONE
            ? plain
            : new Model(
                plain.network(),
                plain.parameters(),
                plain.input(),
                plain.target(),
                plain.scaling(),
                kind == TargetScaling.Kind.CLIPPED
                    ? TargetScaling.clipped(
                        new double[] {3, 9},
                        new double[] {2, 0.5},
                        new double[] {2.5, 9},
                        new double[] {4, 9.125})
                    : new TargetScaling(kind, new double[] {3, 9}, new double[] {2, 0.5}));
    List<Map<String, Object>> rows = rows();
    Map<String, Object> theirs = theirs(model, rows);
    assertThat(theirs.keySet()).containsExactly("prediction");
    Scorer ours = Scorer.of(model);
    for (int i = 0; i < rows.size(); i++) {
      double[] outputs = ours.outputs(rows.get(i));
      for (int j = 0; j < outputs.length; j++) {
        assertThat((double) ((float[][]) theirs.get("prediction"))[i][j])
            .isCloseTo(outputs[j], within(1e-5 * Math.max(1, Math.abs(outputs[j]))));
      }
    }
  }

  @Test
  void everyColumnIsAnInputOfItsOwnType() throws IOException, OrtException {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx(classes()))) {
      Map<String, String> types = new LinkedHashMap<>();
      for (var input : session.getInputInfo().entrySet()) {
        TensorInfo info = (TensorInfo) input.getValue().getInfo();
        types.put(input.getKey(), info.type + " x " + info.getShape()[1]);
      }
      assertThat(types)
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  Map.entry("town", "STRING x 1"),
                  Map.entry("age", "FLOAT x 1"),
                  Map.entry("price", "FLOAT x 1"),
                  Map.entry("sex", "STRING x 1"),
                  Map.entry("time", "DOUBLE x 1"),
                  Map.entry("kind", "STRING x 1"),
                  Map.entry("size", "STRING x 1"),
                  Map.entry("/scaled", "FLOAT x 2"),
                  Map.entry("label", "FLOAT x 1"),
                  Map.entry("joined", "DOUBLE x 1"),
                  Map.entry("message", "STRING x -1"),
                  Map.entry("seen", "DOUBLE x 1"),
                  Map.entry("due", "DOUBLE x 1"),
                  Map.entry("note", "STRING x 1")));
      assertThat(session.getMetadata().getCustomMetadata())
          .containsEntry("date_0", "joined")
          .containsEntry("date_1", "seen")
          .containsEntry("date_2", "due")
          .containsEntry("words_0", "message")
          .doesNotContainKeys("date_3", "words_1");
    }
  }

  /** A network whose outputs are its features. */
  private static Model features(InputColumn column) {
    int width = column.width();
    NetworkSpec spec =
        NetworkSpec.perceptron(
            width, List.of(), new Tanh(), width, new LinearSquaredError(), false);
    float[] theta = new float[ParameterLayout.of(spec).length()];
    for (int j = 0; j < width; j++) {
      theta[j * (width + 1)] = 1;
    }
    InputSchema input = new InputSchema(List.of(column));
    List<String> names = IntStream.range(0, width).mapToObj(j -> "y" + j).toList();
    return new Model(
        spec,
        new FloatVector(theta),
        input,
        new TargetSchema(Task.REGRESSION, names, List.of()),
        Scaling.none(width));
  }

  @ParameterizedTest
  @EnumSource(DateUnit.class)
  void datesFromTheYear0To9999HaveTheScorersFeatures(DateUnit unit)
      throws IOException, OrtException {
    Model model = features(DateColumn.of("d", DateForm.ISO, unit, ALL_PARTS, 0));
    long first = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
    long last = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (long seconds = first; seconds <= last; seconds += 23L * 86_400 + 3_607) {
      rows.add(Map.of("d", time(seconds)));
    }
    assertThat(rows).hasSizeGreaterThan(150_000);
    float[][] theirs = (float[][]) theirs(model, rows).get("prediction");
    Scorer ours = Scorer.of(model);
    for (int i = 0; i < rows.size(); i++) {
      double[] features = ours.outputs(rows.get(i));
      for (int j = 0; j < features.length; j++) {
        assertThat((double) theirs[i][j])
            .as("feature %d of %s", j, rows.get(i))
            .isCloseTo(features[j], within(1e-7));
      }
    }
  }

  @Test
  void aMissingDateWithoutAFillGivesNan() throws IOException, OrtException {
    Model model = features(DateColumn.of("d", DateForm.ISO, DateUnit.DAY, ALL_PARTS, 0));
    Map<String, Object> row = new HashMap<>();
    row.put("d", null);
    float[][] theirs = (float[][]) theirs(model, List.of(row)).get("prediction");
    assertThat(theirs[0]).containsOnly(Float.NaN);
  }

  @Test
  void hashedWordsAreRefused() {
    Model model = features(TextColumn.hashed("message", 4));
    assertThatThrownBy(() -> onnx(model))
        .hasMessage(
            "[model] expected words in a vocabulary, since ONNX has no hashing operator, but found"
                + " hashed words in column 'message'");
  }

  @Test
  void columnsOfPixelsAreOneMatrixInputAndMissingOnesAreFilled() throws IOException, OrtException {
    List<InputColumn> pixels =
        IntStream.range(0, 64)
            .mapToObj(i -> (InputColumn) NumberColumn.of("pixel" + i).filled(i, false))
            .toList();
    Model model =
        model(
            pixels,
            Scaling.Kind.STANDARD,
            new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
            new LinearSquaredError());
    float[] row = new float[64];
    Arrays.fill(row, 7);
    row[5] = Float.NaN;
    double[] ours = new double[64];
    Arrays.fill(ours, 7);
    ours[5] = Double.NaN;
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx(model));
        OnnxTensor input = OnnxTensor.createTensor(environment, new float[][] {row});
        OrtSession.Result result = session.run(Map.of("input", input))) {
      float[][] theirs = (float[][]) result.get("output").orElseThrow().getValue();
      assertThat((double) theirs[0][0]).isCloseTo(Scorer.of(model).outputs(ours)[0], within(1e-5));
    }
  }

  @Test
  void roundingAThresholdToAFloatChangesNoDecision() {
    for (double threshold : new double[] {0, 0.1, 0.3, 0.5, 1.0 / 3, 0.7, 1}) {
      float least = OnnxOutputs.roundedDown(threshold);
      assertThat((double) least).isLessThanOrEqualTo(threshold);
      assertThat((double) Math.nextUp(least)).isGreaterThan(threshold);
    }
  }
}
