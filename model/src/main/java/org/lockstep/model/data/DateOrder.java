package org.lockstep.model.data;

/** The order of day, month and year in all-numeric dates that do not reveal it. */
public enum DateOrder {
  DAY_FIRST(DateForm.DAY_FIRST),
  MONTH_FIRST(DateForm.MONTH_FIRST),
  YEAR_FIRST(DateForm.ISO);

  private final DateForm form;

  DateOrder(DateForm form) {
    this.form = form;
  }

  /** How dates in this order are written. */
  public DateForm form() {
    return form;
  }
}
