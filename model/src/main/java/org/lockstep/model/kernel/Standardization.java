package org.lockstep.model.kernel;

/**
 * Standardises numbers while it copies them: {@code to = (from - shift)·factor}, column by column.
 * Bytes are unsigned. The difference is rounded, then the product, in floats if no double is
 * involved and in doubles otherwise; no fused operation does both. The bits are therefore the same
 * on every processor, except those of a NaN, which can be any NaN.
 *
 * <p>Each method reads n numbers from index {@code at} of {@code from} and writes n from index
 * {@code start} of {@code to}; shift and factor are read from index {@code column} on.
 */
public interface Standardization {

  /** From unsigned bytes to floats. */
  void standardize(
      byte[] from, int at, float[] shift, float[] factor, int column, float[] to, int start, int n);

  /** From unsigned bytes to floats, all columns alike. */
  void standardize(byte[] from, int at, float shift, float factor, float[] to, int start, int n);

  /** From floats to floats. */
  void standardize(
      float[] from,
      int at,
      float[] shift,
      float[] factor,
      int column,
      float[] to,
      int start,
      int n);

  /** From doubles to floats. */
  void standardize(
      double[] from,
      int at,
      float[] shift,
      float[] factor,
      int column,
      float[] to,
      int start,
      int n);

  /** From unsigned bytes to doubles. */
  void standardize(
      byte[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n);

  /** From unsigned bytes to doubles, all columns alike. */
  void standardize(byte[] from, int at, double shift, double factor, double[] to, int start, int n);

  /** From floats to doubles. */
  void standardize(
      float[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n);

  /** From doubles to doubles. */
  void standardize(
      double[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n);

  /** The standardisation that this JVM uses; other implementations give the same bits. */
  static Standardization ofThisJvm() {
    return JvmKernels.STANDARDIZATION;
  }
}
