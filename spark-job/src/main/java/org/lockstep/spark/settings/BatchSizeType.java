package org.lockstep.spark.settings;

import org.lockstep.model.error.BadInputException;

/** A batch size: a number of rows, {@code full} or {@code by-rows}. */
final class BatchSizeType implements ValueType<Long> {
  private static final String FULL = "full";
  private static final String BY_ROWS = "by-rows";

  @Override
  public Form form() {
    return Form.LONG;
  }

  @Override
  public Long parse(String place, String text) {
    if (text.equals(FULL)) {
      return LoopSettings.FULL;
    }
    if (text.equals(BY_ROWS)) {
      return LoopSettings.BY_ROWS;
    }
    try {
      return of(place, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw BadInputException.at(
          place, "a number of rows, full or by-rows", BadInputException.quote(text), e);
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
    if (value == LoopSettings.BY_ROWS) {
      return BY_ROWS;
    }
    return value == LoopSettings.FULL ? FULL : value.toString();
  }
}
