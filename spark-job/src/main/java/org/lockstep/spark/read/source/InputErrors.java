package org.lockstep.spark.read.source;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;

/** Finds the user's mistake behind a failed Spark job. */
public final class InputErrors {
  /** What a message says was found if no file matches a pattern. */
  static final String NO_MATCH = "no such file";

  private InputErrors() {}

  /**
   * The bad input somewhere in the failure's causes: one that was reported, or a file that its file
   * system found damaged; the failure itself if there is none.
   */
  public static RuntimeException unwrap(Throwable failure) {
    Optional<BadInputException> badInput = FileErrors.explanation(failure);
    if (badInput.isPresent()) {
      return badInput.get();
    }
    return failure instanceof RuntimeException runtime ? runtime : new RuntimeException(failure);
  }

  /** Whether a message says that files are not there. */
  public static boolean isAbsence(String message) {
    return message.endsWith(FileErrors.NOTHING_THERE) || message.endsWith(NO_MATCH);
  }
}
