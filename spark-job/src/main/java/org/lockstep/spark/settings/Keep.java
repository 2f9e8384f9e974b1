package org.lockstep.spark.settings;

import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;

/** Which epoch's weights a run ends with, and by which measure on the validation rows. */
public enum Keep {
  /** The last epoch's; early stopping and the plateau schedule watch the validation loss. */
  LAST("loss", false),
  /** The epoch with the lowest validation loss. */
  BEST_LOSS("loss", false),
  /** The epoch with the highest validation accuracy (R² for regression). */
  BEST_ACCURACY("accuracy", true),
  /** The epoch with the highest validation R². */
  BEST_R2("R²", true),
  /** The epoch with the lowest root mean squared error. */
  BEST_RMSE("RMSE", false),
  /** The epoch with the lowest mean absolute error. */
  BEST_MAE("MAE", false);

  private final String measure;
  private final boolean more;

  Keep(String measure, boolean more) {
    this.measure = measure;
    this.more = more;
  }

  /** The measure's display name. */
  public String measure() {
    return measure;
  }

  /** Whether a higher value is better. */
  public boolean isMoreBetter() {
    return more;
  }

  /**
   * Checks that a task has the measure.
   *
   * @throws BadInputException if it does not
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
