package org.lockstep.spark.read.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.lockstep.spark.read.source.Numbers;

/**
 * Numbers as data files write them, parsed from bytes without an allocation: a sign, digits, a
 * decimal point or comma, an exponent. The value equals that of {@link Double#parseDouble}, bit for
 * bit.
 *
 * <p>Digits and exponent give w·10^q with a whole w. If both w and 10^|q| are doubles without
 * rounding, one multiplication or division rounds once and is right (Clinger, "How to Read Floating
 * Point Numbers Accurately", 1990). Otherwise w times the 64 leading bits of 5^q gives 64 leading
 * bits of the value and a bound on their error, in the manner of Lemire, "Number Parsing at a
 * Gigabyte per Second", 2021. If the error could change the rounding, as for about one number in
 * 500, or a number has more than 19 digits, {@link Double#parseDouble} decides.
 */
public final class FieldNumbers {
  /** Whole numbers up to 2^53 are doubles. */
  private static final long LARGEST_EXACT = 1L << 53;

  /** 19 digits always fit 64 bits, unsigned. */
  private static final int MOST_DIGITS = 19;

  /** Exponents beyond this are out of a double's range, whatever the digits; avoids an overflow. */
  private static final int HUGE_EXPONENT = 100_000;

  /** Reads eight bytes of an array, the first in the lowest eight bits. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Within these exponents w·10^q is a normal double for every w of 64 bits. */
  private static final int LEAST_POWER = -300;

  private static final int MOST_POWER = 288;

  /** {@code FIVES[q - LEAST_POWER]}: the 64 leading bits of 5^q, rounded down. */
  private static final long[] FIVES = fives();

  private final char decimal;
  private int end;

  /**
   * A parser for numbers with this decimal sign; one for each task.
   *
   * @param decimal '.' or ','
   */
  public FieldNumbers(char decimal) {
    this.decimal = decimal;
  }

  /** The decimal sign. */
  char decimal() {
    return decimal;
  }

  private static long[] fives() {
    long[] fives = new long[MOST_POWER - LEAST_POWER + 1];
    for (int q = LEAST_POWER; q <= MOST_POWER; q++) {
      BigInteger five = BigInteger.valueOf(5).pow(Math.abs(q));
      if (q < 0) {
        five = BigInteger.ONE.shiftLeft(five.bitLength() + 64).divide(five);
      }
      fives[q - LEAST_POWER] = five.shiftRight(five.bitLength() - 64).longValue();
    }
    return fives;
  }

  /** The finite number in the bytes [from, to), or NaN if they are not one. */
  public double parse(byte[] bytes, int from, int to) {
    double value = parseFirst(bytes, from, to);
    return end == to ? value : Double.NaN;
  }

