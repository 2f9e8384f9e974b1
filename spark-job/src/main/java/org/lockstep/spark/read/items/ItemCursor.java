package org.lockstep.spark.read.items;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;

/** Steps through the items of a file; lives in one task. */
public abstract class ItemCursor implements Closeable {
  private final NumberType type;
  private final int itemSize;
  private final byte[] item;
  private final ByteBuffer numbers;

  ItemCursor(ItemFile file) {
    type = file.layout().type();
    itemSize = file.layout().itemSize();
    item = new byte[file.layout().itemBytes()];
    numbers = ByteBuffer.wrap(item).order(file.layout().order());
  }

  /**
   * Opens a file before one of its items.
   *
   * @param first the item's number, from 0
   */
  public static ItemCursor open(Configuration configuration, ItemFile file, long first)
      throws IOException {
    return file.container().packing() == Packing.HDF5
        ? new Hdf5Cursor(configuration, file, first)
        : new StreamCursor(configuration, file, first);
  }

  /**
   * Moves to the next item.
   *
   * @throws java.io.EOFException if there is none
   */
  public final void next() throws IOException {
    read(item);
  }

  abstract void read(byte[] item) throws IOException;

  /** Whether nothing follows the last item. */
  public abstract boolean isAtEnd() throws IOException;

  /** A copy of the item's bytes. */
  public final byte[] bytes() {
    return item.clone();
  }

  /** The i-th number of the item. */
  public final double number(int i) {
    return type.get(numbers, i);
  }

  /** The item's numbers. */
  public final double[] numbers() {
    double[] result = new double[itemSize];
    for (int i = 0; i < itemSize; i++) {
      result[i] = number(i);
    }
    return result;
  }
}
