package org.lockstep.spark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.activation.Sigmoid;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.text.Words;
import org.lockstep.spark.testing.RealData;
import org.lockstep.spark.testing.SparkForTests;

@Tag("slow")
class MllibModelsTest {
  private static final double TOLERANCE = 1e-9;
  private static final List<String> SEVEN = List.of("a", "b", "c", "d", "e", "f", "g");

  private static Dataset<Row> digits;

  @TempDir Path folder;

  @BeforeAll
  static void readDigits() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                MlpClassifier.class.getResourceAsStream(
                    "/org/lockstep/spark/read/text/embedded/digits.csv"),
                UTF_8))) {
      lines.lines().forEach(line -> rows.add(digit(line)));
    }
    digits =
        SparkForTests.session()
            .createDataFrame(
                rows,
                new StructType()
                    .add("features", SQLDataTypes.VectorType())
                    .add("label", DataTypes.DoubleType)
                    .add("parity", DataTypes.DoubleType))
            .coalesce(1)
            .cache();
  }

  private static Row digit(String line) {
    double[] cells = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
    double label = cells[64];
    return RowFactory.create(Vectors.dense(Arrays.copyOf(cells, 64)), label, label % 2);
  }

  // --- From MLlib ------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"64,10", "64,16,10", "64,11,7,10", "64,12"})
  void aConvertedMllibModelPredictsTheSame(String layers) {
    MultilayerPerceptronClassificationModel mllib = trained(sizes(layers), "label");

    assertSame(mllib, MllibModels.fromMllib(mllib), digits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"64,2", "64,5,2", "64,4,3,2"})
  void aConvertedMllibModelOfTwoClassesPredictsTheSame(String layers) {
    MultilayerPerceptronClassificationModel mllib = trained(sizes(layers), "parity");

    MlpClassificationModel model = MllibModels.fromMllib(mllib);

    assertThat(model.numClasses()).isEqualTo(2);
    assertThat(model.numFeatures()).isEqualTo(64);
    assertSame(mllib, model, digits);
  }

  @Test
  void bothClassifyBanknotesTheSame() throws IOException {
    Dataset<Row> banknotes =
        new VectorAssembler()
            .setInputCols(new String[] {"_c0", "_c1", "_c2", "_c3"})
            .setOutputCol("features")
            .transform(
                SparkForTests.session()
                    .read()
                    .option("inferSchema", true)
                    .csv(RealData.path("tabular/banknote_authentication.csv")));
    MultilayerPerceptronClassificationModel mllib =
        mllib(4, 3, 2).setLabelCol("_c4").setMaxIter(20).fit(banknotes);

    MlpClassificationModel model = MllibModels.fromMllib(mllib);

    assertSame(mllib, model, banknotes);
    assertThat(accuracy(model, banknotes, "_c4")).isGreaterThan(0.95);
    MlpClassificationModel ours =
        new MlpClassifier()
            .setLabelCol("_c4")
            .setHiddenLayers(3)
            .setActivation("sigmoid")
            .setPrecision("double")
            .setSolver("adam")
            .setStepSize(0.01)
            .fit(banknotes);
    assertThat(ours.model().target().task()).isEqualTo(Task.BINARY);
    assertSameProbabilities(ours, saved(MllibModels.toMllib(ours)), banknotes);
  }

  /**
   * A 2 x 3 matrix and its biases, then a 2 x 2 one and its biases, by columns. Every number
   * differs, so that each position is checked.
   */
  @Test
  void mllibWeightsAreColumnsFollowedByBiases() {
    double[] weights = {1, 2, 10, 20, 100, 200, 0.5, -0.5, 3, 4, 30, 40, 7, 8};

    Model model = MllibModels.fromMllib(mllib(weights, 3, 2, 2)).model();

    assertThat(model.network())
        .isEqualTo(
            NetworkSpec.perceptron(
                3, List.of(2), new Sigmoid(), 2, new SoftmaxCrossEntropy(), true));
    assertThat(model.parameters().precision()).isEqualTo(Precision.DOUBLE);
    ParameterLayout layout = ParameterLayout.of(model.network());
    assertThat(layout.arrays().stream().map(array -> rows(model.parameters(), array)))
        .containsExactly(
            "W1 [[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]]",
            "b1 [[0.5, -0.5]]",
            "W2 [[3.0, 4.0], [30.0, 40.0]]",
            "b2 [[7.0, 8.0]]");
    assertThat(model.scaling()).isEqualTo(Scaling.none(3));
    assertThat(model.input().columns()).containsExactly(InputColumn.vector("features", 3));
    assertThat(model.target())
        .isEqualTo(new TargetSchema(Task.CLASSIFICATION, List.of("label"), List.of("0", "1")));
  }

  @Test
  void columnsThresholdsAndLayersAreConverted() {
    MultilayerPerceptronClassificationModel mllib = mllib(random(3 * 2 + 2, 1), 3, 2);
    mllib
        .setFeaturesCol("x")
        .setPredictionCol("class")
        .setRawPredictionCol("z")
        .setProbabilityCol("p")
        .setThresholds(new double[] {0.9, 0.1});
    mllib.set(mllib.labelCol(), "y");

    MlpClassificationModel model = MllibModels.fromMllib(mllib);

    assertThat(settings(model)).isEqualTo(List.of("x", "y", "class", "z", "p"));
    assertThat(model.getThresholds()).containsExactly(0.9, 0.1);
    assertThat(model.getLayers()).containsExactly(3, 2);
    assertThat(model.uid()).startsWith("mlpc").isNotEqualTo(mllib.uid());
    MultilayerPerceptronClassificationModel back = MllibModels.toMllib(model);
    assertThat(List.of(back.getFeaturesCol(), back.getLabelCol(), back.getPredictionCol()))
        .containsExactly("x", "y", "class");
    assertThat(List.of(back.getRawPredictionCol(), back.getProbabilityCol()))
        .containsExactly("z", "p");
    assertThat(back.getThresholds()).containsExactly(0.9, 0.1);
    Dataset<Row> rows = someRows(Scaling.none(3)).withColumnRenamed("features", "x");
    assertThat(model.transform(rows).select("class").collectAsList())
        .isEqualTo(mllib.transform(rows).select("class").collectAsList());
  }

  @Test
  void aModelThatMllibSavedIsReadFromItsPath() throws IOException {
    MultilayerPerceptronClassificationModel mllib = trained(sizes("64,9,10"), "label");
    String path = folder.resolve("mllib").toString();
    mllib.save(path);

    assertSame(mllib, MllibModels.fromMllib(path), digits);
    assertThatThrownBy(() -> MlpClassificationModel.load(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "["
                + path
                + "] expected a saved org.lockstep.spark.ml.MlpClassificationModel but found a"
                + " org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel,"
                + " which MllibModels.fromMllib converts");
    assertThatThrownBy(() -> MlpClassifier.load(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "["
                + path
                + "] expected a saved org.lockstep.spark.ml.MlpClassifier but found a"
                + " org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel");
  }

  @Test
  void aPathWithoutASavedMllibModelIsRefused() throws IOException {
    String ours = folder.resolve("ours").toString();
    MlpClassificationModel.of(softmax(Scaling.none(7), true)).save(ours);
    String nothing = folder.resolve("nothing").toString();

    assertThatThrownBy(() -> MllibModels.fromMllib(ours))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "["
                + ours
                + "] expected a saved"
                + " org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel but"
                + " found a org.lockstep.spark.ml.MlpClassificationModel");
    assertThatThrownBy(() -> MllibModels.fromMllib(nothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "["
                + nothing
                + "] expected something saved by Spark ML but found no"
                + " metadata/part-00000");
  }

  @Test
  void anInconsistentMllibModelIsRefused() {
    assertRefused(
        mllib(new double[7], 3, 2), "[weights] expected 8 for the network 3-2 but found 7");
    assertRefused(mllib(new double[4], 3, 1), "[layers] expected at least 2 classes but found 1");
    assertRefused(
        mllib(new double[] {1, 2, 3, Double.NaN}, 1, 2),
        "[weights] expected finite numbers but found NaN");
    assertRefused(
        new MultilayerPerceptronClassificationModel("mlpc", Vectors.dense(1, 2)),
        "[layers] expected the sizes of all layers but found none");
  }

  private static void assertRefused(MultilayerPerceptronClassificationModel mllib, String message) {
    assertThatThrownBy(() -> MllibModels.fromMllib(mllib))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  // --- To MLlib --------------------------------------------------------------------------------

  @Test
  void clippedFeaturesCannotBeConvertedToMllib() {
    MlpClassificationModel model =
        MlpClassificationModel.of(
            softmax(
                new Scaling(Scaling.Kind.ROBUST, random(7, 11), Scaling.none(7).scale()), true));
    assertThatThrownBy(() -> MllibModels.toMllib(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[scale] expected a scaling that the weights can absorb but found robust");
  }

  @ParameterizedTest
  @EnumSource(value = Scaling.Kind.class, names = "ROBUST", mode = EnumSource.Mode.EXCLUDE)
  void aModelConvertedToMllibPredictsTheSameWhateverItsScaling(Scaling.Kind kind) {
    for (boolean bias : new boolean[] {true, false}) {
      Model network = softmax(scaling(kind), bias);
      MlpClassificationModel model = assertSameInMllib(network);
      Dataset<Row> rows = someRows(network.scaling());
      assertClose(
          model.transform(rows), MllibModels.toMllib(model).transform(rows), "rawPrediction");
    }
  }

  @ParameterizedTest
  @CsvSource({"sigmoid-cross-entropy, true", "sigmoid-squared-error, false"})
  void aSigmoidBecomesASoftmaxOfTwoInMllib(String loss, boolean bias) {
    OutputLoss output = Words.find(OutputLoss.all(), loss).orElseThrow();
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(5), List.of(4, 6))) {
      NetworkSpec spec = NetworkSpec.perceptron(7, hidden, new Sigmoid(), 1, output, bias);
      MlpClassificationModel model =
          assertSameInMllib(model(spec, Task.BINARY, 2, scaling(Scaling.Kind.STANDARD)));
      Vector x = Vectors.dense(random(7, 3));
      double z = model.predictRaw(x).apply(1);
      assertThat(MllibModels.toMllib(model).predictRaw(x).toArray())
          .containsExactly(new double[] {0, z}, within(TOLERANCE));
    }
  }

  @Test
  void withoutHiddenLayersTheActivationDoesNotMatter() {
    NetworkSpec spec =
        NetworkSpec.perceptron(7, List.of(), new Relu(), 3, new SoftmaxCrossEntropy(), true);

    assertSameInMllib(model(spec, Task.CLASSIFICATION, 3, scaling(Scaling.Kind.MINMAX)));
  }

  @Test
  void aFloatModelPredictsNearlyTheSameInMllib() {
    Model exact = softmax(scaling(Scaling.Kind.STANDARD), true);
    FlatVector floats = FlatVector.zeros(Precision.FLOAT, exact.parameters().length());
    for (int i = 0; i < floats.length(); i++) {
      floats.set(i, exact.parameters().get(i));
    }
    MlpClassificationModel model =
        MlpClassificationModel.of(
            new Model(exact.network(), floats, exact.input(), exact.target(), exact.scaling()));
    MultilayerPerceptronClassificationModel mllib = MllibModels.toMllib(model);

    for (int seed = 0; seed < 20; seed++) {
      Vector x = Vectors.dense(random(7, seed));
      assertThat(mllib.predictRaw(x).toArray())
          .containsExactly(model.predictRaw(x).toArray(), within(1e-4));
    }
  }

  @Test
  void aTrainedModelPredictsTheSameInMllibAndBack() throws IOException {
    MlpClassificationModel model =
        new MlpClassifier()
            .setHiddenLayers(20)
            .setActivation("sigmoid")
            .setPrecision("double")
            .setSolver("adam")
            .setStepSize(0.01)
            .fit(digits);

    assertThat(model.model().scaling().kind()).isEqualTo(Scaling.Kind.STANDARD);
    assertThat(accuracy(model, digits, "label")).isGreaterThan(0.95);
    MultilayerPerceptronClassificationModel mllib = saved(MllibModels.toMllib(model));
    assertSame(mllib, model, digits);
    assertSame(mllib, MllibModels.fromMllib(mllib), digits);
  }

  @Test
  void networksThatMllibCannotComputeAreRefused() {
    assertRefused(
        model(
            NetworkSpec.perceptron(7, List.of(4), new Relu(), 3, new SoftmaxCrossEntropy(), true),
            Task.CLASSIFICATION,
            3,
            Scaling.none(7)),
        "[activation] expected the sigmoid of MLlib but found relu");
    assertRefused(
        model(
            NetworkSpec.perceptron(
                7, List.of(4), new Sigmoid(), 3, new SigmoidCrossEntropy(), true),
            Task.CLASSIFICATION,
            3,
            Scaling.none(7)),
        "[outputActivation] expected softmax, or sigmoid for two classes"
            + " but found sigmoid-cross-entropy for 3 classes");
    assertRefused(
        model(
            NetworkSpec.perceptron(7, List.of(), new Sigmoid(), 1, new LinearSquaredError(), true),
            Task.BINARY,
            2,
            Scaling.none(7)),
        "[outputActivation] expected softmax, or sigmoid for two classes"
            + " but found linear-squared-error for 2 classes");
    double[] tiny = new double[7];
    Arrays.fill(tiny, Double.MIN_VALUE);
    assertRefused(
        softmax(new Scaling(Scaling.Kind.STANDARD, new double[7], tiny), true),
        "[scale] expected weights that fit a double after division by the scale but found"
            + " Infinity");
  }

  private static void assertRefused(Model model, String message) {
    MlpClassificationModel refused = MlpClassificationModel.of(model);
    assertThatThrownBy(() -> MllibModels.toMllib(refused))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  // --- Estimators ------------------------------------------------------------------------------

  @Test
  void gradientDescentTakesTheSameSteps() throws IOException {
    double[] weights = random(64 * 8 + 8 + 8 * 10 + 10, 5);
    MultilayerPerceptronClassifier mllib =
        mllib(64, 8, 10)
            .setSolver("gd")
            .setStepSize(0.3)
            .setMaxIter(5)
            .setTol(0)
            .setBlockSize(1797); // all rows in one block, so that they weigh the same
    String initial = folder.resolve("initial").toString();
    MllibModels.fromMllib(mllib(weights, 64, 8, 10)).save(initial);

    MlpClassificationModel model =
        MllibModels.fromMllib(mllib).setPrecision("double").setInitFrom(initial).fit(digits);
    MultilayerPerceptronClassificationModel expected =
        mllib.setInitialWeights(Vectors.dense(weights)).fit(digits);

    assertThat(MllibModels.toMllib(model).weights().toArray())
        .containsExactly(expected.weights().toArray(), within(1e-12));
    assertThat(expected.weights()).isNotEqualTo(Vectors.dense(weights));
  }

  @Test
  void lbfgsStaysLbfgsOverAllRows() {
    MultilayerPerceptronClassifier mllib = mllib(64, 20, 10).setStepSize(3).setMaxIter(60);
    MlpClassifier classifier = MllibModels.fromMllib(mllib);

    assertThat(classifier.getSolver()).isEqualTo("lbfgs");
    assertThat(classifier.isSet(classifier.stepSize())).isFalse();
    assertThat(classifier.getScale()).isEqualTo("none");
    assertThat(classifier.getMaxIter()).isEqualTo(60);
    assertThat(classifier.getLayers()).containsExactly(64, 20, 10);
    assertThat(classifier.getActivation()).isEqualTo("sigmoid");
    assertThat(accuracy(classifier.fit(digits), digits, "label"))
        .isGreaterThan(accuracy(MllibModels.fromMllib(mllib.fit(digits)), digits, "label") - 0.03);
  }

  @Test
  void theSettingsOfAnMllibEstimatorAreConverted() {
    MultilayerPerceptronClassifier mllib = mllib(3, 2);
    assertThat(MllibModels.fromMllib(mllib).getMaxIter()).isEqualTo(100);
    assertThat(MllibModels.fromMllib(mllib).getSeed()).isEqualTo(1);
    assertThat(MllibModels.fromMllib(mllib).getTol()).isEqualTo(mllib.getTol()).isEqualTo(1e-6);
    mllib
        .setSeed(42)
        .setTol(0.01)
        .setFeaturesCol("x")
        .setLabelCol("y")
        .setPredictionCol("class")
        .setRawPredictionCol("z")
        .setProbabilityCol("p")
        .setThresholds(new double[] {0.9, 0.1});

    MlpClassifier classifier = MllibModels.fromMllib(mllib);

    assertThat(settings(classifier)).isEqualTo(List.of("x", "y", "class", "z", "p"));
    assertThat(classifier.getThresholds()).containsExactly(0.9, 0.1);
    assertThat(classifier.getSeed()).isEqualTo(42);
    assertThat(classifier.getTol()).isEqualTo(0.01);
  }

  @Test
  void aSavedMllibEstimatorCannotBeLoadedAsOurs() throws IOException {
    String path = folder.resolve("estimator").toString();
    mllib(3, 2).save(path);

    assertThatThrownBy(() -> MlpClassifier.load(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "["
                + path
                + "] expected a saved org.lockstep.spark.ml.MlpClassifier but found a"
                + " org.apache.spark.ml.classification.MultilayerPerceptronClassifier, which"
                + " MllibModels.fromMllib converts");
  }

  @Test
  void anMllibEstimatorThatCannotBeConvertedIsRefused() {
    assertThatThrownBy(
            () ->
                MllibModels.fromMllib(mllib(3, 2).setInitialWeights(Vectors.dense(new double[8]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[initialWeights] expected none, since initFrom takes them from a file but found 8"
                + " weights");
    assertThatThrownBy(() -> MllibModels.fromMllib(mllib(3, 2).setMaxIter(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[maxIter] expected at least 1 but found 0");
  }

  // --- Models ----------------------------------------------------------------------------------

  private static MultilayerPerceptronClassifier mllib(int... layers) {
    return new MultilayerPerceptronClassifier().setLayers(layers);
  }

  private static MultilayerPerceptronClassificationModel mllib(double[] weights, int... layers) {
    MultilayerPerceptronClassificationModel model =
        new MultilayerPerceptronClassificationModel("mlpc", Vectors.dense(weights));
    model.set(model.layers(), layers);
    return model;
  }

  private static MultilayerPerceptronClassificationModel trained(int[] layers, String label) {
    return mllib(layers).setLabelCol(label).setMaxIter(8).setSeed(3).fit(digits);
  }

  private static int[] sizes(String layers) {
    return Arrays.stream(layers.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  private static Model softmax(Scaling scaling, boolean bias) {
    NetworkSpec spec =
        NetworkSpec.perceptron(7, List.of(5, 4), new Sigmoid(), 3, new SoftmaxCrossEntropy(), bias);
    return model(spec, Task.CLASSIFICATION, 3, scaling);
  }

  private static Model model(NetworkSpec spec, Task task, int classes, Scaling scaling) {
    return new Model(
        spec,
        new DoubleVector(random(ParameterLayout.of(spec).length(), 7)),
        new InputSchema(SEVEN.stream().map(InputColumn::number).toList()),
        new TargetSchema(task, List.of("label"), Columns.numbers(classes)),
        scaling);
  }

  private static Scaling scaling(Scaling.Kind kind) {
    double[] shift = random(7, 11);
    double[] scale = Arrays.stream(random(7, 13)).map(value -> 0.1 + Math.abs(value)).toArray();
    return switch (kind) {
      case NONE -> Scaling.none(7);
      case UNIT -> Scaling.unit(7);
      case CENTER -> new Scaling(kind, shift, Scaling.none(7).scale());
      case STANDARD, MINMAX, MAXABS, ROBUST -> new Scaling(kind, shift, scale);
    };
  }

  private static double[] random(int length, long seed) {
    return new Random(seed).doubles(length, -1, 1).toArray();
  }

  /** Rows whose scaled features are around 0. */
  private static Dataset<Row> someRows(Scaling scaling) {
    List<Row> rows =
        IntStream.range(0, 100)
            .mapToObj(i -> RowFactory.create(unscaled(random(scaling.width(), 100 + i), scaling)))
            .toList();
    return SparkForTests.session()
        .createDataFrame(rows, new StructType().add("features", SQLDataTypes.VectorType()));
  }

  private static Vector unscaled(double[] scaled, Scaling scaling) {
    double[] shift = scaling.shift();
    double[] scale = scaling.scale();
    return Vectors.dense(
        IntStream.range(0, scaled.length)
            .mapToDouble(j -> shift[j] + scale[j] * scaled[j])
            .toArray());
  }

  // --- Comparisons -----------------------------------------------------------------------------

  private static MlpClassificationModel assertSameInMllib(Model network) {
    MlpClassificationModel model = MlpClassificationModel.of(network);
    assertSameProbabilities(model, MllibModels.toMllib(model), someRows(network.scaling()));
    return model;
  }

  private MultilayerPerceptronClassificationModel saved(
      MultilayerPerceptronClassificationModel mllib) throws IOException {
    String path = folder.resolve("of-mllib").toString();
    mllib.save(path);
    return MultilayerPerceptronClassificationModel.load(path);
  }

  private static void assertSame(
      MultilayerPerceptronClassificationModel expected,
      MlpClassificationModel found,
      Dataset<Row> rows) {
    assertSameProbabilities(expected, found, rows);
    assertClose(expected.transform(rows), found.transform(rows), "rawPrediction");
    assertThat(found.transform(rows).select("prediction").distinct().count()).isGreaterThan(1);
  }

  private static void assertSameProbabilities(
      ProbabilisticClassificationModel<Vector, ?> expected,
      ProbabilisticClassificationModel<Vector, ?> found,
      Dataset<Row> rows) {
    Dataset<Row> first = expected.transform(rows);
    Dataset<Row> second = found.transform(rows);
    assertClose(first, second, "probability");
    List<Row> predictions = first.select("prediction").collectAsList();
    assertThat(second.select("prediction").collectAsList()).isEqualTo(predictions);
  }

  private static void assertClose(Dataset<Row> expected, Dataset<Row> found, String column) {
    List<Row> first = expected.select(column).collectAsList();
    List<Row> second = found.select(column).collectAsList();
    assertThat(second).hasSameSizeAs(first).isNotEmpty();
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).<Vector>getAs(0).toArray())
          .containsExactly(first.get(i).<Vector>getAs(0).toArray(), within(TOLERANCE));
    }
  }

  private static double accuracy(MlpClassificationModel model, Dataset<Row> rows, String label) {
    return new MulticlassClassificationEvaluator()
        .setMetricName("accuracy")
        .setLabelCol(label)
        .evaluate(model.transform(rows));
  }

  private static String rows(FlatVector theta, ParameterLayout.Array array) {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < array.rows(); i++) {
      int from = array.offset() + i * array.columns();
      rows.add(IntStream.range(from, from + array.columns()).mapToObj(theta::get).toList());
    }
    return array.name() + " " + rows;
  }

  private static List<String> settings(Params owner) {
    return Stream.of(
            "featuresCol", "labelCol", "predictionCol", "rawPredictionCol", "probabilityCol")
        .map(name -> (String) owner.getOrDefault(owner.getParam(name)))
        .toList();
  }
}
