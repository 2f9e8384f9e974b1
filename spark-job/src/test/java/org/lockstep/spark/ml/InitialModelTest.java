package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.network.NetworkSpec;

/** A fit from an initial model has that model's network, whatever its layers. */
@Tag("slow")
class InitialModelTest {
  private static final Dataset<Row> ROWS = Frames.classes(60, 3);
  private static final String MIXED = "dense 8, relu, dense 6, tanh";
  private static final String NORMALISED = "dense 8, batch-norm, silu";

  /** A classifier that takes all rows in each step. */
  private static MlpClassifier estimator() {
    return new MlpClassifier().setBatchSize(60);
  }

  private static MlpClassificationModel model(String network) {
    return estimator().setNetwork(network).setMaxIter(20).fit(ROWS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MIXED,
        NORMALISED,
        "dense 8, tanh",
        "dense 8, tanh, dropout 0.2, dense 5, tanh",
        "dense 8, dense 6, relu",
        "dense 8",
        "relu, dense 8, relu",
        "dense 8 no-bias, elu 0.5, output no-bias",
        "dense 8 no-bias, relu",
        "dense 8 ntk, relu, output ntk",
        "dense 8, parametric relu, residual(dense 8, layer-norm, mish)"
      })
  void aFitContinuesFromTheInitialModel(String network) {
    MlpClassificationModel model = model(network);
    double next =
        estimator()
            .setNetwork(network)
            .setMaxIter(1)
            .setInitialModel(model)
            .setStepSize(1e-9)
            .fit(ROWS)
            .summary()
            .objectiveHistory()[0];
    MlpClassificationModel continued =
        estimator().setInitialModel(model).setMaxIter(1).setStepSize(1e-9).fit(ROWS);
    NetworkSpec expected = model.model().network().forPrediction();
    assertThat(continued.model().network().forPrediction()).isEqualTo(expected);
    assertThat(next).isLessThan(model.summary().objectiveHistory()[0]);
    if (!network.contains("dropout")) {
      assertThat(continued.summary().objectiveHistory()[0]).isEqualTo(next);
    }
  }

  @Test
  void dropoutCanBeSetOnAPerceptronOnly() {
    MlpClassificationModel plain = model("dense 8, tanh");
    MlpClassificationModel continued =
        estimator().setInitialModel(plain).setDropout(0.3).setMaxIter(1).fit(ROWS);
    assertThat(continued.model().network().layersText())
        .isEqualTo("dense 8, tanh, dropout 0.3, dense 3");
    for (String network : new String[] {MIXED, NORMALISED}) {
      MlpClassifier mlp = estimator().setInitialModel(model(network)).setDropout(0.3);
      assertThatThrownBy(() -> mlp.fit(ROWS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "[initialModel] expected dense layers with one activation, since dropout is set, but"
                  + " found "
                  + network
                  + ", dense 3");
    }
  }

  @Test
  void anActivationOtherThanTheInitialModelsIsRefused() {
    MlpClassifier mlp = estimator().setInitialModel(model("dense 8, tanh")).setActivation("silu");
    assertThatThrownBy(() -> mlp.fit(ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[initialModel] expected 4-8-3, silu, softmax-cross-entropy but found 4-8-3, tanh,"
                + " softmax-cross-entropy");
  }
}
