package org.lockstep.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

class PredictorTest {
  private static final Products JAVA = BlasChoice.JAVA.load();

  /** y = 2·(x₁ - 1)/4 + 3·(x₂ - 2)/8 + 5. */
  private static Model linear(Precision precision) {
    return new Model(
        NetworkSpec.perceptron(2, List.of(), new Relu(), 1, new LinearSquaredError(), true),
        new Arithmetic(precision, JAVA).vector(2, 3, 5),
        new InputSchema(List.of(InputColumn.vector("x", 2))),
        new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
        new Scaling(Scaling.Kind.STANDARD, new double[] {1, 2}, new double[] {4, 8}));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void rawNumbersAndRawBytesAreScaledAlike(Precision precision) {
    Predictor predictor = new Predictor(linear(precision), JAVA, 2);
    predictor.load(new double[] {255, 2}, 0);
    predictor.load(new byte[] {(byte) 255, 2}, 1);
    Matrix outputs = predictor.predict(2);
    assertThat(outputs.get(0, 0)).isEqualTo(2 * 254 / 4.0 + 5);
    assertThat(outputs.get(1, 0)).isEqualTo(2 * 254 / 4.0 + 5);
  }

  @Test
  void aBatchCanBeLargerThanTheOneBefore() {
    Predictor predictor = new Predictor(linear(Precision.FLOAT), JAVA, 3);
    assertThat(predictor.capacity()).isEqualTo(3);
    for (int rows : new int[] {3, 1, 0, 2, 3}) {
      for (int i = 0; i < rows; i++) {
        predictor.load(new double[] {1 + 4 * i, 2}, i);
      }
      Matrix outputs = predictor.predict(rows);
      assertThat(outputs.rows()).isEqualTo(rows);
      for (int i = 0; i < rows; i++) {
        assertThat(outputs.get(i, 0)).isEqualTo(2 * i + 5);
      }
    }
  }

  @Test
  void numbersAreRoundedToTheModelsPrecisionBeforeScaling() {
    double third = 1 / 3.0;
    Predictor floats = new Predictor(linear(Precision.FLOAT), JAVA, 1);
    floats.load(new double[] {third, 2}, 0);
    double fromThird = floats.predict(1).get(0, 0);
    floats.load(new double[] {(float) third, 2}, 0);
    assertThat(floats.predict(1).get(0, 0)).isEqualTo(fromThird);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void numbersThatAreNotFiniteAfterRoundingAreReported(Precision precision) {
    Predictor predictor = new Predictor(linear(precision), JAVA, 1);
    assertThat(predictor.load(new double[] {-1e30, 0}, 0)).isTrue();
    assertThat(predictor.load(new double[] {1, -1e300}, 0))
        .isEqualTo(precision == Precision.DOUBLE);
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      assertThat(predictor.load(new double[] {1, wrong}, 0)).isFalse();
      assertThat(predictor.load(new int[] {1}, new double[] {wrong}, 0)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void predictionsAreInTheUnitOfTheTargetAndInDoubles(Precision precision) {
    Model plain = linear(precision);
    Model scaled =
        new Model(
            plain.network(),
            plain.parameters(),
            plain.input(),
            plain.target(),
            plain.scaling(),
            new TargetScaling(
                TargetScaling.Kind.STANDARD, new double[] {1e9}, new double[] {0.125}));
    Predictor predictor = new Predictor(scaled, JAVA, 3);
    for (int i = 0; i < 3; i++) {
      predictor.load(new double[] {1 + 4 * i, 2}, i);
    }
    for (int rows : new int[] {3, 1, 2}) {
      Matrix outputs = predictor.predict(rows);
      assertThat(outputs.rows()).isEqualTo(rows);
      for (int i = 0; i < rows; i++) { // floats are 64 apart there
        assertThat(outputs.get(i, 0)).isEqualTo(1e9 + 0.125 * (2 * i + 5));
      }
    }
    assertThat(predictor.logits(1).get(0, 0)).isEqualTo(5);
    assertThat(Scorer.of(scaled).outputs(new double[] {5, 2})).containsExactly(1e9 + 0.875);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void outputsOfASparseModelDependOnTheRowAlone(Precision precision) {
    int width = 200;
    NetworkSpec spec =
        NetworkSpec.perceptron(width, List.of(9), new Relu(), 3, new LinearSquaredError(), true)
            .withSparse(true);
    Random random = new Random(3);
    double[] theta = random.doubles(ParameterLayout.of(spec).length(), -1, 1).toArray();
    double[] scale = random.doubles(width, 0.1, 3).toArray();
    Model model =
        new Model(
            spec,
            new Arithmetic(precision, JAVA).vector(theta),
            new InputSchema(List.of(InputColumn.vector("x", width))),
            new TargetSchema(Task.REGRESSION, List.of("a", "b", "c"), List.of()),
            new Scaling(Scaling.Kind.MAXABS, new double[width], scale));
    int[] columns = random.ints(17, 0, width).distinct().sorted().toArray();
    double[] entries = random.doubles(columns.length, -1, 1).toArray();
    entries[2] = 0;
    entries[3] = 1e-310;
    double[] dense = new double[width];
    for (int k = 0; k < columns.length; k++) {
      dense[columns[k]] = entries[k];
    }
    Predictor predictor = new Predictor(model, JAVA, 4);
    double[] full = random.doubles(width).toArray();
    predictor.load(columns, entries, 0);
    predictor.load(full, 1);
    predictor.load(full, 2);
    predictor.load(dense, 2); // loaded again
    predictor.load(new int[0], new double[0], 3);
    Matrix outputs = predictor.predict(4);
    double[] first = row(outputs, 0);
    assertThat(row(outputs, 2)).isEqualTo(first);
    assertThat(row(outputs, 1)).isNotEqualTo(first);
    predictor.load(full, 0);
    predictor.load(columns, entries, 1);
    assertThat(row(predictor.predict(4), 1)).isEqualTo(first);
    for (double wrong : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThat(predictor.load(new int[] {1}, new double[] {wrong}, 0)).isFalse();
    }
  }

  private static double[] row(Matrix outputs, int row) {
    double[] values = new double[outputs.columns()];
    outputs.loadRow(row, values);
    return values;
  }

  @Test
  void theLargestOutputIsTheClass() {
    TargetSchema target = new TargetSchema(Task.CLASSIFICATION, List.of("c"), List.of("a", "b"));
    assertThat(ClassPrediction.of(target, new double[] {0.25, 0.5}))
        .isEqualTo(new ClassPrediction("b", List.of(0.25, 0.5)));
    assertThat(ClassPrediction.of(target, new double[] {0.5, 0.5}).label()).isEqualTo("a");
  }

  @Test
  void aBinaryOutputFollowsItsComplement() {
    TargetSchema target = new TargetSchema(Task.BINARY, List.of("c"), List.of("no", "yes"));
    assertThat(ClassPrediction.of(target, new double[] {0.75}))
        .isEqualTo(new ClassPrediction("yes", List.of(0.25, 0.75)));
    assertThat(ClassPrediction.of(target, new double[] {0.5}).label()).isEqualTo("no");
  }

  @Test
  void aPredictionOfNumbersHasNoClass() {
    TargetSchema target = new TargetSchema(Task.REGRESSION, List.of("y"), List.of());
    assertThatThrownBy(() -> ClassPrediction.of(target, new double[] {0.75}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a prediction of numbers has no class");
  }
}
