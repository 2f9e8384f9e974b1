package org.lockstep.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;

class ScorerTest {
  private static final int FEATURES = 20;
  private static final Model MODEL = model();

  @TempDir private Path directory;

  private static Model model() {
    NetworkSpec spec =
        NetworkSpec.perceptron(
            FEATURES, List.of(30), new Tanh(), 3, new SoftmaxCrossEntropy(), true);
    Arithmetic arithmetic = new Arithmetic(Precision.FLOAT, BlasChoice.JAVA.load());
    return new Model(
        spec,
        new Initializer.He().initialize(new Network(spec), arithmetic, 0, 3),
        new InputSchema(List.of(InputColumn.vector("x", FEATURES))),
        new TargetSchema(Task.CLASSIFICATION, List.of("c"), List.of("a", "b", "c")),
        Scaling.none(FEATURES));
  }

  private static List<double[]> rows() {
    Random random = new Random(5);
    return IntStream.range(0, 50).mapToObj(i -> random.doubles(FEATURES, -1, 1).toArray()).toList();
  }

  private static List<double[]> predicted(List<double[]> rows) {
    Predictor predictor = new Predictor(MODEL, BlasChoice.JAVA.load(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      predictor.load(rows.get(i), i);
    }
    Matrix outputs = predictor.predict(rows.size());
    return IntStream.range(0, rows.size())
        .mapToObj(
            i -> {
              double[] row = new double[3];
              outputs.loadRow(i, row);
              return row;
            })
        .toList();
  }

  @Test
  void aScorerScoresAsThePredictorDoes() throws IOException {
    Path file = directory.resolve("model.npz");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFile.write(MODEL, out);
    }
    Scorer scorer = Scorer.open(file);
    List<double[]> expected = predicted(rows());
    for (int i = 0; i < expected.size(); i++) {
      double[] outputs = scorer.outputs(rows().get(i));
      assertThat(outputs).containsExactly(expected.get(i), within(1e-6));
      assertThat(scorer.classify(rows().get(i)).label())
          .isEqualTo(ClassPrediction.of(MODEL.target(), outputs).label());
    }
  }

  @Test
  void threadsCanScoreAtTheSameTime() {
    Scorer scorer = Scorer.of(MODEL);
    List<double[]> rows = rows();
    List<double[]> alone = rows.stream().map(scorer::logits).toList();
    List<double[]> together =
        IntStream.range(0, 100 * rows.size())
            .parallel()
            .mapToObj(i -> scorer.logits(rows.get(i % rows.size())))
            .toList();
    for (int i = 0; i < together.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i % rows.size()));
    }
  }

  @Test
  void aSingleRowHasTheBitsThatItHasInABatch() {
    Scorer scorer = Scorer.ofMany(MODEL, BlasChoice.JAVA.load(), 50);
    List<double[]> expected = predicted(rows());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(scorer.outputs(rows().get(i))).isEqualTo(expected.get(i));
    }
  }

  @Test
  void featuresMustBeAsManyAsTheModelHasAndFinite() {
    Scorer scorer = Scorer.of(MODEL);
    assertThatThrownBy(() -> scorer.outputs(new double[2]))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[features] expected 20 but found 2");
    double[] hole = new double[FEATURES];
    hole[3] = Double.NaN;
    assertThatThrownBy(() -> scorer.outputs(hole))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[feature 4] expected a finite number but found NaN");
    double[] large = new double[FEATURES];
    large[5] = 1e300;
    assertThatThrownBy(() -> scorer.outputs(large))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[features] expected numbers that are finite in the model's precision but found a"
                + " larger one");
  }
}
