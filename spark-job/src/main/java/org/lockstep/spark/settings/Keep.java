package org.lockstep.spark.settings;

import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;

/** Which epoch's weights a run ends with, and by which measure of the validation rows. */
public enum Keep {
  /** The last one's; what watches epochs watches the validation loss. */
  LAST("loss", false),
  /** The one's with the lowest validation loss. */
  BEST_LOSS("loss", false),
  /** The one's with the highest validation accuracy (R² for regression). */
  BEST_ACCURACY("accuracy", true),
  /** The one's with the highest validation R². */
  BEST_R2("R²", true),
  /** The one's with the lowest root mean squared error. */
  BEST_RMSE("RMSE", false),
  /** The one's with the lowest mean absolute error. */
  BEST_MAE("MAE", false);

  private final String measure;
  private final boolean more;

  Keep(String measure, boolean more) {
    this.measure = measure;
    this.more = more;
  }

  /** The measure's name, for people. */
  public String measure() {
    return measure;
  }

  /** Whether more of it is better. */
  public boolean isMoreBetter() {
    return more;
  }

  /**
   * Checks that a task has the measure.
   *
   * @throws BadInputException where it has not
   */
  public void check(Task task) {
    boolean isOfNumbers =
        switch (this) {
          case LAST, BEST_LOSS, BEST_ACCURACY -> false;
          case BEST_R2, BEST_RMSE, BEST_MAE -> true;
        };
    if (isOfNumbers && task != Task.REGRESSION) {
      throw BadInputException.at(
          LoopSettings.KEEP + " " + Words.of(this), "a regression", task.predicts());
    }
  }
}
