package org.lockstep.model.kernel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** A digest of each kernel's bits over a fixed sample; also a program. */
final class Digests {
  private static final int FLOATS = 1 << 13;
  private static final int DOUBLES = 1 << 13;

  private Digests() {}

  /** Prints the digests of the kernels that this JVM chooses. */
  public static void main(String[] args) {
    of(JvmKernels.bestFunctions(), JvmKernels.bestStandardization()).forEach(System.out::println);
  }

  static List<String> of(Functions functions, Standardization standardization) {
    List<String> lines = new ArrayList<>();
    for (FunctionCase function : FunctionCase.all()) {
      float[] floats = floats();
      double[] doubles = doubles();
      function.ofFloats().apply(functions, floats, 0, floats.length);
      function.ofDoubles().apply(functions, doubles, 0, doubles.length);
      lines.add(function + " " + digest(floats, doubles));
    }
    lines.add("standardize " + standardized(standardization));
    return lines;
  }

  /** All kinds of standardisation, of 301 numbers each, no whole number of vectors. */
  private static String standardized(Standardization standardization) {
    int n = 301;
    byte[] bytes = new byte[n];
    float[] floats = new float[n];
    double[] doubles = new double[n];
    float[] factor = new float[n];
    double[] factorOfDoubles = new double[n];
    for (int i = 0; i < n; i++) {
      bytes[i] = (byte) (i * 7);
      doubles[i] = i / 7.0 - 20;
      floats[i] = (float) doubles[i];
      factorOfDoubles[i] = 1 / (3.0 + i);
      factor[i] = (float) factorOfDoubles[i];
    }
    float[] to = new float[4 * n];
    standardization.standardize(bytes, 0, floats, factor, 0, to, 0, n);
    standardization.standardize(bytes, 0, 33.3f, 0.7f, to, n, n);
    standardization.standardize(floats, 0, factor, factor, 0, to, 2 * n, n);
    standardization.standardize(doubles, 0, factor, factor, 0, to, 3 * n, n);
    double[] toDoubles = new double[4 * n];
    standardization.standardize(bytes, 0, doubles, factorOfDoubles, 0, toDoubles, 0, n);
    standardization.standardize(bytes, 0, 33.3, 0.7, toDoubles, n, n);
    standardization.standardize(
        floats, 0, factorOfDoubles, factorOfDoubles, 0, toDoubles, 2 * n, n);
    standardization.standardize(
        doubles, 0, factorOfDoubles, factorOfDoubles, 0, toDoubles, 3 * n, n);
    return digest(to, toDoubles);
  }

  private static String digest(float[] floats, double[] doubles) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * floats.length + 8 * doubles.length);
    for (float y : floats) {
      bytes.putInt(Float.floatToRawIntBits(y));
    }
    for (double y : doubles) {
      bytes.putLong(Double.doubleToRawLongBits(y));
    }
    CRC32C digest = new CRC32C();
    digest.update(bytes.flip());
    return HexFormat.of().toHexDigits((int) digest.getValue());
  }

  /** Half of them over all bit patterns, half from -8 to 8. */
  static float[] floats() {
    float[] x = new float[FLOATS];
    for (int i = 0; i < FLOATS; i += 2) {
      x[i] = Float.intBitsToFloat(i * 0x9e37_79b9);
      x[i + 1] = (i - FLOATS / 2) * (16f / FLOATS);
    }
    return x;
  }

  /** Half of them over all bit patterns, half from -32 to 32. */
  static double[] doubles() {
    double[] x = new double[DOUBLES];
    for (int i = 0; i < DOUBLES; i += 2) {
      x[i] = Double.longBitsToDouble(i * 0x9e37_79b9_7f4a_7c15L);
      x[i + 1] = (i - DOUBLES / 2) * (64.0 / DOUBLES) + 0x1p-20;
    }
    return x;
  }
}
