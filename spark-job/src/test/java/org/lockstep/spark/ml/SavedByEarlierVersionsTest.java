package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Every later version opens the directories that earlier ones saved. Those of {@code saved-v1} are
 * the first, saved by 0.1.0 before its release: {@code Frames.classifier().setThresholds(0.2, 0.3,
 * 0.5)}, {@code Frames.regressor()}, and the models that they fitted to 60 rows of {@code
 * Frames.classes(60, 3)} and {@code Frames.numbers(60)}.
 */
class SavedByEarlierVersionsTest {
  private static final double TOLERANCE =
      1e-6; // for floats, which BLAS libraries round differently

  private static final Dataset<Row> ROW =
      Frames.of(List.of(Frames.row(0, 0.0, 1.5, -0.5, 0.25, 2)));

  private static String saved(String name) throws URISyntaxException {
    String resource = "saved-v1/" + name;
    URL directory =
        Objects.requireNonNull(
            SavedByEarlierVersionsTest.class.getResource(resource), () -> resource);
    return Path.of(directory.toURI()).toString();
  }

  @Test
  void aClassifierOfVersion1HasItsParameters() throws Exception {
    MlpClassifier mlp = MlpClassifier.load(saved("classifier"));
    assertThat(mlp.uid()).isEqualTo("mlpc_golden");
    assertThat(mlp.getHiddenLayers()).containsExactly(8);
    assertThat(mlp.getMaxIter()).isEqualTo(5);
    assertThat(mlp.getStepSize()).isEqualTo(0.2);
    assertThat(mlp.getThresholds()).containsExactly(0.2, 0.3, 0.5);
  }

  @Test
  void aRegressorOfVersion1HasItsParameters() throws Exception {
    MlpRegressor mlp = MlpRegressor.load(saved("regressor"));
    assertThat(mlp.uid()).isEqualTo("mlpr_golden");
    assertThat(mlp.getBatchSize()).isEqualTo(20);
    assertThat(mlp.getStepSize()).isEqualTo(0.05);
  }

  @Test
  void aClassificationModelOfVersion1PredictsAsItDid() throws Exception {
    MlpClassificationModel model = MlpClassificationModel.load(saved("classification-model"));
    assertThat(model.getThresholds()).containsExactly(0.2, 0.3, 0.5);
    assertThat(model.numClasses()).isEqualTo(3);
    Row scored = model.transform(ROW).select("probability", "prediction").first();
    assertThat(scored.<Vector>getAs("probability").toArray())
        .containsExactly(
            new double[] {0.00475824687518014, 1.0838732843946976E-7, 0.9952416447374913},
            within(TOLERANCE));
    assertThat(scored.<Double>getAs("prediction")).isEqualTo(2);
  }

  @Test
  void aRegressionModelOfVersion1PredictsAsItDid() throws Exception {
    MlpRegressionModel model = MlpRegressionModel.load(saved("regression-model"));
    Row scored = model.transform(ROW).select("prediction").first();
    assertThat(scored.<Double>getAs("prediction")).isCloseTo(4.474138561877246, within(TOLERANCE));
  }
}
