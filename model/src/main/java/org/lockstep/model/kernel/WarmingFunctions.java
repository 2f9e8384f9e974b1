package org.lockstep.model.kernel;

/**
 * Computes functions in vectors once they are compiled, and one number after another until then.
 */
final class WarmingFunctions implements Functions {
  private static final int LENGTH = 512;

  /**
   * A plain loop takes some tenths of a second for this many elements; compiling takes about a
   * second of a core.
   */
  private static final long WORTH = 15_000_000;

  private final Functions vectors;
  private final Functions plain;
  private final WarmUp warmUp;
  private final Stage expFloats;
  private final Stage expDoubles;
  private final Stage expm1Floats;
  private final Stage expm1Doubles;
  private final Stage logFloats;
  private final Stage logDoubles;
  private final Stage log1pFloats;
  private final Stage log1pDoubles;
  private final Stage tanhFloats;
  private final Stage tanhDoubles;
  private final Stage sigmoidFloats;
  private final Stage sigmoidDoubles;
  private final Stage erfFloats;
  private final Stage erfDoubles;
  private final Stage sinFloats;
  private final Stage sinDoubles;
  private final Stage cosFloats;
  private final Stage cosDoubles;

  WarmingFunctions(Functions vectors, Functions plain, WarmUp warmUp) {
    this.vectors = vectors;
    this.plain = plain;
    this.warmUp = warmUp;
    expFloats = floats(Functions::exp);
    expDoubles = doubles(Functions::exp);
    expm1Floats = floats(Functions::expm1);
    expm1Doubles = doubles(Functions::expm1);
    logFloats = floats(Functions::log);
    logDoubles = doubles(Functions::log);
    log1pFloats = floats(Functions::log1p);
    log1pDoubles = doubles(Functions::log1p);
    tanhFloats = floats(Functions::tanh);
    tanhDoubles = doubles(Functions::tanh);
    sigmoidFloats = floats(Functions::sigmoid);
    sigmoidDoubles = doubles(Functions::sigmoid);
    erfFloats = floats(Functions::erf);
    erfDoubles = doubles(Functions::erf);
    sinFloats = floats(Functions::sin);
    sinDoubles = doubles(Functions::sin);
    cosFloats = floats(Functions::cos);
    cosDoubles = doubles(Functions::cos);
  }

  private interface OfFloats {
    void call(Functions functions, float[] x, int from, int to);
  }

  private interface OfDoubles {
    void call(Functions functions, double[] x, int from, int to);
  }

  private Stage floats(OfFloats function) {
    float[] x = new float[LENGTH];
    return new Stage(
        warmUp,
        () -> function.call(vectors, x, 0, LENGTH),
        () -> function.call(plain, x, 0, LENGTH),
        WORTH);
  }

  private Stage doubles(OfDoubles function) {
    double[] x = new double[LENGTH];
    return new Stage(
        warmUp,
        () -> function.call(vectors, x, 0, LENGTH),
        () -> function.call(plain, x, 0, LENGTH),
        WORTH);
  }

  private Functions at(Stage stage, int n) {
    return stage.isReady(n) ? vectors : plain;
  }

  @Override
  public void exp(float[] x, int from, int to) {
    at(expFloats, to - from).exp(x, from, to);
  }

  @Override
  public void exp(double[] x, int from, int to) {
    at(expDoubles, to - from).exp(x, from, to);
  }

  @Override
  public void expm1(float[] x, int from, int to) {
    at(expm1Floats, to - from).expm1(x, from, to);
  }

  @Override
  public void expm1(double[] x, int from, int to) {
    at(expm1Doubles, to - from).expm1(x, from, to);
  }

  @Override
  public void log(float[] x, int from, int to) {
    at(logFloats, to - from).log(x, from, to);
  }

  @Override
  public void log(double[] x, int from, int to) {
    at(logDoubles, to - from).log(x, from, to);
  }

  @Override
  public void log1p(float[] x, int from, int to) {
    at(log1pFloats, to - from).log1p(x, from, to);
  }

  @Override
  public void log1p(double[] x, int from, int to) {
    at(log1pDoubles, to - from).log1p(x, from, to);
  }

  @Override
  public void tanh(float[] x, int from, int to) {
    at(tanhFloats, to - from).tanh(x, from, to);
  }

  @Override
  public void tanh(double[] x, int from, int to) {
    at(tanhDoubles, to - from).tanh(x, from, to);
  }

  @Override
  public void sigmoid(float[] x, int from, int to) {
    at(sigmoidFloats, to - from).sigmoid(x, from, to);
  }

  @Override
  public void sigmoid(double[] x, int from, int to) {
    at(sigmoidDoubles, to - from).sigmoid(x, from, to);
  }

  @Override
  public void erf(float[] x, int from, int to) {
    at(erfFloats, to - from).erf(x, from, to);
  }

  @Override
  public void erf(double[] x, int from, int to) {
    at(erfDoubles, to - from).erf(x, from, to);
  }

  @Override
  public void sin(float[] x, int from, int to) {
    at(sinFloats, to - from).sin(x, from, to);
  }

  @Override
  public void sin(double[] x, int from, int to) {
    at(sinDoubles, to - from).sin(x, from, to);
  }

  @Override
  public void cos(float[] x, int from, int to) {
    at(cosFloats, to - from).cos(x, from, to);
  }

  @Override
  public void cos(double[] x, int from, int to) {
    at(cosDoubles, to - from).cos(x, from, to);
  }
}
