package org.lockstep.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.jvm.Java;

/** Functions are accurate, have the same bits in every form, and are exact at the edges. */
class FunctionsTest {
  /** A prime, so that floats this far apart cover all exponents and all last bits. */
  private static final int STRIDE = 8_191;

  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  private static final Functions PLAIN = new PlainFunctions();
  private static final Functions CHOSEN = JvmKernels.bestFunctions();

  // Recorded; a change of formula changes them, another processor must not.
  private static final List<String> DIGESTS =
      List.of(
          "exp f003bb85",
          "expm1 853bb699",
          "log e201918a",
          "log1p ec40867f",
          "tanh 813947bb",
          "sigmoid 4eb44dfe",
          "erf d2ee37c8",
          "sin 27d6c24d",
          "cos 0a2ef409",
          "standardize cbe50ed9");

  static List<FunctionCase> functions() {
    return FunctionCase.all();
  }

  @Test
  void vectorsAreChosenIfThisJvmHasThem() {
    boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(CHOSEN.getClass().getSimpleName())
        .isEqualTo(there ? "VectorFunctions" : "PlainFunctions");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void floatsAreWithinOneUlpAndHaveTheSameBitsInVectors(FunctionCase function) {
    float[] x = new float[1 << 12];
    float[] plain = new float[x.length];
    float[] chosen = new float[x.length];
    double[] exact = new double[x.length];
    double worst = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; ) {
      for (int i = 0; i < x.length; i++, bits += STRIDE) {
        x[i] = Float.intBitsToFloat((int) bits);
        exact[i] = x[i];
      }
      System.arraycopy(x, 0, plain, 0, x.length);
      System.arraycopy(x, 0, chosen, 0, x.length);
      function.ofFloats().apply(PLAIN, plain, 0, x.length);
      function.ofFloats().apply(CHOSEN, chosen, 0, x.length);
      function.ofDoubles().apply(CHOSEN, exact, 0, x.length);
      assertSameBits(function.name(), chosen, plain);
      for (int i = 0; i < x.length; i++) {
        worst = Math.max(worst, errorInUlps(plain[i], exact[i]));
      }
    }
    assertThat(worst).isLessThan(0.9);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void doublesAreWithinOneUlpOfRecordedExactValues(FunctionCase function) throws IOException {
    int points = 0;
    for (String line : recordedValues()) {
      String[] fields = line.split(",", -1);
      if (fields[0].equals(function.name())) {
        double x = Double.parseDouble(fields[1]);
        double truth = Double.parseDouble(fields[2]);
        double y = function.ofDouble().applyAsDouble(x);
        double error = (y - truth) / Math.ulp(truth) - Double.parseDouble(fields[3]);
        assertThat(Math.abs(error)).as("%s of %s", function, x).isLessThan(0.9);
        points++;
      }
    }
    assertThat(points).isGreaterThan(100);
  }

  /** Both are within 1 ulp of the exact value, so they are equal or neighbours. */
  @ParameterizedTest
  @ValueSource(strings = {"exp", "expm1", "log", "log1p", "sin", "cos"})
  void doublesDifferFromStrictMathByAtMostOneUlp(String name) {
    DoubleUnaryOperator library =
        switch (name) {
          case "exp" -> StrictMath::exp;
          case "expm1" -> StrictMath::expm1;
          case "log" -> StrictMath::log;
          case "sin" -> StrictMath::sin;
          case "cos" -> StrictMath::cos;
          default -> StrictMath::log1p;
        };
    FunctionCase function =
        FunctionCase.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    for (double x : manyDoubles(200_000)) {
      double y = function.ofDouble().applyAsDouble(x);
      double expected = library.applyAsDouble(x);
      if (y != expected && !(Double.isNaN(y) && Double.isNaN(expected))) {
        assertThat(Math.abs(Double.doubleToLongBits(y) - Double.doubleToLongBits(expected)))
            .as("%s of %s", function, x)
            .isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void doublesHaveTheSameBitsInVectors(FunctionCase function) {
    double[] x = manyDoubles(100_000);
    double[] plain = x.clone();
    double[] chosen = x.clone();
    function.ofDoubles().apply(PLAIN, plain, 0, x.length);
    function.ofDoubles().apply(CHOSEN, chosen, 0, x.length);
    assertSameBits(function.name(), chosen, plain);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void onlyTheGivenRangeChanges(FunctionCase function) {
    float[] floats = Digests.floats();
    double[] doubles = Digests.doubles();
    for (int length = 0; length <= 70; length++) {
      for (int from : new int[] {0, 1, 7}) {
        String name = length + " elements from " + from;
        float[] x = Arrays.copyOf(floats, from + length + 3);
        float[] expected = x.clone();
        for (int i = from; i < from + length; i++) {
          expected[i] = function.ofFloat().applyAsFloat(x[i]);
        }
        function.ofFloats().apply(CHOSEN, x, from, from + length);
        assertSameBits(name, x, expected);

        double[] xd = Arrays.copyOf(doubles, from + length + 3);
        double[] expectedDoubles = xd.clone();
        for (int i = from; i < from + length; i++) {
          expectedDoubles[i] = function.ofDouble().applyAsDouble(xd[i]);
        }
        function.ofDoubles().apply(CHOSEN, xd, from, from + length);
        assertSameBits(name, xd, expectedDoubles);
      }
    }
  }

  @Test
  void oddFunctionsAreExactlyOddAndAllStayInTheirRange() {
    for (double x : manyDoubles(100_000)) {
      if (Double.isNaN(x)) {
        continue;
      }
      assertThat(Tanh.of(-x)).as("at %s", x).isEqualTo(-Tanh.of(x));
      assertThat(Erf.of(-x)).as("at %s", x).isEqualTo(-Erf.of(x));
      assertThat(Sin.of(-x)).as("at %s", x).isEqualTo(-Sin.of(x));
      assertThat(Cos.of(-x)).as("at %s", x).isEqualTo(Cos.of(x));
      if (Math.abs(x) <= Float.MAX_VALUE) {
        assertThat(Sin.of((float) -x)).as("at %s", x).isEqualTo(-Sin.of((float) x));
        assertThat(Cos.of((float) -x)).as("at %s", x).isEqualTo(Cos.of((float) x));
      }
      assertThat(Tanh.of((float) -x)).as("at %s", x).isEqualTo(-Tanh.of((float) x));
      assertThat(Erf.of((float) -x)).as("at %s", x).isEqualTo(-Erf.of((float) x));
      assertThat(Math.abs(Tanh.of(x))).as("at %s", x).isBetween(0.0, 1.0);
      assertThat(Math.abs(Erf.of(x))).as("at %s", x).isBetween(0.0, 1.0);
      assertThat(Sigmoid.of(x)).as("at %s", x).isBetween(0.0, 1.0);
      assertThat(Exp.of(x)).as("at %s", x).isBetween(0.0, Double.POSITIVE_INFINITY);
      assertThat(Expm1.of(x)).as("at %s", x).isBetween(-1.0, Double.POSITIVE_INFINITY);
    }
  }

  @Test
  void valuesAtTheEdgesOfDoublesAreExact() {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    double least = Double.MIN_VALUE;
    double most = Double.MAX_VALUE;
    assertValues(FunctionCase.EXP, 0, 1, -0.0, 1, inf, inf, -inf, 0, most, inf, -most, 0);
    assertValues(FunctionCase.EXP, 709.79, inf, -745.2, 0, -745.13, least, least, 1);
    assertValues(FunctionCase.EXPM1, 0, 0, -0.0, -0.0, inf, inf, -inf, -1, most, inf, -most, -1);
    assertValues(FunctionCase.EXPM1, 709.79, inf, least, least, -least, -least);
    assertValues(FunctionCase.LOG, 1, 0, 0, -inf, -0.0, -inf, inf, inf, -1, nan, -inf, nan);
    assertValues(FunctionCase.LOG, -least, nan, 2, 0x1.62e42fefa39efp-1);
    assertValues(FunctionCase.LOG1P, 0, 0, -0.0, -0.0, -1, -inf, inf, inf, -inf, nan);
    assertValues(FunctionCase.LOG1P, Math.nextDown(-1.0), nan, least, least, -least, -least);
    assertValues(FunctionCase.TANH, 0, 0, -0.0, -0.0, inf, 1, -inf, -1, least, least);
    assertValues(FunctionCase.TANH, most, 1, -most, -1, -least, -least, 19.1, 1);
    assertValues(FunctionCase.SIGMOID, 0, 0.5, -0.0, 0.5, inf, 1, -inf, 0, most, 1, -most, 0);
    assertValues(FunctionCase.SIGMOID, -800, 0, 800, 1, -745.13, least, 40, 1);
    assertValues(FunctionCase.ERF, 0, 0, -0.0, -0.0, inf, 1, -inf, -1, most, 1, -most, -1);
    assertValues(FunctionCase.SIN, 0, 0, -0.0, -0.0, inf, nan, -inf, nan, least, least);
    assertValues(FunctionCase.SIN, -least, -least, Math.PI / 2, 1, most, StrictMath.sin(most));
    assertValues(FunctionCase.COS, 0, 1, -0.0, 1, inf, nan, -inf, nan, least, 1, Math.PI, -1);
    assertValues(FunctionCase.COS, most, StrictMath.cos(most));
    assertValues(FunctionCase.ERF, 6, 1, least, least, -least, -least);
    for (FunctionCase function : FunctionCase.all()) {
      // Any NaN, with a payload or a sign, gives the one NaN.
      for (long bits : new long[] {0x7ff8000000000000L, 0xfff8000000000001L, 0x7ff0000000000001L}) {
        assertValues(function, Double.longBitsToDouble(bits), nan);
      }
    }
  }

  @Test
  void valuesAtTheEdgesOfFloatsAreExact() {
    float inf = Float.POSITIVE_INFINITY;
    float least = Float.MIN_VALUE;
    assertFloats(FunctionCase.EXP, 0, 1, inf, inf, -inf, 0, 88.73f, inf, -104, 0, -103.2f, least);
    assertFloats(FunctionCase.EXPM1, -0f, -0f, inf, inf, -inf, -1, 88.73f, inf, least, least);
    assertFloats(FunctionCase.LOG, 1, 0, 0, -inf, -0f, -inf, inf, inf, -1, Float.NaN);
    assertFloats(FunctionCase.LOG1P, -0f, -0f, -1, -inf, inf, inf, -2, Float.NaN, least, least);
    assertFloats(FunctionCase.TANH, -0f, -0f, inf, 1, -inf, -1, 9.1f, 1, -least, -least);
    assertFloats(FunctionCase.SIGMOID, -0f, 0.5f, inf, 1, -inf, 0, -104, 0, -103.2f, least);
    assertFloats(FunctionCase.SIN, -0f, -0f, inf, Float.NaN, least, least, -least, -least);
    assertFloats(FunctionCase.COS, -0f, 1, -inf, Float.NaN, least, 1, (float) Math.PI, -1);
    assertFloats(FunctionCase.ERF, -0f, -0f, inf, 1, -inf, -1, 4, 1, -least, -least);
    for (FunctionCase function : FunctionCase.all()) {
      assertFloats(function, Float.intBitsToFloat(0xffc00001), Float.NaN);
    }
  }

  @Test
  void theBitsAreTheRecordedOnes() {
    assertThat(Digests.of(PLAIN, new PlainStandardization())).isEqualTo(DIGESTS);
    assertThat(Digests.of(CHOSEN, JvmKernels.bestStandardization())).isEqualTo(DIGESTS);
  }

  @ParameterizedTest
  @Timeout(60)
  @ValueSource(strings = {"-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:UseAVX=2"})
  void otherVectorWidthsGiveTheSameBits(String option) throws Exception {
    assertThat(Java.THIS.run(List.of(option, VECTORS), Digests.class)).isEqualTo(DIGESTS);
  }

  @ParameterizedTest
  @Timeout(60)
  @EnumSource(names = {"JDK_21", "JDK_25"})
  void otherJavaVersionsGiveTheSameBits(Java java) throws Exception {
    assertThat(java.run(List.of(VECTORS), Digests.class)).isEqualTo(DIGESTS);
  }

  @Test
  @Timeout(120)
  void arm64GivesTheSameBits() throws Exception {
    assertThat(Java.JRE_ARM64.run(List.of(), Digests.class)).isEqualTo(DIGESTS);
    assertThat(Java.JRE_ARM64.run(List.of(VECTORS), Digests.class)).isEqualTo(DIGESTS);
  }

  /** The error of a float, in its ulps; 0 where both are the same NaN or infinity. */
  private static double errorInUlps(float y, double exact) {
    if (Float.isNaN(y) || Double.isInfinite(exact)) {
      boolean same = Float.floatToRawIntBits(y) == Float.floatToRawIntBits((float) exact);
      return same ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Math.abs(exact) >= 0x1p128) {
      return y == (float) exact ? 0 : Double.POSITIVE_INFINITY;
    }
    double finite = Float.isInfinite(y) ? Math.copySign(0x1p128, y) : y;
    int exponent = Math.max(Math.getExponent(exact), Float.MIN_EXPONENT);
    return Math.abs(finite - exact) / Math.scalb(1.0, exponent - 23);
  }

  private static List<String> recordedValues() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                FunctionsTest.class.getResourceAsStream("functions.csv"),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  /** Doubles of all sizes: in the range where functions change, around zero, and any bits. */
  private static double[] manyDoubles(int n) {
    SplittableRandom random = new SplittableRandom(17);
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          switch (i % 5) {
            case 0 -> random.nextDouble() * 1500 - 750;
            case 1 -> random.nextDouble() * 4 - 2;
            case 2 -> Math.scalb(random.nextDouble() * 2 - 1, random.nextInt(70) - 64);
            case 3 -> 1 + Math.scalb(random.nextDouble() * 2 - 1, -random.nextInt(50));
            default -> Double.longBitsToDouble(random.nextLong());
          };
    }
    return x;
  }

  /** Compares pairs of an argument and its value, in every form of the function. */
  private static void assertValues(FunctionCase function, double... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      double[] expected = new double[17];
      Arrays.fill(expected, pairs[i + 1]);
      for (Functions functions : List.of(PLAIN, CHOSEN)) {
        double[] x = new double[17];
        Arrays.fill(x, pairs[i]);
        function.ofDoubles().apply(functions, x, 0, x.length);
        assertSameBits(function + " of " + pairs[i], x, expected);
      }
    }
  }

  private static void assertFloats(FunctionCase function, float... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      float[] expected = new float[33];
      Arrays.fill(expected, pairs[i + 1]);
      for (Functions functions : List.of(PLAIN, CHOSEN)) {
        float[] x = new float[33];
        Arrays.fill(x, pairs[i]);
        function.ofFloats().apply(functions, x, 0, x.length);
        assertSameBits(function + " of " + pairs[i], x, expected);
      }
    }
  }

  private static void assertSameBits(String name, float[] actual, float[] expected) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int i = 0; i < actual.length; i++) {
      if (Float.floatToRawIntBits(actual[i]) != Float.floatToRawIntBits(expected[i])) {
        assertThat(actual[i]).as("%s, element %d", name, i).isEqualTo(expected[i]);
        throw new AssertionError(name + ": another NaN at element " + i);
      }
    }
  }

  private static void assertSameBits(String name, double[] actual, double[] expected) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int i = 0; i < actual.length; i++) {
      if (Double.doubleToRawLongBits(actual[i]) != Double.doubleToRawLongBits(expected[i])) {
        assertThat(actual[i]).as("%s, element %d", name, i).isEqualTo(expected[i]);
        throw new AssertionError(name + ": another NaN at element " + i);
      }
    }
  }
}
