package org.lockstep.spark.read.items;

import java.io.Serializable;
import java.nio.ByteOrder;

/**
 * Where items of equal length are among the bytes that hold them, and what they consist of.
 *
 * @param begin the number of bytes before the first item, unpacked
 * @param stride the number of bytes from the beginning of an item to that of the next
 * @param items the number of items
 * @param itemSize the number of numbers in an item
 */
public record ItemLayout(
    long begin, long stride, long items, int itemSize, NumberType type, boolean isLittleEndian)
    implements Serializable {

  /** The number of bytes in an item. */
  public int itemBytes() {
    return itemSize * type.bytes();
  }

  /** Where the last item ends, unpacked. */
  public long end() {
    return begin + (items - 1) * stride + itemBytes();
  }

  ByteOrder order() {
    return isLittleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }
}
