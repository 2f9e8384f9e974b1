package org.lockstep.model.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.FlatVector;

/**
 * NumPy's array file: an {@link NpyHeader}, then the values.
 *
 * <p>This class writes version 1.0, {@code '<f4'} or {@code '<f8'}, row-major. It reads versions
 * 1.0 to 3.0 with one to three dimensions, in either byte order, row-major or, with two dimensions,
 * column-major. It refuses everything else, above all Python objects: loading those runs code.
 */
public final class NpyFormat {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FIRST_VALUES = 1 << 14;

  private NpyFormat() {}

  /**
   * Writes the values {@code [from, to)} as an array of this shape. The stream stays open.
   *
   * @param shape lengths with the product {@code to - from}
   */
  public static void write(
      List<Integer> shape, FlatVector values, int from, int to, OutputStream out)
      throws IOException {
    NpyHeader header =
        new NpyHeader(values.precision(), ByteOrder.LITTLE_ENDIAN, false, List.copyOf(shape));
    if (header.length() != to - from) {
      throw new IllegalArgumentException(
          (to - from) + " values in the shape " + NpyArray.shapeText(shape));
    }
    out.write(header.encoded());
    int block = BUFFER_BYTES / values.precision().bytes();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    for (int i = from; i < to; i += block) {
      buffer.clear();
      values.writeTo(buffer, i, Math.min(to, i + block));
      out.write(buffer.array(), 0, buffer.position());
    }
  }

  /**
   * Reads one array up to the end of the stream. Memory grows with the bytes actually read, not
   * with what the header claims.
   *
   * @param place for messages
   * @throws BadInputException if the bytes are not such an array
   */
  public static NpyArray read(String place, InputStream in) throws IOException {
    NpyHeader header = NpyHeader.read(place, in);
    int length = header.length();
    int size = header.precision().bytes();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(header.byteOrder());
    FlatVector values = FlatVector.zeros(header.precision(), Math.min(length, FIRST_VALUES));
    for (int done = 0; done < length; ) {
      int wanted = Math.min(length - done, BUFFER_BYTES / size);
      int bytes = in.readNBytes(buffer.array(), 0, wanted * size);
      if (bytes < wanted * size) {
        throw BadInputException.at(
            place,
            length + " values of " + size + " bytes",
            "the end after " + (done + bytes / size));
      }
      values = withRoomFor(done + wanted, length, values);
      buffer.clear();
      for (int end = done + wanted; done < end; done++) {
        values.set(done, size == Float.BYTES ? buffer.getFloat() : buffer.getDouble());
      }
    }
    if (in.read() >= 0) {
      throw BadInputException.at(place, "the end after " + length + " values", "more bytes");
    }
    boolean byColumns = header.fortranOrder() && header.shape().size() > 1;
    if (byColumns && header.shape().size() > 2) {
      throw BadInputException.at(
          place, "three dimensions in C order", "Fortran order: use numpy.ascontiguousarray");
    }
    return new NpyArray(header.shape(), byColumns ? byRows(header.shape(), values) : values);
  }

  private static FlatVector withRoomFor(int needed, int length, FlatVector values) {
    if (needed <= values.length()) {
      return values;
    }
    int room = (int) Math.min(length, Math.max(needed, 2L * values.length()));
    FlatVector larger = FlatVector.zeros(values.precision(), room);
    for (int i = 0; i < values.length(); i++) {
      larger.set(i, values.get(i));
    }
    return larger;
  }

  private static FlatVector byRows(List<Integer> shape, FlatVector byColumns) {
    int rows = shape.get(0);
    int columns = shape.get(1);
    FlatVector byRows = FlatVector.zeros(byColumns.precision(), byColumns.length());
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        byRows.set(i * columns + j, byColumns.get(j * rows + i));
      }
    }
    return byRows;
  }
}
