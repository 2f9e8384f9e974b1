package org.lockstep.spark.read.items;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * The beginning of an IDX file: two zero bytes, the type, the number of dimensions, then each
 * dimension as a big-endian int. The first dimension counts the items.
 *
 * @param items the first dimension
 * @param itemShape the other dimensions
 * @param itemSize numbers per item: the product of the other dimensions
 */
public record IdxHeader(NumberType type, long items, List<Integer> itemShape, int itemSize) {
  public IdxHeader {
    itemShape = List.copyOf(itemShape);
  }

  /** The longest header, in bytes. */
  static final int LONGEST = 4 + 4 * 255;

  /** Whether the bytes begin as IDX does: two zeros, a known type, at least one dimension. */
  public static boolean isMagic(byte[] head) {
    return head.length >= 4
        && head[0] == 0
        && head[1] == 0
        && typeOf(head[2]).isPresent()
        && head[3] != 0;
  }

  /**
   * Reads a header.
   *
   * @param head the file's first bytes, all of them if it is shorter than {@link #LONGEST}
   * @param name the file's name for messages
   */
  static IdxHeader parse(byte[] head, String name) {
    if (head.length < 4) {
      throw BadInputException.at(name, "an IDX file", head.length + " bytes");
    }
    int magic = ByteBuffer.wrap(head).getInt();
    if (head[0] != 0 || head[1] != 0 || head[3] == 0) {
      throw BadInputException.at(
          name, "an IDX file, which begins with 0x0000", Text.format("0x%08x", magic));
    }
    NumberType type =
        typeOf(head[2])
            .orElseThrow(
                () ->
                    BadInputException.at(
                        name,
                        "an IDX type 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e",
                        Text.format("0x%02x", head[2])));
    int dimensions = head[3] & 0xff;
    int bytes = 4 + 4 * dimensions;
    if (head.length < bytes) {
      throw BadInputException.at(
          name, "an IDX header of " + bytes + " bytes", head.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(head);
    List<Integer> itemShape = new ArrayList<>();
    long itemSize = 1;
    for (int i = 1; i < dimensions; i++) {
      itemSize *= Integer.toUnsignedLong(buffer.getInt(4 + 4 * i));
      if (itemSize > (Integer.MAX_VALUE - 16) / type.bytes()) {
        throw BadInputException.at(
            name, "dimensions of at most 2 GiB per item", "dimensions that overflow");
      }
      if (itemSize == 0) {
        throw BadInputException.at(name, "at least one number per item", "a dimension of 0");
      }
      itemShape.add(buffer.getInt(4 + 4 * i));
    }
    long items = Integer.toUnsignedLong(buffer.getInt(4));
    if (items == 0) {
      throw BadInputException.at(name, "at least one item", "none");
    }
    return new IdxHeader(type, items, itemShape, (int) itemSize);
  }

  /** The type with the code of an IDX file's third byte. */
  private static Optional<NumberType> typeOf(int code) {
    return Optional.ofNullable(
        switch (code) {
          case 0x08 -> NumberType.UNSIGNED_BYTE;
          case 0x09 -> NumberType.SIGNED_BYTE;
          case 0x0b -> NumberType.SHORT;
          case 0x0c -> NumberType.INT;
          case 0x0d -> NumberType.FLOAT;
          case 0x0e -> NumberType.DOUBLE;
          default -> null;
        });
  }

  /** The number of bytes before the first item. */
  int headerBytes() {
    return 4 + 4 * (itemShape.size() + 1);
  }

  /** The number of bytes in an item. */
  int itemBytes() {
    return itemSize * type.bytes();
  }
}
