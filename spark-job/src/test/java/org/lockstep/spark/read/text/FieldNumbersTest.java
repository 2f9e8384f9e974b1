package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class FieldNumbersTest {
  private static double parse(String text, char decimal) {
    byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
    return new FieldNumbers(decimal).parse(bytes, 1, bytes.length - 1);
  }

  /** Asserts the bits of the JDK. AssertJ would be too slow for millions of calls. */
  private static void check(String text) {
    double expected = Double.parseDouble(text);
    double found = parse(text, '.');
    double wanted = Double.isFinite(expected) ? expected : Double.NaN;
    if (Double.doubleToRawLongBits(found) != Double.doubleToRawLongBits(wanted)) {
      throw new AssertionError(text + ": expected " + wanted + " but found " + found);
    }
  }

  @Test
  void decimalsParsedEightAtATimeAreEachChecked() {
    String digits = "10203040506070809";
    for (int length = 1; length <= digits.length(); length++) {
      check("0." + digits.substring(0, length));
      check("-7." + digits.substring(0, length) + "e-3");
      for (char other : new char[] {'/', ':', '.', '-', ' ', 'x', (char) 0xb5}) {
        for (int at = 0; at < length; at++) {
          String broken = digits.substring(0, at) + other + digits.substring(at + 1, length);
          assertThat(parse("1." + broken, '.')).as(broken).isNaN();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0",
        "00",
        "-0.0",
        "1",
        "-1",
        "+1",
        "1.",
        ".5",
        "-.5",
        "007",
        "1e5",
        "1E+5",
        "1e-5",
        "1.5e10",
        "0e999",
        "0.0000000000000000000000000000000001",
        "123456789012345678901",
        "9007199254740992",
        "9007199254740993",
        "9007199254740994",
        "9007199254740995",
        "9007199254740993.0",
        "9223372036854775807",
        "9223372036854775808",
        "9999999999999999999",
        "18446744073709551615",
        "18446744073709551616",
        "1e22",
        "1e23",
        "8.5e22",
        "1e-22",
        "1e-23",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "1e308",
        "1e309",
        "1e-400",
        "1e999",
        "1e99999999999",
        "1e-99999999999",
        "8.692932128906250000e-01",
        "0.221000003814697",
        "0.1",
        "0.30000000000000004",
        "6.6260e-34",
        "5e-324",
        "1e288",
        "1e289",
        "9e-300",
        "9e-301",
        "9999999999999999999e288",
        "0.000000000000000000000000000000000000001e39",
        "1448997445238699",
        "7.2057594037927933e16",
        "1.00000000000000011102230246251565",
        "1.00000000000000011102230246251566",
        "0.500000000000000166533453693773481063544750213623046875"
      })
  void theValueMatchesTheJdk(String text) {
    check(text);
    check("-" + text.replaceFirst("^[+-]", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "-",
        ".",
        "-.",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e5.",
        "1.5.2",
        "1,5",
        "1d",
        "1f",
        "0x1p3",
        "NaN",
        "Infinity",
        "inf",
        " 1",
        "1 ",
        "--1",
        "+-1",
        "1_000",
        "١",
        "1e5e5",
        "1-"
      })
  void textThatIsNotANumberIsNaN(String text) {
    assertThat(parse(text, '.')).isNaN();
  }

  @Test
  void numbersOutOfRangeAreBrokenRatherThanText() {
    for (String text : new String[] {"1e999", "-1e309", "inf", "-Infinity", "NaN", "1,5"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(new FieldNumbers('.').parse(bytes, 0, bytes.length)).as(text).isNaN();
      assertThat(new FieldNumbers('.').isBroken(bytes, 0, bytes.length)).as(text).isTrue();
    }
    for (String text : new String[] {"abc", "", "1", "1.5", "1d"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(new FieldNumbers('.').isBroken(bytes, 0, bytes.length)).as(text).isFalse();
    }
  }

  @Test
  void decimalCommasAreParsed() {
    assertThat(parse("1,5", ',')).isEqualTo(1.5);
    assertThat(parse("-0,041e2", ',')).isEqualTo(-4.1);
    assertThat(parse("0,1234567890123456789", ',')).isEqualTo(0.12345678901234568);
    assertThat(parse("0,12345678901234567890", ',')).isEqualTo(0.12345678901234568);
    assertThat(parse("1.234,56", ',')).isNaN();
    assertThat(parse("1.5", ',')).isNaN();
    byte[] point = "1.5".getBytes(StandardCharsets.UTF_8);
    assertThat(new FieldNumbers(',').isBroken(point, 0, 3)).isTrue();
  }

  @Test
  void randomDoublesAreParsedBackFromTheirText() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        check(Double.toString(value));
      }
      check(Double.toString(random.nextGaussian()));
      check(Float.toString(Float.intBitsToFloat(random.nextInt() & 0xbfffffff)));
    }
  }

  @Test
  void randomDigitsAreRoundedAsTheJdkRounds() {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      text.setLength(0);
      int digits = 1 + random.nextInt(22);
      int point = random.nextInt(digits + 1);
      for (int j = 0; j < digits; j++) {
        text.append(j == point ? "." : "").append(random.nextInt(10));
      }
      if (random.nextInt(3) > 0) {
        text.append('e').append(random.nextInt(random.nextBoolean() ? 40 : 700) - (i % 350));
      }
      check(text.toString());
    }
  }

  /**
   * Midpoints between neighbouring doubles, exact and off by one digit, where rounding errors show
   * first.
   */
  @Test
  void midpointsBetweenDoublesAreRoundedAsTheJdkRounds() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      double value = (1 + random.nextInt(1 << 20)) * Math.scalb(1.0 + random.nextDouble(), 30);
      BigDecimal midpoint =
          new BigDecimal(value).add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.valueOf(2)));
      check(midpoint.toPlainString());
      check(midpoint.toString() + (midpoint.scale() > 0 ? "" : ".") + "0");
      check(midpoint.toString() + (midpoint.scale() > 0 ? "" : ".") + "1");
      check(midpoint.subtract(BigDecimal.ONE.movePointLeft(2)).toString());
    }
  }
}