  /**
   * The finite number at the beginning of the bytes from {@code from} on, or NaN if there is none;
   * {@link #end} is where it ends.
   *
   * @param limit where the bytes end
   */
  double parseFirst(byte[] bytes, int from, int limit) {
    if (from >= limit) {
      end = from;
      return Double.NaN;
    }
    // Processors cannot predict signs, so the code does not branch on them.
    int sign = bytes[from];
    int other = (sign - '+') & ~('-' - '+'); // 0 for both
    int signs = ((other | -other) >>> 31) ^ 1;
    long negative = signs & ~(sign >> 1); // the bit in which - and + differ
    int i = from + signs;
    int firstDigit = i;
    long w = 0;
    int digit;
    while (i < limit && (digit = bytes[i] - '0') >= 0 && digit <= 9) {
      w = 10 * w + digit;
      i++;
    }
    int digits = i - firstDigit;
    int q = 0;
    if (i < limit && bytes[i] == decimal) {
      int firstDecimal = ++i;
      while (i + Long.BYTES <= limit && areDigits((long) EIGHT.get(bytes, i))) {
        w = 100_000_000 * w + number((long) EIGHT.get(bytes, i));
        i += Long.BYTES;
      }
      while (i < limit && (digit = bytes[i] - '0') >= 0 && digit <= 9) {
        w = 10 * w + digit;
        i++;
      }
      q = firstDecimal - i;
      digits -= q;
    }
    end = i;
    if (digits == 0) {
      return Double.NaN;
    }
    if (i < limit && (bytes[i] == 'e' || bytes[i] == 'E')) {
      int exponent = exponent(bytes, i + 1, limit);
      if (exponent == Integer.MIN_VALUE) {
        return Double.NaN;
      }
      q += exponent;
    }
    if (digits > MOST_DIGITS && significant(bytes, firstDigit, end) > MOST_DIGITS) {
      return slow(bytes, from, end);
    }
    double value = value(w, q);
    if (Double.isNaN(value)) {
      return slow(bytes, from, end);
    }
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ (negative << 63));
  }

  /** Whether eight bytes are digits. */
  private static boolean areDigits(long eight) {
    long tens = 0xf0f0_f0f0_f0f0_f0f0L;
    return ((eight & tens) | (((eight + 0x0606_0606_0606_0606L) & tens) >>> 4))
        == 0x3333_3333_3333_3333L;
  }

  /**
   * The number that eight digits make, the first in the lowest byte: combines digits into pairs,
   * pairs into fours, and the two halves.
   */
  private static int number(long eight) {
    long pairs = ((eight & 0x0f0f_0f0f_0f0f_0f0fL) * (10 << 8 | 1)) >>> 8;
    long fours = ((pairs & 0x00ff_00ff_00ff_00ffL) * (100 << 16 | 1)) >>> 16;
    return (int) (((fours & 0x0000_ffff_0000_ffffL) * (10_000L << 32 | 1)) >>> 32);
  }

  /** The end of the number that was parsed last: the place after its last byte. */
  int end() {
    return end;
  }

  /** w·10^q, or NaN if the fast ways cannot tell; w is unsigned. */
  private static double value(long w, int q) {
    if (w >= 0 && w <= LARGEST_EXACT && q >= -22 && q <= 22) {
      return q < 0 ? w / POWERS[-q] : w * POWERS[q];
    }
    if (w == 0) {
      return 0;
    }
    return q >= LEAST_POWER && q <= MOST_POWER ? byLeadingBits(w, q) : Double.NaN;
  }

  /** The exponent that follows an e; the least int if none does. Moves {@link #end} past it. */
  private int exponent(byte[] bytes, int from, int limit) {
    int i = from;
    boolean negative = i < limit && bytes[i] == '-';
    if (negative || (i < limit && bytes[i] == '+')) {
      i++;
    }
    int firstDigit = i;
    int exponent = 0;
    int digit;
    while (i < limit && (digit = bytes[i] - '0') >= 0 && digit <= 9) {
      exponent = Math.min(HUGE_EXPONENT, 10 * exponent + digit);
      i++;
    }
    if (i == firstDigit) {
      return Integer.MIN_VALUE;
    }
    end = i;
    return negative ? -exponent : exponent;
  }

  /** The number of digits, from the first that is not 0. */
  private static int significant(byte[] bytes, int from, int to) {
    int digits = 0;
    for (int i = from; i < to && bytes[i] != 'e' && bytes[i] != 'E'; i++) {
      boolean isDigit = bytes[i] >= '0' && bytes[i] <= '9';
      if (isDigit && (digits > 0 || bytes[i] != '0')) {
        digits++;
      }
    }
    return digits;
  }

  /**
   * w·10^q, or NaN if its 64 leading bits do not tell how it rounds.
   *
   * @param w unsigned, not 0
   */
  private static double byLeadingBits(long w, int q) {
    int shift = Long.numberOfLeadingZeros(w);
    long a = w << shift;
    long b = FIVES[q - LEAST_POWER];
    // The product lies in [high·2^64 + low, high·2^64 + low + 2^64): b is rounded down by less than
    // 1.
    long high = unsignedHigh(a, b);
    long low = a * b;
    int top = (int) (high >>> 63); // the product of two 64-bit numbers has 127 or 128 bits
    int spare = 10 + top;
    long rest = high & ((1L << spare) - 1);
    long half = 1L << (spare - 1);
    long mantissa = high >>> spare; // 53 bits
    if (rest > half || (rest == half && low != 0)) {
      mantissa++;
    } else if (rest >= half - 1) {
      return Double.NaN;
    }
    // b = 5^q / 2^(bits - 64), 5^q·2^q = 10^q; floor(q·log2(5)) + 1 = bits
    int bits = (int) Math.floorDiv(q * LOG2_OF_5, 1L << 32) + 1;
    int exponent = q + bits - shift + spare;
    // A mantissa of 2^53 carries into the exponent, as it should.
    return Double.longBitsToDouble(((long) (exponent + 1074) << 52) + mantissa);
  }

  /** log2(5)·2^32, rounded down: exact enough for |q| below 2^14. */
  private static final long LOG2_OF_5 = 9972605231L;

  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  private double slow(byte[] bytes, int from, int to) {
    double value = Double.parseDouble(point(bytes, from, to));
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** The bytes as text with decimal points, and commas where points were. */
  private String point(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return decimal == '.' ? text : text.replace('.', '\0').replace(',', '.').replace('\0', ',');
  }

  /**
   * Whether bytes that are not a number were meant to be one: NaN, infinity, too large, the other
   * decimal sign.
   */
  public boolean isBroken(byte[] bytes, int from, int to) {
    return Numbers.isBroken(point(bytes, from, to));
  }
}
