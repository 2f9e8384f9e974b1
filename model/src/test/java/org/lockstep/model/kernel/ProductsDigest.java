package org.lockstep.model.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A program that prints a digest of many products, and the implementation that computed them. */
final class ProductsDigest {
  private ProductsDigest() {}

  public static void main(String[] arguments) {
    Products products = JvmKernels.bestProducts();
    System.out.println(of(products) + " " + products.description());
  }

  static int of(Products products) {
    Random random = new Random(1);
    int digest = 0;
    for (int i = 0; i < 60; i++) {
      Case.Kind kind = Case.Kind.random(random);
      int m = 1 + random.nextInt(20);
      int n = 1 + random.nextInt(40);
      int k = random.nextInt(20);
      Case product = new Case(kind, i % 2 == 0, m, n, k, 2, random.nextBoolean(), i);
      digest = 31 * digest + Arrays.hashCode(product.computedBy(products));
    }
    for (Case.Kind kind : Case.Kind.values()) { // in place, in panels, and with few last columns
      for (boolean isFloat : new boolean[] {true, false}) {
        int distance = isFloat ? 432 : 216;
        int inner = kind == Case.Kind.LEFT ? 70 : 200;
        int rows = kind == Case.Kind.LEFT ? 200 : 70;
        for (Case product :
            List.of(
                new Case(kind, isFloat, rows, 33, inner, 2, distance, true, 8),
                new Case(kind, isFloat, 60, 1100, 9, 2, false, 9))) {
          digest = 31 * digest + Arrays.hashCode(product.computedBy(products));
        }
      }
    }
    return digest;
  }
}
