package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.Preset;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingValues;

/** The part of the Java side that Python and Spark Connect rely on. */
class RemoteFaceTest {
  private static final Dataset<Row> ROWS = Frames.classes(60, 3);
  private static final MlpClassificationModel MODEL = Frames.classifier().setMaxIter(3).fit(ROWS);

  private static Dataset<Row> answer(MlpClassificationModel model, String question) {
    MlpClassificationModel asked = model.copy(org.apache.spark.ml.param.ParamMap.empty());
    asked.set(asked.answer(), question);
    return asked.transform(ROWS);
  }

  @Test
  void sparkConnectFindsEstimatorsAndModels() {
    assertThat(ServiceLoader.load(Estimator.class).stream().map(ServiceLoader.Provider::type))
        .contains(MlpClassifier.class, MlpRegressor.class);
    assertThat(ServiceLoader.load(Transformer.class).stream().map(ServiceLoader.Provider::type))
        .contains(MlpClassificationModel.class, MlpRegressionModel.class);
    // Spark 4.0 creates an instance of each provider.
    assertThat(new MlpClassificationModel().uid()).isEqualTo(new MlpRegressionModel().uid());
  }

  @Test
  void aModelWithoutANetworkCannotBeUsed() {
    assertThatThrownBy(() -> new MlpRegressionModel().numFeatures())
        .hasMessage("a model without a network, made to show its class");
  }

  @Test
  void aModelAnswersWithItsHistory() {
    assertThat(answer(MODEL, "history").collectAsList())
        .isEqualTo(MODEL.summary().history().collectAsList());
  }

  @Test
  void aModelAnswersWithItsDescription() throws IOException {
    JsonNode about = new ObjectMapper().readTree(answer(MODEL, "about").first().getString(0));
    assertThat(about.get("classes")).hasSize(MODEL.numClasses());
    assertThat(about.get("network").asText()).isEqualTo(MODEL.model().network().text());
    assertThat(about.get("shards").asInt()).isEqualTo(MODEL.getShards());
    assertThat(about.get("summary").get("end").asText()).isEqualTo("completed");
  }

  @Test
  void aModelAnswersWithItsFile() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (Row part : answer(MODEL, "file").orderBy("part").collectAsList()) {
      file.write(part.getAs("bytes"));
    }
    Model read = ModelFile.read("answer", new ByteArrayInputStream(file.toByteArray()));
    assertThat(Frames.bits(read)).isEqualTo(Frames.bits(MODEL));
  }

  @Test
  void aLoadedModelHasNoHistoryAndSaysSo() {
    MlpClassificationModel loaded = MlpClassificationModel.of(MODEL.model());
    assertThatThrownBy(() -> answer(loaded, "history"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[summary] expected a model trained in this session but found a loaded one");
    assertThat(answer(loaded, "about").first().getString(0)).doesNotContain("summary");
  }

  @Test
  void anUnknownQuestionIsRefused() {
    assertThatThrownBy(() -> answer(MODEL, "weather"))
        .hasMessage(
            "[answer] expected one of predictions, history, about, file but found 'weather'");
  }

  @Test
  void aQuestionIsNotSaved(@TempDir Path directory) throws IOException {
    MlpClassificationModel asked = MODEL.copy(org.apache.spark.ml.param.ParamMap.empty());
    asked.set(asked.answer(), "predictions");
    asked.save(directory.resolve("model").toString());
    assertThat(Files.readString(directory.resolve("model/metadata/part-00000")))
        .doesNotContain("answer");
  }

  @Test
  void theEstimatedSizeIsThatOfTheParameters() {
    long parameters = MODEL.model().parameters().length() * 4L;
    assertThat(MODEL.estimatedSize()).isBetween(parameters, parameters + 16L * MODEL.numFeatures());
  }

  @Test
  void aConnectServerKeepsModelsOnItsLocalDisk(@TempDir Path directory) throws IOException {
    Path kept = directory.resolve("spark_connect_model_cache/one");
    ((InstanceWriter) MODEL.write()).saveToLocal(kept.toString());
    SparkSession spark = ROWS.sparkSession();
    String files = spark.sparkContext().hadoopConfiguration().get("fs.defaultFS");
    spark.sparkContext().hadoopConfiguration().set("fs.defaultFS", "nowhere:///");
    try {
      assertThat(MlpClassificationModel.load(kept.toString()).numClasses())
          .isEqualTo(MODEL.numClasses());
    } finally {
      spark.sparkContext().hadoopConfiguration().set("fs.defaultFS", files);
    }
  }

  @Test
  void theProgressOfAFitIsPublishedAsASessionSetting() {
    SparkSession spark = ROWS.sparkSession();
    MlpClassifier mlp = Frames.classifier().setMaxIter(2);
    String key = "spark.lockstep.progress." + mlp.uid();
    spark.conf().set(key, "");
    try {
      List<String> seen = new ArrayList<>();
      mlp.addListener(
          new org.lockstep.spark.train.EpochListener() {
            @Override
            public void onEpoch(org.lockstep.spark.train.EpochReport report) {
              seen.add(spark.conf().get(key));
            }
          });
      mlp.fit(ROWS);
      seen.add(spark.conf().get(key));
      assertThat(seen).hasSize(3);
      assertThat(seen.get(0)).isEmpty();
      assertThat(seen.get(1)).startsWith("1 2 ");
      assertThat(seen.get(2)).startsWith("2 2 ");
    } finally {
      spark.conf().unset(key);
    }
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void aPresetMatchesTheCommandLine(Preset preset) {
    MlpClassifier mlp = new MlpClassifier().setPreset("mnist").setPreset(Words.of(preset));
    SettingValues values = mlp.settingParams().values(mlp);
    Map<String, String> texts = preset.withoutData(Task.CLASSIFICATION);
    for (Setting<?> setting : MlSettings.CATALOGUE.settings()) {
      assertThat(values.given(setting))
          .as(setting.name())
          .isEqualTo(Optional.ofNullable(texts.get(setting.name())).map(setting::parse));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Preset.class, names = "MULTI_LINEAR", mode = EnumSource.Mode.EXCLUDE)
  void aPresetTrainsOnAnyRows(Preset preset) {
    MlpClassifier mlp = new MlpClassifier().setPreset(Words.of(preset)).setMaxIter(1);
    Dataset<Row> two = ROWS.filter("label < 2"); // cats are a binary task
    assertThat(mlp.fit(preset == Preset.CATS ? two : ROWS).summary().totalIterations()).isOne();
  }

  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"TABULAR", "TABULAR_FULL"})
  void aPresetForTablesTrainsSeveralLabels(Preset preset) {
    Dataset<Row> labels = ROWS.selectExpr("features", "label = 0 AS zero", "label = 1 AS one");
    MlpClassifier mlp =
        new MlpClassifier().setLabelCols("zero", "one").setPreset(Words.of(preset)).setMaxIter(1);
    assertThat(mlp.fit(labels).summary().totalIterations()).isOne();
  }

  @Test
  void theRegressionPresetTrainsARegressor() {
    MlpRegressor mlp = new MlpRegressor().setPreset("multi-linear").setMaxIter(1);
    assertThat(mlp.fit(Frames.numbers(40)).summary().totalIterations()).isOne();
  }

  @Test
  void anUnknownPresetIsRefused() {
    assertThatThrownBy(() -> new MlpClassifier().setPreset("minst"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[preset] expected one of digits, mnist, cifar10-shallow, cifar10-deep, cats,"
                + " multi-linear, plain-sgd, tabular, tabular-full but found 'minst'");
  }
}
