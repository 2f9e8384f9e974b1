package org.lockstep.spark.read.text;

import java.util.regex.Pattern;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.mllib.util.MLUtils$;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Numbers;
import org.lockstep.spark.table.Finding;
import scala.Tuple3;

/**
 * A line of LibSVM's format: {@code label index:value index:value ...}, with ascending indexes from
 * 1. Values left out are 0. A {@code #} begins a comment.
 */
final class LibsvmLine {
  /** Rows store every feature, so a large index would cost memory in each row. */
  static final int MOST_FEATURES = 1 << 20;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

  private LibsvmLine() {}

  /** What a first pass finds in a line: its largest index and entries, or what is wrong with it. */
  record Profile(int largestIndex, int entries, Finding problem) {}

  /**
   * Looks at a line that is not blank.
   *
   * @param line the line's position, for the finding
   * @param width the most features allowed; 0 if the data decides
   */
  static Profile profile(long line, String text, int width) {
    String[] items = BLANKS.split(withoutComment(text), 0);
    if (items[0].isEmpty()) {
      return wrong(line, "a row of data (remove the line)", "a comment");
    }
    if (Double.isNaN(Numbers.parse(items[0]))) {
      return wrong(line, numberLike(items[0]) + " as the label", BadInputException.quote(items[0]));
    }
    int previous = 0;
    int entries = 0;
    for (int i = 1; i < items.length; i++) {
      int colon = items[i].indexOf(':');
      String index = items[i].substring(0, Math.max(colon, 0));
      if (!INDEX.matcher(index).matches()) {
        return wrong(line, "index:value", BadInputException.quote(items[i]));
      }
      int number = Integer.parseInt(index);
      if (number <= previous) {
        return number < 1
            ? wrong(line, "indexes from 1", "0")
            : wrong(line, "indexes in ascending order", number + " after " + previous);
      }
      if (width > 0 && number > width) {
        return wrong(line, width + " features", "index " + number);
      }
      if (number > MOST_FEATURES) {
        return wrong(line, "indexes of at most " + MOST_FEATURES, index);
      }
      String value = items[i].substring(colon + 1);
      double parsed = Numbers.parse(value);
      if (Double.isNaN(parsed)) {
        return wrong(
            line, numberLike(value) + " for index " + number, BadInputException.quote(value));
      }
      entries += parsed == 0 ? 0 : 1;
      previous = number;
    }
    return new Profile(previous, entries, null);
  }

  /** A line without its comment. */
  private static String withoutComment(String text) {
    int sign = text.indexOf('#');
    return (sign < 0 ? text : text.substring(0, sign)).strip();
  }

  private static String numberLike(String text) {
    return Numbers.isBroken(text) ? "a finite number with a decimal point" : "a number";
  }

  private static Profile wrong(long line, String expected, String found) {
    return new Profile(0, 0, new Finding(line, expected, found));
  }

  /** A line's label and features. */
  record Parsed(double label, Vector features) {}

  /** Parses a line that has been found good, as Spark does. */
  static Parsed parse(String text, int width) {
    Tuple3<Object, int[], double[]> record =
        MLUtils$.MODULE$.parseLibSVMRecord(BLANKS.matcher(withoutComment(text)).replaceAll(" "));
    return new Parsed((double) record._1(), Vectors.sparse(width, record._2(), record._3()));
  }
}
