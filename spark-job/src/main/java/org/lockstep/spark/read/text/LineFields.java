package org.lockstep.spark.read.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.lockstep.spark.read.source.Dialect;

/**
 * Splits one line at a time into fields, as ranges of the line's bytes; one instance for each task.
 *
 * <p>A quoted field can hold separators, and a quote written as two. Blanks and control characters
 * around a field are dropped; those inside quotes are kept. A quote inside a field that does not
 * begin with one is an ordinary character, and so is every quote of a field that continues after
 * its closing quote, as in {@code "a"b}.
 *
 * <p>Nothing is allocated, except for lines that become UTF-8 first ({@link LineEncoding}) and for
 * lines wider than all before.
 */
public final class LineFields {
  private static final int NO_BYTE = 256;

  /** Set in the flags of a field in quotes. */
  private static final byte QUOTED = 1;

  /** Set in the flags of a field that holds two quotes for one. */
  private static final byte DOUBLED = 2;

  /** Set in the flags of a field whose number is known. */
  private static final byte PARSED = 4;

  private final LineEncoding encoding;
  private final byte separator;
  private final boolean byBlanks;
  private final int quote;
  private final FieldNumbers numbers;
  private final boolean parsesAtOnce;
  private byte[] bytes = {};
  private int[] from = new int[64];
  private int[] to = new int[64];
  private byte[] flags = new byte[64];
  private double[] values = new double[64];
  private int count;
  private int openQuote;

  public LineFields(Dialect dialect) {
    encoding = new LineEncoding(dialect.charset());
    separator = (byte) dialect.separator();
    byBlanks = dialect.separator() == Dialect.BLANKS;
    quote = dialect.quote() == Dialect.NO_QUOTE ? NO_BYTE : dialect.quote();
    numbers = new FieldNumbers(dialect.decimal());
    parsesAtOnce = dialect.decimal() != dialect.separator();
  }

  /**
   * Whether the bytes hold only blanks and line ends.
   *
   * @param line text in the dialect's encoding, from {@code start} up to {@code end}
   */
  public boolean isBlank(byte[] line, int start, int end) {
    return encoding.isBlank(line, start, end);
  }

  /**
   * Splits a line.
   *
   * @param line text in the dialect's encoding, from {@code start} up to {@code end}, without its
   *     line end; the ranges point into it until the next line
   * @return how many fields it has, at least 1
   */
  public int split(byte[] line, int start, int end) {
    count = 0;
    openQuote = -1;
    if (encoding.transcodes()) {
      bytes = decoded(line, start, end).getBytes(StandardCharsets.UTF_8);
      splitBytes(0, bytes.length);
    } else {
      bytes = line;
      splitBytes(LineEncoding.afterMark(line, start, end), end);
    }
    return count;
  }

  /** The text of a line, without a byte order mark. */
  String decoded(byte[] line, int start, int end) {
    return encoding.decoded(line, start, end);
  }

  private void splitBytes(int start, int end) {
    int position = start;
    while (position <= end) {
      position = skipBlanks(position, end);
      if (byBlanks && position == end && count > 0) {
        return; // blanks at the end of the line separate nothing
      }
      if (position < end && bytes[position] == quote) {
        position = quoted(position, end);
      } else {
        position = parsesAtOnce ? number(position, end) : plain(position, position, end);
      }
    }
  }

  /** The first position that is not a blank, or that is a separator. */
  private int skipBlanks(int start, int end) {
    int i = start;
    while (i < end && isTrimmed(bytes[i]) && (bytes[i] != separator || byBlanks)) {
      i++;
    }
    return i;
  }

  /**
   * Adds a field that ends at the next separator and is most likely a number. The bytes of a number
   * are read only once. Returns where the next field begins.
   */
  private int number(int start, int end) {
    double value = numbers.parseFirst(bytes, start, end);
    int stop = numbers.end();
    boolean isAll = stop == end || bytes[stop] == separator || (byBlanks && bytes[stop] == '\t');
    if (!isAll || stop == start) {
      return plain(start, stop, end);
    }
    add(start, stop, PARSED);
    values[count - 1] = value;
    return stop + 1;
  }

  /** Adds a field that ends at the next separator; returns where the next begins. */
  private int plain(int start, int search, int end) {
    byte[] bytes = this.bytes;
    byte separator = this.separator;
    int stop = search;
    if (byBlanks) {
      while (stop < end && bytes[stop] != ' ' && bytes[stop] != '\t') {
        stop++;
      }
    } else {
      while (stop < end && bytes[stop] != separator) {
        stop++;
      }
    }
    int last = stop;
    while (last > start && isTrimmed(bytes[last - 1])) {
      last--;
    }
    add(start, last, (byte) 0);
    return stop + 1;
  }

