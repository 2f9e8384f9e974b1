package org.lockstep.model.kernel;

/** Standardises one number after another. */
public final class PlainStandardization implements Standardization {

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
    for (int i = 0; i < n; i++) {
      to[start + i] = ((from[at + i] & 0xff) - shift[column + i]) * factor[column + i];
    }
  }

  @Override
  public void standardize(
      byte[] from, int at, float shift, float factor, float[] to, int start, int n) {
    for (int i = 0; i < n; i++) {
      to[start + i] = ((from[at + i] & 0xff) - shift) * factor;
    }
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
    for (int i = 0; i < n; i++) {
      to[start + i] = (from[at + i] - shift[column + i]) * factor[column + i];
    }
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
    for (int i = 0; i < n; i++) {
      to[start + i] = (float) ((from[at + i] - shift[column + i]) * factor[column + i]);
    }
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
    for (int i = 0; i < n; i++) {
      to[start + i] = ((from[at + i] & 0xff) - shift[column + i]) * factor[column + i];
    }
  }

  @Override
  public void standardize(
      byte[] from, int at, double shift, double factor, double[] to, int start, int n) {
    for (int i = 0; i < n; i++) {
      to[start + i] = ((from[at + i] & 0xff) - shift) * factor;
    }
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
    for (int i = 0; i < n; i++) {
      to[start + i] = (from[at + i] - shift[column + i]) * factor[column + i];
    }
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
    for (int i = 0; i < n; i++) {
      to[start + i] = (from[at + i] - shift[column + i]) * factor[column + i];
    }
  }
}
