package org.lockstep.spark.read.items;

import java.io.Serializable;
import java.nio.ByteOrder;

/**
 * Items of equal length, one after another, in a file whose header and length were checked.
 *
 * @param path the fully qualified path
 * @param name the name for messages
 * @param packing how the items are packed
 * @param inside the zip entry's or the HDF5 data set's name; empty if {@code begin} alone gives the
 *     place of the items
 * @param begin the number of bytes before the first item, unpacked
 * @param stride the number of bytes from the beginning of an item to that of the next
 * @param items the number of items
 * @param itemSize the number of numbers in an item
 * @param bandItems how many items are unpacked together, in bands that begin with item 0
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
