package org.lockstep.model.data;

/** In which order dates of numbers alone have day, month and year, where they do not tell it. */
public enum DateOrder {
  DAY_FIRST(DateForm.DAY_FIRST),
  MONTH_FIRST(DateForm.MONTH_FIRST),
  YEAR_FIRST(DateForm.ISO);

  private final DateForm form;

  DateOrder(DateForm form) {
    this.form = form;
  }

  /** How dates of this order are written. */
  public DateForm form() {
    return form;
  }
}
