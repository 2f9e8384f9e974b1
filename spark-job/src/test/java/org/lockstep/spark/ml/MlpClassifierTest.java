package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.text.Words;

class MlpClassifierTest {
  private static final Dataset<Row> ROWS = Frames.classes(120, 3);

  @Test
  void separableClassesAreLearnt() {
    MlpClassificationModel model = Frames.classifier().setMaxIter(30).fit(ROWS);
    assertThat(model.numClasses()).isEqualTo(3);
    assertThat(model.numFeatures()).isEqualTo(4);
    assertThat(Frames.accuracy(model.transform(ROWS))).isGreaterThan(0.95);
  }

  static List<Activation> activations() {
    return Activation.all();
  }

  @ParameterizedTest
  @MethodSource("activations")
  void everyActivationLearns(Activation activation) {
    MlpClassificationModel model =
        Frames.classifier().setActivation(activation.text()).setMaxIter(30).fit(ROWS);
    assertThat(Frames.accuracy(model.transform(ROWS))).isGreaterThan(0.9);
  }

  @Test
  void aNetworkInOneLineLearns() {
    String network =
        "scaling, dense 12 ntk, batch-norm, residual(silu, dense 12), layer-norm, mish";
    MlpClassifier mlp =
        new MlpClassifier().setNetwork(network).setBatchSize(1000).setStepSize(0.05).setMaxIter(60);
    MlpClassificationModel model = mlp.fit(ROWS);
    assertThat(Frames.accuracy(model.transform(ROWS))).isGreaterThan(0.9);
    MlpClassifier continued =
        new MlpClassifier().setBatchSize(1000).setMaxIter(1).setInitialModel(model);
    assertThat(continued.fit(ROWS).summary().objectiveHistory()[0])
        .isLessThan(model.summary().objectiveHistory()[0]);
  }

  @Test
  @Timeout(120)
  void layersInitialisedFromTheDataFindAFreeCore() {
    MlpClassifier mlp = new MlpClassifier().setNetwork("dense 8 data, silu").setMaxIter(1);
    assertThat(mlp.fit(ROWS).summary().totalIterations()).isOne();
  }

  @Test
  void networkTogetherWithHiddenLayersIsRefused() {
    MlpClassifier mlp = Frames.classifier().setNetwork("dense 3");
    assertThatThrownBy(() -> mlp.setHiddenLayers(4).fit(ROWS))
        .hasMessage("[network] expected either it or hiddenLayers but found both");
    MlpClassifier other = new MlpClassifier().setNetwork("dense 3").setLayers(2, 4, 3);
    assertThatThrownBy(() -> other.fit(ROWS))
        .hasMessage("[layers] expected layers or network but found both");
  }

