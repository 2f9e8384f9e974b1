package org.lockstep.spark.table;

import java.io.Serializable;
import org.lockstep.model.error.BadInputException;

/**
 * Something wrong that a task found. It travels to the driver as data: a thrown exception would be
 * retried and logged, and which one wins would depend on the time of arrival. A class rather than a
 * record, because Kryo cannot carry records.
 */
public final class Finding implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The position in the file, chunk or table: a line or a row, from 0; unused where there is none.
   */
  public final long position;

  public final String expected;
  public final String found;

  /** A finding at a position. */
  public Finding(long position, String expected, String found) {
    this.position = position;
    this.expected = expected;
    this.found = found;
  }

  /** The exception for this finding, at a place. */
  public BadInputException at(String place) {
    return BadInputException.at(place, expected, found);
  }

  /** The finding with the smaller position; either can be null. */
  public static Finding first(Finding a, Finding b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.position < a.position ? b : a;
  }
}
