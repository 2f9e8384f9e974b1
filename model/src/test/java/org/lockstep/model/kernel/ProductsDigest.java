package org.lockstep.model.kernel;

import java.util.Arrays;
import java.util.Random;

/** Prints a digest of many products, and what computed them. */
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
    return digest;
  }
}
