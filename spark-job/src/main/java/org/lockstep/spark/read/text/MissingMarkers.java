package org.lockstep.spark.read.text;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.lockstep.spark.read.source.Dialect;

/**
 * The texts that stand for a missing value in a file. There are two strengths:
 *
 * <ul>
 *   <li>{@link #ANYWHERE}: no program and no person writes these for a value, so they count as
 *       missing in columns of text too. {@code NA} is among them, although a column of countries
 *       may mean Namibia: R and pandas write it for a missing value.
 *   <li>{@link #AMONG_NUMBERS}: words and signs that can be values of a column of text: {@code
 *       None} is a kind of garage, {@code -} a blood group's sign, {@code Na} sodium. In a column
 *       of numbers they can only mean that the value is missing.
 * </ul>
 *
 * Infinity and numbers such as -999 are in neither list: the first is a fault upstream, the second
 * would be a guess. Markers that a user adds count in every column.
 */
public final class MissingMarkers implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Missing in every column; the empty field is the first. */
  public static final List<String> ANYWHERE =
      List.of(
          "",
          "NA",
          "N/A",
          "n/a",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "<NA>",
          "NaN",
          "nan",
          "-NaN",
          "-nan",
          "1.#QNAN",
          "-1.#QNAN",
          "1.#IND",
          "-1.#IND",
          "NULL",
          "null",
          "\\N",
          "?");

  /** Missing in a column of numbers, values in a column of text. */
  public static final List<String> AMONG_NUMBERS =
      List.of(
          "None", "none", "NONE", "NAN", "Nan", "na", "Na", "n.a.", "N.A.", "nil", "Null",
          "missing", "Missing", "MISSING", "unknown", "Unknown", "#VALUE!", "#DIV/0!", "#REF!",
          "#NUM!", "#NAME?", "#NULL!", "-", "--", ".", "..", "*");

  private final Markers anywhere;
  private final Markers amongNumbers;
  private final boolean hasNumbers;

  private MissingMarkers(List<String> anywhere, List<String> amongNumbers, Charset charset) {
    this.anywhere = new Markers(anywhere, charset);
    this.amongNumbers = new Markers(amongNumbers, charset);
    this.hasNumbers =
        anywhere.stream()
            .map(marker -> marker.getBytes(charset))
            .anyMatch(marker -> isNumber(marker, '.') || isNumber(marker, ','));
  }

  private static boolean isNumber(byte[] marker, char decimal) {
    return !Double.isNaN(new FieldNumbers(decimal).parse(marker, 0, marker.length));
  }

  /** Whether a number, such as -999, marks a missing value. */
  boolean hasNumbers() {
    return hasNumbers;
  }

  /** The usual markers. */
  public static MissingMarkers usual() {
    return new MissingMarkers(ANYWHERE, AMONG_NUMBERS, Dialect.PLAIN.charset());
  }

  /**
   * The usual markers and a user's own, which count in every column.
   *
   * @param charset the encoding of the bytes that will be asked about, see {@link LineFields#bytes}
   */
  public static MissingMarkers usualAnd(List<String> own, Charset charset) {
    List<String> all = new ArrayList<>(ANYWHERE);
    all.addAll(own);
    Charset ofBytes = LineEncoding.isAsciiBased(charset) ? charset : Dialect.PLAIN.charset();
    return new MissingMarkers(all, AMONG_NUMBERS, ofBytes);
  }

  /** Whether the bytes [from, to) say that a value is missing, whatever the column. */
  public boolean isMissing(byte[] bytes, int from, int to) {
    return from == to || anywhere.holds(bytes, from, to);
  }

  /** The same in a column of numbers. */
  public boolean isMissingNumber(byte[] bytes, int from, int to) {
    return isMissing(bytes, from, to) || amongNumbers.holds(bytes, from, to);
  }

  /** Whether a text says that a value is missing, whatever the column. */
  public boolean isMissing(String text) {
    return anywhere.holds(text);
  }

  /** The same in a column of numbers. */
  public boolean isMissingNumber(String text) {
    return isMissing(text) || amongNumbers.holds(text);
  }

  /** A set of byte strings whose lookups allocate nothing. */
  private static final class Markers implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[][][] byLength;
    private final HashSet<String> texts;

    Markers(List<String> texts, Charset charset) {
      this.texts = new HashSet<>(texts);
      List<byte[]> all = texts.stream().distinct().map(text -> text.getBytes(charset)).toList();
      int longest = all.stream().mapToInt(bytes -> bytes.length).max().orElse(0);
      byLength = new byte[longest + 1][][];
      for (int length = 0; length <= longest; length++) {
        int wanted = length;
        byLength[length] =
            all.stream().filter(bytes -> bytes.length == wanted).toArray(byte[][]::new);
      }
    }

    boolean holds(String text) {
      return texts.contains(text);
    }

    boolean holds(byte[] bytes, int from, int to) {
      if (to - from >= byLength.length) {
        return false;
      }
      for (byte[] marker : byLength[to - from]) {
        if (Arrays.equals(bytes, from, to, marker, 0, marker.length)) {
          return true;
        }
      }
      return false;
    }
  }
}
