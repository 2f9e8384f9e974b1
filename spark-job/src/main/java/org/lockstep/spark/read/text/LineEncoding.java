package org.lockstep.spark.read.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of lines, and of the fields cut from them. Encodings based on ASCII are cut as they
 * are; others, UTF-16 for example, become UTF-8 first.
 */
final class LineEncoding {
  private final Charset charset;
  private final boolean transcodes;

  LineEncoding(Charset charset) {
    this.charset = charset;
    this.transcodes = !isAsciiBased(charset);
  }

  /**
   * Whether every byte below 128 is an ASCII character and never part of another: true of UTF-8 and
   * of the usual single-byte encodings.
   */
  static boolean isAsciiBased(Charset charset) {
    String name = charset.name();
    return charset.equals(StandardCharsets.UTF_8)
        || charset.equals(StandardCharsets.US_ASCII)
        || name.startsWith("ISO-8859-")
        || name.startsWith("windows-125");
  }

  /** Whether lines become UTF-8 before they are cut. */
  boolean transcodes() {
    return transcodes;
  }

  /** The text of a line, without a byte order mark. */
  String decoded(byte[] line, int start, int end) {
    String text = new String(line, start, end - start, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Where a line begins, after the byte order mark of UTF-8 if it is left. */
  static int afterMark(byte[] line, int start, int end) {
    boolean isMarked =
        end - start >= 3
            && line[start] == (byte) 0xef
            && line[start + 1] == (byte) 0xbb
            && line[start + 2] == (byte) 0xbf;
    return isMarked ? start + 3 : start;
  }

  /** Whether a line holds only blanks and line ends. */
  boolean isBlank(byte[] line, int start, int end) {
    if (transcodes) {
      return decoded(line, start, end).isBlank();
    }
    for (int i = start; i < end; i++) {
      byte b = line[i];
      if (b != ' ' && (b < '\t' || b > '\r') && (b < 28 || b > 31)) {
        return false;
      }
    }
    return true;
  }

  /** The text of a field. Bytes that are invalid in the encoding become U+FFFD. */
  String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, ofFields());
  }

  /** Whether a field's bytes are text in the encoding. */
  boolean isText(byte[] bytes, int from, int to) {
    boolean isAscii = true;
    for (int i = from; i < to; i++) {
      isAscii &= bytes[i] >= 0;
    }
    if (isAscii) {
      return true;
    }
    try {
      ofFields().newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private Charset ofFields() {
    return transcodes ? StandardCharsets.UTF_8 : charset;
  }
}
