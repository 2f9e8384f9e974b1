package org.lockstep.model.kernel;

/** Forwards every call to other products, chosen at each call. */
abstract class ForwardingProducts implements Products {

  abstract Products products();

  @Override
  public String description() {
    return products().description();
  }

  @Override
  public void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    products().multiply(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiplyTransposedLeft(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    products().multiplyTransposedLeft(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiplyTransposedRight(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    products().multiplyTransposedRight(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    products().multiply(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiplyTransposedLeft(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    products().multiplyTransposedLeft(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }

  @Override
  public void multiplyTransposedRight(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    products().multiplyTransposedRight(m, n, k, a, atA, ldA, b, atB, ldB, c, atC, ldC, accumulate);
  }
}
