package org.lockstep.model.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;

class StandardizerTest {

  @ParameterizedTest
  @EnumSource
  void bytesFromTheTableHaveTheBitsOfTheFormula(Precision precision) {
    Arithmetic arithmetic = new Arithmetic(precision, BlasChoice.JAVA.load());
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (37 * i); // each value once
    }
    double[] shift = new double[256];
    double[] scale = new double[256];
    Arrays.fill(shift, 33.318421); // MNIST's mean pixel
    Arrays.fill(scale, 78.56749);
    Scaling uniform = new Scaling(Scaling.Kind.STANDARD, shift, scale);
    Matrix byTable = arithmetic.matrix(2, 256);
    byte[] behindAnother = new byte[257];
    System.arraycopy(bytes, 0, behindAnother, 1, 256);
    new Standardizer(arithmetic, uniform).copy(behindAnother, 1, byTable, 1);

    Matrix byFormula = arithmetic.matrix(2, 256);
    FlatVector shifts = arithmetic.vector(uniform.shift());
    byFormula.standardizeBytes(bytes, 0, 1, shifts, arithmetic.vector(uniform.factor()));
    assertThat(row(byTable)).containsExactly(row(byFormula));
  }

  private static double[] row(Matrix matrix) {
    double[] row = new double[256];
    matrix.loadRow(1, row);
    return row;
  }
}
