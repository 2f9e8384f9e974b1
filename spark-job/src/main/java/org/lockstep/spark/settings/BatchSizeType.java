package org.lockstep.spark.settings;

import org.lockstep.model.error.BadInputException;

/** A number of rows, or {@code full}. */
final class BatchSizeType implements ValueType<Long> {
  private static final String FULL = "full";

  @Override
  public Form form() {
    return Form.LONG;
  }

  @Override
  public Long parse(String place, String text) {
    if (text.equals(FULL)) {
      return LoopSettings.FULL;
    }
    try {
      return of(place, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw BadInputException.at(
          place, "a number of rows, or full", BadInputException.quote(text), e);
    }
  }

  @Override
  public Long of(String place, Object plain) {
    long rows = ((Number) plain).longValue();
    if (rows < 1) {
      throw BadInputException.at(place, "at least 1", Long.toString(rows));
    }
    return rows;
  }

  @Override
  public Object plain(Long value) {
    return value;
  }

  @Override
  public String text(Long value) {
    return value == LoopSettings.FULL ? FULL : value.toString();
  }
}
