package org.lockstep.spark.table;

import java.io.Serializable;
import org.lockstep.model.error.BadInputException;

/**
 * Something wrong that a task found. Travels to the driver as data: a thrown exception would be
 * retried, logged, and would win or lose against others by time of arrival. A class and not a
 * record, because Kryo cannot carry records.
 */
public final class Finding implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How far into the file, chunk or table: a line or a row from 0; unused where there is none. */
  public final long position;

  public final String expected;
  public final String found;

  /** What was found, where. */
  public Finding(long position, String expected, String found) {
    this.position = position;
    this.expected = expected;
    this.found = found;
  }

  /** As a failure at this place. */
  public BadInputException at(String place) {
    return BadInputException.at(place, expected, found);
  }

  /** The one that comes first; either may be null. */
  public static Finding first(Finding a, Finding b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.position < a.position ? b : a;
  }
}
