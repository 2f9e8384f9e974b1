package org.lockstep.spark.read.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Detects the encoding of text from its first bytes: by a byte order mark; UTF-16 by the zeros of
 * its ASCII characters; UTF-8 if the bytes are valid UTF-8; otherwise Windows-1252, or Latin-1 if
 * some bytes are not characters in that either.
 */
final class EncodingFinder {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** One in this many characters of a UTF-16 table is a separator, a digit or a line end. */
  private static final int ASCII_SHARE = 20;

  private EncodingFinder() {}

  /**
   * @param head the first bytes of a file, which can end within a character
   */
  static Charset find(byte[] head) {
    if (begins(head, 0xef, 0xbb, 0xbf)) {
      return StandardCharsets.UTF_8;
    }
    if (begins(head, 0xff, 0xfe) || isUtf16(head, 1, StandardCharsets.UTF_16LE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (begins(head, 0xfe, 0xff) || isUtf16(head, 0, StandardCharsets.UTF_16BE)) {
      return StandardCharsets.UTF_16BE;
    }
    if (decodes(head, StandardCharsets.UTF_8)) {
      return StandardCharsets.UTF_8;
    }
    return decodes(head, WINDOWS) ? WINDOWS : StandardCharsets.ISO_8859_1;
  }

  private static boolean begins(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (head.length <= i || (head[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether zeros stand only in every other place, from {@code zeros} on, often enough, and the
   * text has no control characters, which binary data has.
   */
  private static boolean isUtf16(byte[] head, int zeros, Charset charset) {
    int found = 0;
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 0) {
        if (i % 2 != zeros) {
          return false;
        }
        found++;
      }
    }
    if (found == 0 || found < head.length / 2 / ASCII_SHARE) {
      return false;
    }
    String text = new String(head, 0, head.length / 2 * 2, charset);
    return text.chars().noneMatch(c -> c == 0xfffd || (c < ' ' && !Character.isWhitespace(c)));
  }

  private static boolean decodes(byte[] head, Charset charset) {
    CharsetDecoder decoder = charset.newDecoder();
    CharBuffer room = CharBuffer.allocate(1 << 12);
    ByteBuffer bytes = ByteBuffer.wrap(head);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      room.clear();
      result = decoder.decode(bytes, room, false); // a character cut off at the end is not an error
    }
    return !result.isError();
  }
}
