package org.lockstep.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every implementation against the definition, bit for bit. */
class ProductsTest {
  private static final int[] SIZES = {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 100};

  static List<Named<Products>> implementations() {
    return Implementations.all();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void sizesAtTheEdgesOfTilesGiveTheBitsOfTheDefinition(Products products) {
    Random random = new Random(1);
    for (int m : SIZES) {
      for (int n : SIZES) {
        int k = SIZES[random.nextInt(SIZES.length)];
        for (Case.Kind kind : Case.Kind.values()) {
          check(
              products, new Case(kind, true, m, n, k, random.nextInt(4), random.nextBoolean(), 2));
          check(
              products, new Case(kind, false, m, n, k, random.nextInt(4), random.nextBoolean(), 3));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void anyShapeGivesTheBitsOfTheDefinition(Products products) {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      Case.Kind kind = Case.Kind.random(random);
      int m = random.nextInt(120);
      int n = random.nextInt(120);
      int k = random.nextInt(120);
      int gap = random.nextInt(20);
      check(products, new Case(kind, random.nextBoolean(), m, n, k, gap, random.nextBoolean(), i));
    }
  }

  /** More than one block in each direction. */
  @ParameterizedTest
  @MethodSource("implementations")
  void blocksGiveTheBitsOfTheDefinition(Products products) {
    int[][] shapes = {
      {3, 5, 1100}, {600, 7, 2}, {5, 1100, 3}, {60, 1100, 9}, {270, 100, 530}, {100, 530, 270}
    };
    for (int[] shape : shapes) {
      for (Case.Kind kind : Case.Kind.values()) {
        for (boolean isFloat : new boolean[] {false, true}) {
          check(products, new Case(kind, isFloat, shape[0], shape[1], shape[2], 3, isFloat, 5));
        }
      }
    }
  }

  /** Laid out as in a batch of features, which is multiplied without a copy. */
  @ParameterizedTest
  @MethodSource("implementations")
  void leftFactorsThatAreReadInPlaceGiveTheBitsOfTheDefinition(Products products) {
    for (boolean isFloat : new boolean[] {true, false}) {
      int distance = isFloat ? 432 : 216;
      for (int columns : new int[] {1, 100, distance - 32, distance - 20, distance}) {
        for (int rows : new int[] {3, 25, 70, 131}) {
          for (int n : new int[] {1, 33, 100}) {
            check(
                products,
                new Case(Case.Kind.NONE, isFloat, rows, n, columns, 2, distance, true, 6));
            check(
                products,
                new Case(Case.Kind.LEFT, isFloat, columns, n, rows, 2, distance, false, 7));
          }
        }
      }
    }
  }

  private static void check(Products products, Case product) {
    double[] actual = product.computedBy(products);
    double[] expected = product.computedByDefinition();
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToRawLongBits(actual[i]) != Double.doubleToRawLongBits(expected[i])) {
        assertThat(actual[i]).as("element %d of %s", i, product).isEqualTo(expected[i]);
        assertThat(Double.doubleToRawLongBits(actual[i]))
            .as("bits of element %d of %s", i, product)
            .isEqualTo(Double.doubleToRawLongBits(expected[i]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aMatrixThatDoesNotFitIsNamed(Products products) {
    float[] six = new float[6];
    assertThatThrownBy(
            () -> products.multiply(2, 3, 2, six, 0, 2, six, 1, 3, new float[6], 0, 3, false))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("B: 2 x 3 at 1, a row every 3 in an array of 6");
    assertThatThrownBy(
            () -> products.multiply(2, 3, 2, six, 0, 1, six, 0, 3, new float[6], 0, 3, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A: 2 x 2 at 0, a row every 1");
  }
}
