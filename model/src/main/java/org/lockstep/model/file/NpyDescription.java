package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.lockstep.model.error.BadInputException;

/**
 * What a NumPy array file says about its values, whatever their type. Only the form is checked
 * here; {@link NpyHeader} demands more of a model's arrays.
 *
 * @param descr the type, as in {@code <f4}; for a structured type, the text of its list
 * @param fortranOrder whether columns rather than rows lie one after another
 * @param shape the lengths, none negative; empty for a single value
 * @param headerBytes bytes before the first value
 */
public record NpyDescription(
    String descr, boolean fortranOrder, List<Long> shape, int headerBytes) {
  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(ISO_8859_1);

  /** NumPy's headers of plain arrays have about a hundred characters. */
  private static final int LONGEST = 10_000;

  public NpyDescription {
    shape = List.copyOf(shape);
  }

  static byte[] magic() {
    return MAGIC.clone();
  }

  /** Whether the bytes begin as an array file does. */
  public static boolean isMagic(byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** Whether the values are Python objects: loading those runs code. */
  public boolean isObjects() {
    return descr.contains("O");
  }

  /**
   * Reads a header of version 1, 2 or 3.
   *
   * @param place for messages
   * @throws BadInputException if it is damaged, or longer than any sensible header
   */
  public static NpyDescription read(String place, InputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length + 2);
    if (magic.length < MAGIC.length + 2
        || !Arrays.equals(magic, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw BadInputException.at(place, "a NumPy array (npy)", "other bytes");
    }
    int version = magic[MAGIC.length];
    if (version < 1 || version > 3 || magic[MAGIC.length + 1] != 0) {
      throw BadInputException.at(
          place,
          "npy version 1.0, 2.0 or 3.0",
          (version & 0xff) + "." + (magic[MAGIC.length + 1] & 0xff));
    }
    int lengthBytes = version == 1 ? 2 : 4;
    ByteBuffer field =
        ByteBuffer.wrap(Arrays.copyOf(in.readNBytes(lengthBytes), 4))
            .order(ByteOrder.LITTLE_ENDIAN);
    long length = Integer.toUnsignedLong(field.getInt());
    if (length > LONGEST) {
      throw BadInputException.at(
          place, "a header of at most " + LONGEST + " bytes", length + " bytes");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw BadInputException.at(
          place, "a header of " + length + " bytes", "the end after " + text.length);
    }
    NpyDictionary dictionary =
        NpyDictionary.parse(place, new String(text, version == 3 ? UTF_8 : ISO_8859_1));
    return new NpyDescription(
        dictionary.descr(),
        dictionary.fortranOrder(),
        dictionary.shape(),
        magic.length + lengthBytes + (int) length);
  }
}
