package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.Setting;

/** The command line's settings as parameters of Spark ML. */
class ParametersTest {
  @TempDir private Path directory;

  /** Settings about files, which a DataFrame lacks, or about the command's output. */
  private static final Set<String> COMMAND_LINE_ONLY =
      Set.of(
          "data",
          "format",
          "read-option",
          "labels",
          "image-size",
          "rows",
          "stratify",
          "split-by",
          "split-after",
          "header",
          "separator",
          "decimal",
          "encoding",
          "target",
          "features",
          "drop",
          "categorical",
          "numeric",
          "ordinal",
          "text", // textCols in Spark ML, which are names rather than patterns
          "date-order",
          "missing",
          "missing-indicator",
          "missing-values",
          "max-categories",
          "task",
          "weight",
          "threshold", // thresholds of the model in Spark ML
          "false-positive-cost",
          "false-negative-cost",
          "split-seed",
          "test",
          "test-labels",
          "test-fraction",
          "test-rows",
          "validation",
          "validation-labels",
          "validation-rows",
          "resume",
          "output",
          "overwrite");

  @Test
  void everySettingNotAboutFilesIsAParameter() {
    Set<String> missing =
        TrainingSettings.CATALOGUE.settings().stream()
            .filter(setting -> MlSettings.CATALOGUE.find(setting.name()).isEmpty())
            .map(Setting::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing).containsExactlyInAnyOrderElementsOf(new TreeSet<>(COMMAND_LINE_ONLY));
  }

  @Test
  void everyParameterHasAGetterAndASetter() {
    for (Params owner : List.of(new MlpClassifier(), new MlpRegressor())) {
      Set<String> methods =
          Arrays.stream(owner.getClass().getMethods())
              .map(Method::getName)
              .collect(Collectors.toSet());
      for (Param<?> param : owner.params()) {
        if (OwnParams.OF_A_CALL.contains(param.name())) {
          continue;
        }
        String name =
            param.name().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + param.name().substring(1);
        assertThat(methods).as(owner.getClass() + "").contains("get" + name, "set" + name);
      }
    }
  }

  @Test
  void everyParameterBelongsToItsOwner() {
    MlpClassifier mlp = new MlpClassifier("named");
    for (Param<?> param : mlp.params()) {
      assertThat(param.parent()).as(param.name()).isEqualTo("named");
    }
  }

  @Test
  void gettersReturnTheDefaultsOfTheCommandLine() {
    MlpClassifier mlp = new MlpClassifier();
    assertThat(mlp.getMaxIter()).isEqualTo(100);
    assertThat(mlp.getHiddenLayers()).containsExactly(100);
    assertThat(mlp.getActivation()).isEqualTo("relu");
    assertThat(mlp.getSolver()).isEqualTo("adam");
    assertThat(mlp.getStepSize()).isEqualTo(0.001);
    assertThat(mlp.setSolver("sgd").getStepSize()).isEqualTo(0.1);
    assertThat(mlp.getHandleInvalid()).isEqualTo("error");
    assertThat(mlp.getFeaturesCol()).isEqualTo("features");
  }

  @Test
  void explanationsNameParametersRatherThanOptions() {
    String explained = new MlpClassifier().explainParams();
    assertThat(explained)
        .contains("solver: sgd, momentum, nesterov, adam, adamw, rmsprop, adagrad or lbfgs")
        .contains("stepSize: How far a step goes")
        .contains("The smallest improvement that counts for patience")
        .contains("[adam] (default: adam)", "(default: relu)", "(default: epoch)")
        .doesNotContain("--", "`", "learning-rate", "early-stopping");
  }

  @Test
  void aDefaultThatDependsOnOthersIsNotADefaultOfSpark() {
    MlpClassifier mlp = new MlpClassifier();
    assertThat(mlp.hasDefault(mlp.solver())).isTrue();
    assertThat(mlp.hasDefault(mlp.stepSize())).isFalse(); // 0.001, or 0.1 with sgd
    assertThat(mlp.getOrDefault(mlp.hiddenLayers())).containsExactly(100);
  }

  @Test
  void anEstimatorKeepsTheDefaultsOfTheVersionThatSavedIt() throws IOException {
    Path path = directory.resolve("mlp");
    new MlpClassifier().write().save(path.toString());
    Path metadata = path.resolve("metadata/part-00000");
    Files.writeString(
        metadata, Files.readString(metadata).replace("\"maxIter\":100", "\"maxIter\":7"));
    MlpClassifier loaded = MlpClassifier.load(path.toString());
    assertThat(loaded.getMaxIter()).isEqualTo(7);
    assertThat(loaded.isSet(loaded.maxIter())).isFalse();
    assertThat(loaded.fit(Frames.classes(30, 3)).summary().totalIterations()).isEqualTo(7);
  }

  @Test
  void aModelHasItsEstimatorsParameters() {
    MlpClassificationModel model =
        Frames.classifier()
            .setSeed(17)
            .setDropout(0.1)
            .setLabelCol("label")
            .fit(Frames.classes(30, 3));
    assertThat(model.getSeed()).isEqualTo(17);
    assertThat(model.getDropout()).isEqualTo(0.1);
    assertThat(model.getHiddenLayers()).containsExactly(8);
    assertThat(model.hasParam("classWeights")).isFalse();
  }
}