  static Stream<String> solvers() {
    return ElementRule.all().stream().map(Words::of);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void everySolverLearns(String solver) {
    MlpClassificationModel model =
        Frames.classifier().setSolver(solver).setStepSize(0.05).setMaxIter(30).fit(ROWS);
    assertThat(Frames.accuracy(model.transform(ROWS))).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lbfgs", "l-bfgs"})
  void lbfgsUsesAllRowsAndStopsAtConvergence(String solver) {
    MlpClassifier mlp =
        new MlpClassifier().setHiddenLayers(8).setSolver(solver).setMaxIter(500).setRegParam(0.01);
    MlpClassificationModel model = mlp.fit(ROWS);
    assertThat(Frames.accuracy(model.transform(ROWS))).isGreaterThan(0.9);
    MlpTrainingSummary summary = model.summary();
    assertThat(summary.end()).isEqualTo("converged");
    assertThat(summary.objectiveHistory()).hasSizeBetween(5, 400);
    int converged = summary.objectiveHistory().length;
    assertThat(mlp.setTol(0.1).fit(ROWS).summary().objectiveHistory().length).isLessThan(converged);
  }

  @Test
  void everyRegularisationChangesTheResult() {
    assertThat(
            Stream.of(
                    Frames.classifier(),
                    Frames.classifier().setRegParam(0.01),
                    Frames.classifier().setL1(0.01),
                    Frames.classifier().setWeightDecay(0.5),
                    Frames.classifier().setRateFactors("W1 0.5, b 0"),
                    Frames.classifier().setDropout(0.2),
                    Frames.classifier().setClipNorm(0.1),
                    Frames.classifier().setPrecision("double"),
                    Frames.classifier().setSchedule("exponential").setDecay(0.5))
                .map(mlp -> List.of(Arrays.hashCode(Frames.bits(mlp.fit(ROWS))))))
        .doesNotHaveDuplicates();
  }

  @Test
  void theLogHasAtMostOneLinePerEpochOfFiveHundred() {
    try (LogOf log = new LogOf()) {
      MlpTrainingSummary summary = Frames.classifier().setMaxIter(500).fit(ROWS).summary();
      assertThat(summary.objectiveHistory()).hasSize(500);
      assertThat(log.lines().stream().filter(line -> line.contains(": epoch "))).hasSize(500);
      assertThat(log.lines()).hasSizeLessThan(510);
    }
  }

  @Test
  void theSummaryReportsEachEpochAndTheEnd() {
    MlpTrainingSummary summary =
        Frames.classifier().setMaxIter(6).setValidationFraction(0.25).fit(ROWS).summary();
    assertThat(summary.totalIterations()).isEqualTo(6);
    assertThat(summary.objectiveHistory()).hasSize(6);
    assertThat(summary.objectiveHistory()[5]).isLessThan(summary.objectiveHistory()[0]);
    assertThat(summary.validationHistory()).hasSize(6);
    assertThat(summary.end()).isEqualTo("completed");
    assertThat(summary.epoch()).isEqualTo(6);
    Row last = summary.history().orderBy(col("epoch").desc()).first();
    assertThat(last.<Double>getAs("train_loss")).isEqualTo(summary.objectiveHistory()[5]);
    assertThat(last.<Double>getAs("validation_loss")).isEqualTo(summary.validationHistory()[5]);
    assertThat(last.<Double>getAs("seconds")).isPositive();
  }

  @Test
  void aListenerHearsEachEpoch() {
    List<Integer> epochs = new ArrayList<>();
    Frames.classifier().addListener(report -> epochs.add(report.epoch())).fit(ROWS);
    assertThat(epochs).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void trainingStopsWithoutImprovementByTheTolerance() {
    MlpTrainingSummary summary =
        Frames.classifier()
            .setMaxIter(50)
            .setValidationFraction(0.25)
            .setPatience(3)
            .setTol(100)
            .fit(ROWS)
            .summary();
    assertThat(summary.end()).isEqualTo("early-stopped");
    assertThat(summary.totalIterations()).isEqualTo(4);
  }

  @Test
  void classNamesComeFromTheStringIndexer() {
    Dataset<Row> named =
        ROWS.withColumn(
            "kind",
            when(col("label").equalTo(0), "c")
                .otherwise(when(col("label").equalTo(1), "a").otherwise("b")));
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol("kind")
            .setOutputCol("index")
            .setStringOrderType("alphabetAsc")
            .fit(named)
            .transform(named);
    MlpClassificationModel model =
        Frames.classifier().setMaxIter(30).setLabelCol("index").fit(indexed);
    assertThat(model.labels()).containsExactly("a", "b", "c");
    Dataset<Row> scored =
        new IndexToString()
            .setInputCol("prediction")
            .setOutputCol("predicted")
            .transform(model.transform(indexed));
    assertThat(scored.filter(col("predicted").equalTo(col("kind"))).count()).isGreaterThan(110);
  }

  @Test
  void aClassNamedOnlyInTheMetadataIsAClass() {
    Dataset<Row> named = ROWS.withColumn("kind", col("label").cast("string"));
    Dataset<Row> indexed =
        new StringIndexer().setInputCol("kind").setOutputCol("index").fit(named).transform(named);
    MlpClassificationModel model =
        Frames.classifier().setLabelCol("index").fit(indexed.filter("index < 2"));
    assertThat(model.numClasses()).isEqualTo(3);
    assertThat(model.summary().objectiveHistory()).doesNotContain(Double.POSITIVE_INFINITY);
  }

  @Test
  void labelsTwoToFourAreFiveClassesOfWhichThreeArePredicted() {
    Dataset<Row> shifted = ROWS.withColumn("label", col("label").plus(2));
    MlpClassificationModel model = Frames.classifier().setMaxIter(30).fit(shifted);
    assertThat(model.numClasses()).isEqualTo(5);
    assertThat(model.transform(shifted).select("prediction").distinct().collectAsList())
        .extracting(row -> row.getDouble(0))
        .containsExactlyInAnyOrder(2.0, 3.0, 4.0);
  }

  @Test
  void aSingleClassTrains() {
    MlpClassificationModel model = Frames.classifier().fit(ROWS.withColumn("label", lit(0)));
    assertThat(model.numClasses()).isEqualTo(2);
    assertThat(model.transform(ROWS).filter("prediction <> 0").count()).isZero();
  }

  @Test
  void metadataCanName150Classes() {
    Dataset<Row> named =
        Frames.classes(300, 3)
            .withColumn(
                "kind", org.apache.spark.sql.functions.concat(lit("k"), col("id").mod(150)));
    Dataset<Row> indexed =
        new StringIndexer().setInputCol("kind").setOutputCol("index").fit(named).transform(named);
    assertThat(Frames.classifier().setLabelCol("index").fit(indexed).numClasses()).isEqualTo(150);
  }

  @Test
  void trueAndFalseAreClassesOneAndZero() {
    Dataset<Row> flags = Frames.classes(100, 2).withColumn("label", col("label").equalTo(1));
    MlpClassificationModel model = Frames.classifier().setMaxIter(30).fit(flags);
    assertThat(model.numClasses()).isEqualTo(2);
    assertThat(
            model
                .transform(flags)
                .filter(col("prediction").cast("boolean").equalTo(col("label")))
                .count())
        .isGreaterThan(95);
  }

  @Test
  void equalRowsWeightedNineToOneGiveAProbabilityOfNineTenths() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(Frames.row(i, i % 2 == 0 ? 0.0 : 1.0, 1, 2, 3, 4));
    }
    Dataset<Row> equal =
        Frames.of(rows).withColumn("w", when(col("label").equalTo(1), 9).otherwise(1));
    MlpClassificationModel model =
        new MlpClassifier()
            .setHiddenLayers()
            .setWeightCol("w")
            .setStepSize(1)
            .setMaxIter(200)
            .setBatchSize(40)
            .fit(equal);
    Vector probability = model.predictProbability(Vectors.dense(1, 2, 3, 4));
    assertThat(probability.apply(1)).isCloseTo(0.9, within(0.01));
  }

  @Test
  void layersAsInMllibGiveTheSameBitsAsHiddenLayers() {
    MlpClassifier hidden = Frames.classifier();
    MlpClassifier layers =
        new MlpClassifier().setLayers(4, 8, 3).setMaxIter(5).setBatchSize(20).setStepSize(0.2);
    assertThat(Frames.bits(layers.fit(ROWS))).isEqualTo(Frames.bits(hidden.fit(ROWS)));
  }

  @Test
  void twoClassesHaveTwoRawPredictionsAndTwoProbabilities() {
    Dataset<Row> two = Frames.classes(100, 2);
    MlpClassificationModel model = Frames.classifier().setMaxIter(20).fit(two);
    Row row = model.transform(two).first();
    Vector raw = row.getAs("rawPrediction");
    Vector probability = row.getAs("probability");
    assertThat(raw.apply(0)).isEqualTo(-raw.apply(1));
    assertThat(probability.apply(0) + probability.apply(1)).isCloseTo(1, within(1e-12));
    assertThat(Frames.accuracy(model.transform(two))).isGreaterThan(0.95);
  }

  @Test
  void everyOutputAndLossGivesProbabilitiesThatSumToOne() {
    for (String output : List.of("softmax", "sigmoid", "linear")) {
      MlpClassificationModel model = Frames.classifier().setOutputActivation(output).fit(ROWS);
      for (Row row : model.transform(ROWS).select("probability", "prediction").collectAsList()) {
        double[] p = row.<Vector>getAs("probability").toArray();
        assertThat(Arrays.stream(p).sum()).as(output).isCloseTo(1, within(1e-12));
        assertThat(row.getDouble(1))
            .isEqualTo(
                IntStream.range(0, p.length)
                    .boxed()
                    .max((a, b) -> Double.compare(p[a], p[b]))
                    .orElseThrow()
                    .doubleValue());
      }
    }
  }

  @Test
  void classWeightsChangeTheResult() {
    Dataset<Row> skewed = Frames.classes(120, 2).filter("label = 0 or id < 20");
    double[] plain = Frames.bits(Frames.classifier().fit(skewed));
    double[] balanced = Frames.bits(Frames.classifier().setClassWeights("balanced").fit(skewed));
    assertThat(balanced).isNotEqualTo(plain);
    double[] named = Frames.bits(Frames.classifier().setClassWeights("1=4").fit(skewed));
    assertThat(named).isNotEqualTo(plain).isNotEqualTo(balanced);
  }

  @Test
  void softmaxOfTwoClassesHasTwoOutputs() {
    Dataset<Row> two = Frames.classes(120, 2);
    MlpClassificationModel model =
        Frames.classifier().setOutputActivation("softmax").setLabelSmoothing(0.1).fit(two);
    assertThat(model.numClasses()).isEqualTo(2);
    for (Row row : model.transform(two).select("rawPrediction", "probability").collectAsList()) {
      double[] raw = ((Vector) row.get(0)).toArray();
      double[] p = ((Vector) row.get(1)).toArray();
      assertThat(p[1]).isCloseTo(1 / (1 + Math.exp(raw[0] - raw[1])), within(1e-12));
    }
  }

  @Test
  void unusableRowsAreLeftOutOnRequest() {
    Dataset<Row> holes =
        ROWS.union(
            Frames.of(
                List.of(
                    Frames.row(200, 1.0, (double[]) null),
                    Frames.row(201, 1.0, Double.NaN, 0, 0, 0))));
    double[] bits = Frames.bits(Frames.classifier().fit(ROWS));
    for (String how : List.of("skip", "keep")) {
      assertThat(Frames.bits(Frames.classifier().setHandleInvalid(how).fit(holes))).isEqualTo(bits);
    }
  }

  @Test
  void columnNamesCanHaveDots() {
    Dataset<Row> dotted =
        ROWS.withColumnRenamed("label", "my.label").withColumnRenamed("features", "my.features");
    double[] bits = Frames.bits(Frames.classifier().fit(ROWS));
    for (String quote : List.of("", "`")) {
      MlpClassifier mlp =
          Frames.classifier()
              .setLabelCol(quote + "my.label" + quote)
              .setFeaturesCol(quote + "my.features" + quote);
      MlpClassificationModel model = mlp.fit(dotted);
      assertThat(Frames.bits(model)).isEqualTo(bits);
      assertThat(model.transform(dotted).select("prediction").count()).isEqualTo(120);
    }
  }
}
