package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Precision;

/**
 * The header before an array's values: the magic {@code \x93NUMPY}, a version, a length, and a
 * Python dictionary of type, order and shape, padded so that values begin at a multiple of 64.
 *
 * @param precision of the values
 * @param byteOrder of each value
 * @param fortranOrder whether columns rather than rows lie one after another
 * @param shape one to three lengths
 */
record NpyHeader(
    Precision precision, ByteOrder byteOrder, boolean fortranOrder, List<Integer> shape) {

  private static final byte[] MAGIC = NpyDescription.magic();
  private static final int ALIGNMENT = 64;

  private static final long MOST_VALUES = Integer.MAX_VALUE - 8;

  /** The product of the shape. */
  int length() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /** The header in NumPy's version 1.0. */
  byte[] encoded() {
    String text =
        "{'descr': '"
            + (byteOrder == ByteOrder.LITTLE_ENDIAN ? '<' : '>')
            + 'f'
            + precision.bytes()
            + "', 'fortran_order': "
            + (fortranOrder ? "True" : "False")
            + ", 'shape': "
            + NpyArray.shapeText(shape)
            + ", }";
    int before = MAGIC.length + 4;
    int end = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = new byte[end];
    Arrays.fill(header, (byte) ' ');
    ByteBuffer buffer = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (end - before));
    buffer.put(text.getBytes(ISO_8859_1));
    header[end - 1] = '\n';
    return header;
  }

  /**
   * Reads a header of version 1, 2 or 3.
   *
   * @throws BadInputException if it is damaged, or describes anything but one to three dimensions
   *     of floats or doubles
   */
  static NpyHeader read(String place, InputStream in) throws IOException {
    return of(place, NpyDescription.read(place, in));
  }

  private static NpyHeader of(String place, NpyDescription array) {
    String descr = array.descr();
    if (!List.of("<f4", "<f8", ">f4", ">f8").contains(descr)) {
      throw BadInputException.at(
          place,
          "numbers of type '<f4', '<f8', '>f4' or '>f8'",
          descr.contains("O")
              ? "objects: " + BadInputException.quote(descr)
              : BadInputException.quote(descr));
    }
    List<Long> shape = array.shape();
    long values = 1;
    for (long n : shape) {
      values = n > MOST_VALUES ? Long.MAX_VALUE : values * n;
      if (values > MOST_VALUES) {
        throw BadInputException.at(
            place, "at most " + MOST_VALUES + " values", "shape " + NpyArray.shapeText(shape));
      }
    }
    if (shape.isEmpty() || shape.size() > 3) {
      throw BadInputException.at(
          place, "one to three dimensions", "shape " + NpyArray.shapeText(shape));
    }
    return new NpyHeader(
        descr.endsWith("4") ? Precision.FLOAT : Precision.DOUBLE,
        descr.startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
        array.fortranOrder(),
        shape.stream().map(Math::toIntExact).toList());
  }
}
