package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.spark.testing.Kryo;

class RowPredictorTest {
  private static final Arithmetic DOUBLES =
      new Arithmetic(Precision.DOUBLE, BlasChoice.JAVA.load());

  /** y = 2·(x₁ - 1)/4 + 3·(x₂ - 2)/8 + 5. */
  private static final Model MODEL =
      new Model(
          NetworkSpec.perceptron(2, List.of(), new Relu(), 1, new LinearSquaredError(), true),
          DOUBLES.vector(2, 3, 5),
          new InputSchema(List.of(InputColumn.number("x1"), InputColumn.number("x2"))),
          new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
          new Scaling(Scaling.Kind.STANDARD, new double[] {1, 2}, new double[] {4, 8}));

  @Test
  void predictsEveryRowInOrderChunkByChunk() {
    RowPredictor predictor = new RowPredictor(MODEL, BlasChoice.JAVA, false);
    for (int rows : new int[] {0, 1, 127, 128, 129, 600}) {
      List<Row> input = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        double[] x = {1 + i, 2 - i};
        input.add(
            RowFactory.create(
                (long) i, i % 2 == 0 ? Vectors.dense(x) : Vectors.dense(x).toSparse()));
      }
      Iterator<Row> predictions = predictor.predict(input.iterator());
      for (int i = 0; i < rows; i++) {
        Row row = predictions.next();
        assertThat(row.getLong(0)).isEqualTo(i);
        assertThat(outputs(row)).containsExactly(2 * i / 4.0 - 3 * i / 8.0 + 5);
      }
      assertThat(predictions.hasNext()).isFalse();
    }
  }

  @Test
  void predictsBytesAsUnsigned() {
    Row row = RowFactory.create(7L, new byte[] {(byte) 255, 2});
    Row prediction =
        new RowPredictor(MODEL, BlasChoice.JAVA, false).predict(List.of(row).iterator()).next();
    assertThat(outputs(prediction)).containsExactly(2 * 254 / 4.0 + 5);
  }

  @Test
  void survivesKryo() {
    RowPredictor sent =
        Kryo.send(RowPredictor.class, new RowPredictor(MODEL, BlasChoice.JAVA, false));
    Row row = RowFactory.create(0L, Vectors.dense(1, 2));
    assertThat(outputs(sent.predict(List.of(row).iterator()).next())).containsExactly(5.0);
  }

  private static double[] outputs(Row row) {
    Double[] outputs = row.getAs(1);
    return Arrays.stream(outputs).mapToDouble(Double::doubleValue).toArray();
  }
}
