package org.lockstep.spark.read.items;

import java.io.Serializable;
import java.nio.ByteOrder;

/**
 * Items of one length, one behind the other, in a file whose header and length were checked.
 *
 * @param path fully qualified
 * @param name for messages
 * @param packing how they are packed
 * @param inside the zip entry's or the HDF5 data set's name; empty where items are found by {@code
 *     begin} alone
 * @param begin bytes before the first item, unpacked
 * @param stride bytes from the beginning of an item to that of the next
 * @param items how many
 * @param itemSize numbers an item
 * @param bandItems how many items are unpacked together, the first of them counted from 0
 */
public record ItemFile(
    String path,
    String name,
    Packing packing,
    String inside,
    long begin,
    long stride,
    long items,
    int itemSize,
    NumberType type,
    boolean isLittleEndian,
    int bandItems)
    implements Serializable {

  /** Items that can each be read alone. */
  public ItemFile(
      String path,
      String name,
      Packing packing,
      String inside,
      long begin,
      long stride,
      long items,
      int itemSize,
      NumberType type,
      boolean isLittleEndian) {
    this(path, name, packing, inside, begin, stride, items, itemSize, type, isLittleEndian, 1);
  }

  /** Bytes of an item. */
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
