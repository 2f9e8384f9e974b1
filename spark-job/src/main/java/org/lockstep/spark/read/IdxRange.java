package org.lockstep.spark.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Items [from, to) of an IDX file: what one task reads. A class and not a record: it is the data of
 * an RDD, which a user may have told Spark to serialise by Kryo.
 */
final class IdxRange implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BYTES = 8 << 20;

  private final long from;
  private final long to;

  IdxRange(long from, long to) {
    this.from = from;
    this.to = to;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  /** Ranges of some megabytes; one range if the file can only be read from its beginning. */
  static List<IdxRange> of(IdxHeader header, boolean gzip) {
    if (gzip) {
      return List.of(new IdxRange(0, header.items()));
    }
    long items = Math.max(1, BYTES / header.itemBytes());
    List<IdxRange> ranges = new ArrayList<>();
    for (long from = 0; from < header.items(); from += items) {
      ranges.add(new IdxRange(from, Math.min(from + items, header.items())));
    }
    return ranges;
  }
}
