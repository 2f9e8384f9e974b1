package org.lockstep.spark.read.images;

/** Resampling along one dimension with weights in the shape of a triangle. */
final class Triangle {
  private Triangle() {}

  /**
   * Brings each row of pixels to another length.
   *
   * @param from rows x length x channels
   * @param to rows x newLength x channels
   */
  static void resample(byte[] from, byte[] to, int rows, int length, int newLength, int channels) {
    double scale = (double) length / newLength;
    double reach = Math.max(scale, 1); // half of the triangle's base, in old pixels
    for (int i = 0; i < newLength; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) Math.floor(centre - reach + 0.5));
      int end = Math.min(length, (int) Math.floor(centre + reach + 0.5));
      double[] weights = new double[end - first];
      double sum = 0;
      for (int j = first; j < end; j++) {
        weights[j - first] = Math.max(0, 1 - Math.abs(j + 0.5 - centre) / reach);
        sum += weights[j - first];
      }
      for (int row = 0; row < rows; row++) {
        for (int c = 0; c < channels; c++) {
          double mean = 0;
          for (int j = first; j < end; j++) {
            mean += weights[j - first] * (from[(row * length + j) * channels + c] & 0xff);
          }
          to[(row * newLength + i) * channels + c] = (byte) Math.round(mean / sum);
        }
      }
    }
  }
}
