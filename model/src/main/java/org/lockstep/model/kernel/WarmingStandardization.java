package org.lockstep.model.kernel;

import java.util.function.Consumer;

/** Standardises in vectors once they are compiled, and in plain loops until then. */
final class WarmingStandardization implements Standardization {
  private static final int LENGTH = 512;

  /** A plain loop takes a tenth of a second for this many numbers. */
  private static final long WORTH = 100_000_000;

  private final Standardization vectors;
  private final Standardization plain;
  private final WarmUp warmUp;
  private final Stage bytesToFloats;
  private final Stage bytesAlikeToFloats;
  private final Stage floatsToFloats;
  private final Stage bytesToDoubles;
  private final Stage bytesAlikeToDoubles;
  private final Stage floatsToDoubles;
  private final Stage doublesToDoubles;

  WarmingStandardization(Standardization vectors, Standardization plain, WarmUp warmUp) {
    this.vectors = vectors;
    this.plain = plain;
    this.warmUp = warmUp;
    byte[] bytes = new byte[LENGTH];
    float[] floats = new float[LENGTH];
    double[] doubles = new double[LENGTH];
    bytesToFloats = stage(who -> who.standardize(bytes, 0, floats, floats, 0, floats, 0, LENGTH));
    bytesAlikeToFloats = stage(who -> who.standardize(bytes, 0, 0, 1, floats, 0, LENGTH));
    floatsToFloats = stage(who -> who.standardize(floats, 0, floats, floats, 0, floats, 0, LENGTH));
    bytesToDoubles =
        stage(who -> who.standardize(bytes, 0, doubles, doubles, 0, doubles, 0, LENGTH));
    bytesAlikeToDoubles = stage(who -> who.standardize(bytes, 0, 0, 1, doubles, 0, LENGTH));
    floatsToDoubles =
        stage(who -> who.standardize(floats, 0, doubles, doubles, 0, doubles, 0, LENGTH));
    doublesToDoubles =
        stage(who -> who.standardize(doubles, 0, doubles, doubles, 0, doubles, 0, LENGTH));
  }

  private Stage stage(Consumer<Standardization> call) {
    return new Stage(warmUp, () -> call.accept(vectors), () -> call.accept(plain), WORTH);
  }

  private Standardization at(Stage stage, int n) {
    return stage.isReady(n) ? vectors : plain;
  }

  @Override
  public void standardize(
      byte[] from,
      int at,
      float[] shift,
      float[] factor,
      int column,
      float[] to,
      int start,
      int n) {
    at(bytesToFloats, n).standardize(from, at, shift, factor, column, to, start, n);
  }

  @Override
  public void standardize(
      byte[] from, int at, float shift, float factor, float[] to, int start, int n) {
    at(bytesAlikeToFloats, n).standardize(from, at, shift, factor, to, start, n);
  }

  @Override
  public void standardize(
      float[] from,
      int at,
      float[] shift,
      float[] factor,
      int column,
      float[] to,
      int start,
      int n) {
    at(floatsToFloats, n).standardize(from, at, shift, factor, column, to, start, n);
  }

  @Override
  public void standardize(
      double[] from,
      int at,
      float[] shift,
      float[] factor,
      int column,
      float[] to,
      int start,
      int n) {
    plain.standardize(from, at, shift, factor, column, to, start, n);
  }

  @Override
  public void standardize(
      byte[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n) {
    at(bytesToDoubles, n).standardize(from, at, shift, factor, column, to, start, n);
  }

  @Override
  public void standardize(
      byte[] from, int at, double shift, double factor, double[] to, int start, int n) {
    at(bytesAlikeToDoubles, n).standardize(from, at, shift, factor, to, start, n);
  }

  @Override
  public void standardize(
      float[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n) {
    at(floatsToDoubles, n).standardize(from, at, shift, factor, column, to, start, n);
  }

  @Override
  public void standardize(
      double[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n) {
    at(doublesToDoubles, n).standardize(from, at, shift, factor, column, to, start, n);
  }
}
