package org.lockstep.spark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.file.ModelFile;
import org.lockstep.spark.store.PublishedDirectory;
import scala.jdk.javaapi.CollectionConverters;

class SavingTest {
  private static final Dataset<Row> ROWS = Frames.classes(60, 3);
  private static final MlpClassificationModel MODEL =
      Frames.classifier().setThresholds(new double[] {0.2, 0.3, 0.5}).fit(ROWS);

  @TempDir Path directory;

  @Test
  void aModelIsLoadedWithEverythingItHad() throws IOException {
    String path = directory.resolve("a b%20c").toString();
    MODEL.write().save(path);
    MlpClassificationModel loaded = MlpClassificationModel.load(path);
    assertThat(loaded.uid()).isEqualTo(MODEL.uid());
    assertThat(Frames.bits(loaded)).isEqualTo(Frames.bits(MODEL));
    assertThat(loaded.labels()).isEqualTo(MODEL.labels());
    assertThat(loaded.getThresholds()).containsExactly(0.2, 0.3, 0.5);
    assertThat(loaded.getHiddenLayers()).containsExactly(8);
    assertThat(loaded.getShards()).isEqualTo(MODEL.getShards());
    assertThat(values(loaded)).isEqualTo(values(MODEL));
    assertThat(loaded.hasSummary()).isFalse();
    assertThat(loaded.transform(ROWS).except(MODEL.transform(ROWS)).count()).isZero();
  }

  private static Map<String, String> values(Params instance) {
    Map<String, String> values = new TreeMap<>();
    for (ParamPair<?> pair : CollectionConverters.asJava(instance.extractParamMap().toSeq())) {
      values.put(pair.param().name(), value(pair));
    }
    return values;
  }

  private static <T> String value(ParamPair<T> pair) {
    return pair.param().jsonEncode(pair.value());
  }

  @Test
  void anEstimatorIsLoadedWithItsParameters() throws IOException {
    String path = directory.resolve("estimator").toString();
    MlpClassifier mlp = Frames.classifier().setWeightCol("w").setSolver("adam").setSeed(5L);
    mlp.write().save(path);
    MlpClassifier loaded = MlpClassifier.load(path);
    assertThat(loaded.uid()).isEqualTo(mlp.uid());
    assertThat(values(loaded)).isEqualTo(values(mlp));
    assertThat(loaded.getSolver()).isEqualTo("adam");
    MlpRegressor regressor = Frames.regressor().setLabelCols("a", "b");
    regressor.write().overwrite().save(path);
    assertThat(MlpRegressor.load(path).getLabelCols()).containsExactly("a", "b");
  }

  @Test
  void savingAgainIsRefusedUnlessOverwriting() throws IOException {
    String path = directory.resolve("model").toString();
    MODEL.save(path);
    assertThatThrownBy(() -> MODEL.save(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[%s] expected an unused path, or write().overwrite() but found something there", path);
    MODEL.write().overwrite().save(path);
    MODEL.write().overwrite().save(path);
    assertThat(Frames.bits(MlpClassificationModel.load(path))).isEqualTo(Frames.bits(MODEL));
    assertThat(names(directory)).containsExactly("model");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFailedSaveKeepsTheEarlierModel() throws IOException {
    Path path = directory.resolve("kept");
    MODEL.save(path.toString());
    assertThatThrownBy(
            () ->
                PublishedDirectory.write(
                    new org.apache.hadoop.fs.Path(path.toString()),
                    new org.apache.hadoop.conf.Configuration(),
                    aside -> {
                      throw new IOException("no space left");
                    }))
        .hasMessage("no space left");
    assertThat(Frames.bits(MlpClassificationModel.load(path.toString())))
        .isEqualTo(Frames.bits(MODEL));
    assertThat(names(directory)).containsExactly("kept");
  }

  @Test
  void loadingAnotherClassNamesBothClasses() throws IOException {
    String path = directory.resolve("model").toString();
    MODEL.save(path);
    assertThatThrownBy(() -> MlpRegressionModel.load(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[%s] expected a saved org.lockstep.spark.ml.MlpRegressionModel but found a"
                + " org.lockstep.spark.ml.MlpClassificationModel",
            path);
    assertThatThrownBy(() -> MlpClassifier.load(path))
        .hasMessage(
            "[%s] expected a saved org.lockstep.spark.ml.MlpClassifier but found a"
                + " org.lockstep.spark.ml.MlpClassificationModel",
            path);
  }

  @Test
  void aParameterOfALaterVersionIsNamedWithTheVersion() throws IOException {
    Path path = directory.resolve("model");
    MODEL.save(path.toString());
    Path metadata = path.resolve("metadata/part-00000");
    String json = Files.readString(metadata, UTF_8);
    Files.writeString(
        metadata,
        json.replace("\"paramMap\":{", "\"paramMap\":{\"futureParam\":1,")
            .replaceFirst("\"lockstepVersion\":\"[^\"]*\"", "\"lockstepVersion\":\"9.1\""));
    assertThatThrownBy(() -> MlpClassificationModel.load(path.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[%s] expected parameters that Lockstep %s knows but found 'futureParam', saved by"
                + " Lockstep 9.1",
            path, SavedParams.version());
  }

  @Test
  void aPathWithNothingSavedIsRefused() {
    assertThatThrownBy(() -> MlpClassifier.load(directory.resolve("none").toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[%s] expected something saved by Spark ML but found no metadata/part-00000",
            directory.resolve("none"));
  }

  @Test
  void aModelFileAndItsDirectoryCanBeLoaded() throws IOException {
    Path file = directory.resolve("run/model.npz");
    Files.createDirectories(file.getParent());
    try (var out = Files.newOutputStream(file)) {
      ModelFile.write(MODEL.model(), out);
    }
    for (Path path : List.of(file, file.getParent())) {
      MlpClassificationModel loaded = MlpClassificationModel.load(path.toString());
      assertThat(Frames.bits(loaded)).isEqualTo(Frames.bits(MODEL));
      assertThat(loaded.getFeaturesCol()).isEqualTo("features");
    }
    assertThatThrownBy(() -> MlpRegressionModel.load(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[model] expected a model of numbers (regression) but found one of classes");
  }

  @Test
  void pipelinesWithAnEstimatorAreLoaded() throws IOException {
    Dataset<Row> columns =
        ROWS.withColumn(
                "a",
                org.apache
                    .spark
                    .ml
                    .functions
                    .vector_to_array(ROWS.col("features"), "float64")
                    .getItem(0))
            .withColumn(
                "b",
                org.apache
                    .spark
                    .ml
                    .functions
                    .vector_to_array(ROWS.col("features"), "float64")
                    .getItem(1))
            .drop("features");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new VectorAssembler()
                      .setInputCols(new String[] {"a", "b"})
                      .setOutputCol("features"),
                  Frames.classifier()
                });
    pipeline.save(directory.resolve("pipeline").toString());
    PipelineModel model = Pipeline.load(directory.resolve("pipeline").toString()).fit(columns);
    model.write().overwrite().save(directory.resolve("model").toString());
    model.write().overwrite().save(directory.resolve("model").toString());
    PipelineModel loaded = PipelineModel.load(directory.resolve("model").toString());
    assertThat(loaded.transform(columns).except(pipeline.fit(columns).transform(columns)).count())
        .isZero();
  }
}