  /** Adds a field that begins with a quote; returns where the next begins. */
  private int quoted(int start, int end) {
    byte flag = QUOTED;
    int i = start + 1;
    while (i < end) {
      if (bytes[i] != quote) {
        i++;
      } else if (i + 1 < end && bytes[i + 1] == quote) {
        flag |= DOUBLED;
        i += 2;
      } else {
        int next = i + 1;
        while (next < end && bytes[next] != separator && isTrimmed(bytes[next])) {
          next++;
        }
        boolean ends = next == end || bytes[next] == separator || (byBlanks && next > i + 1);
        if (ends) {
          add(start + 1, i, flag);
          return next + 1 - (byBlanks && next < end && bytes[next] != separator ? 1 : 0);
        }
        return plain(start, next, end);
      }
    }
    openQuote = count;
    add(start, end, (byte) 0);
    return end + 1;
  }

  private static boolean isTrimmed(byte b) {
    return b <= ' ' && b >= 0;
  }

  private void add(int start, int end, byte flag) {
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
      flags = Arrays.copyOf(flags, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    from[count] = start;
    to[count] = end;
    flags[count] = flag;
    count++;
  }

  /** How many fields the line has. */
  public int count() {
    return count;
  }

  /** The bytes that the ranges point into: the line, or its UTF-8. */
  public byte[] bytes() {
    return bytes;
  }

  /** The first byte of a field. */
  public int from(int field) {
    return from[field];
  }

  /** The end of a field: the position after its last byte. */
  public int to(int field) {
    return to[field];
  }

  /** Whether the field is in quotes. */
  public boolean isQuoted(int field) {
    return (flags[field] & QUOTED) != 0;
  }

  /** Whether the line's last field begins with a quote and no other closes it. */
  public boolean isOpenQuote() {
    return openQuote >= 0;
  }

  /** The first field that is not in quotes but holds one, as {@code 7"}; -1 if there is none. */
  public int strayQuote() {
    for (int field = 0; field < count; field++) {
      if ((flags[field] & QUOTED) == 0 && indexOfQuote(field) >= 0) {
        return field;
      }
    }
    return -1;
  }

  /** Whether a quote is open after a line that begins inside an open quote. */
  boolean leavesOpen(byte[] line) {
    byte[] quoted = new byte[line.length + 1];
    quoted[0] = (byte) quote;
    System.arraycopy(line, 0, quoted, 1, line.length);
    split(quoted, 0, quoted.length);
    return isOpenQuote();
  }

  private int indexOfQuote(int field) {
    for (int i = from[field]; quote != NO_BYTE && i < to[field]; i++) {
      if (bytes[i] == quote) {
        return i;
      }
    }
    return -1;
  }

  /** The decimal sign of numbers. */
  char decimal() {
    return numbers.decimal();
  }

  /** The finite number in a field, or NaN if it is not one. */
  public double number(int field) {
    return (flags[field] & PARSED) != 0
        ? values[field]
        : numbers.parse(bytes, from[field], to[field]);
  }

  /** Whether a field's number, which is finite, was found when the line was split. */
  boolean isParsedNumber(int field) {
    return (flags[field] & PARSED) != 0 && !Double.isNaN(values[field]);
  }

  /**
   * Whether a field that is not a number was meant to be one, see {@link FieldNumbers#isBroken}.
   */
  public boolean isBrokenNumber(int field) {
    return numbers.isBroken(bytes, from[field], to[field]);
  }

  /**
   * The text of a field, without its quotes. Bytes that are invalid in the encoding become U+FFFD.
   */
  public String text(int field) {
    String text = encoding.text(bytes, from[field], to[field]);
    if ((flags[field] & DOUBLED) == 0) {
      return text;
    }
    String one = String.valueOf((char) quote);
    return text.replace(one + one, one);
  }

  /**
   * Whether the field's bytes are text in the encoding. They are not if the beginning of a file
   * looks like UTF-8 and the rest is not: two different texts could then look the same.
   */
  public boolean isText(int field) {
    return encoding.isText(bytes, from[field], to[field]);
  }

  /** The texts of all fields. */
  public String[] texts() {
    String[] texts = new String[count];
    for (int field = 0; field < count; field++) {
      texts[field] = text(field);
    }
    return texts;
  }
}
