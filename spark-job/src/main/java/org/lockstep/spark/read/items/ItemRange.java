package org.lockstep.spark.read.items;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Items [from, to) of one of several files: what one task reads. A class and not a record: it is
 * the data of an RDD, which Spark serialises with Kryo if the user chose that.
 */
public final class ItemRange implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BYTES = 8 << 20;

  private final int file;
  private final long from;
  private final long to;

  private ItemRange(int file, long from, long to) {
    this.file = file;
    this.from = from;
    this.to = to;
  }

  /** The index of the file, from 0. */
  public int file() {
    return file;
  }

  public long from() {
    return from;
  }

  public long to() {
    return to;
  }

  /** Ranges of some megabytes; one range for a file that can only be read from its beginning. */
  public static List<ItemRange> of(List<ItemFile> files) {
    List<ItemRange> ranges = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      ItemFile file = files.get(i);
      long step = file.container().packing().isSplittable() ? step(file) : file.items();
      for (long from = 0; from < file.items(); from += step) {
        ranges.add(new ItemRange(i, from, Math.min(from + step, file.items())));
      }
    }
    return ranges;
  }

  /** The number of items in a range. No band is in two ranges, or both would unpack it. */
  private static long step(ItemFile file) {
    long bands = BYTES / file.layout().stride() / file.bandItems();
    return Math.max(1, bands) * file.bandItems();
  }
}
