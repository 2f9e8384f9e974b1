package org.lockstep.spark.read;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;

/** Finds the user's mistake behind a failed Spark job. */
public final class InputErrors {
  /** What is found where there is no file. */
  static final String NOTHING_THERE = "nothing there";

  /** What a pattern finds where no file matches. */
  static final String NO_MATCH = "no such file";

  private InputErrors() {}

  /** The bad input somewhere in the failure's causes, or the failure itself if there is none. */
  public static RuntimeException unwrap(Throwable failure) {
    Optional<BadInputException> badInput = cause(failure, BadInputException.class);
    if (badInput.isPresent()) {
      return badInput.get();
    }
    return failure instanceof RuntimeException runtime ? runtime : new RuntimeException(failure);
  }

  /** The first of the failure and its causes that is of the given type. */
  static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    Throwable current = failure;
    // A chain of causes may be a ring; nobody nests a hundred.
    for (int depth = 0; current != null && depth < 100; depth++) {
      if (type.isInstance(current)) {
        return Optional.of(type.cast(current));
      }
      current = current.getCause();
    }
    return Optional.empty();
  }

  /** The innermost message, first line only. */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 100; depth++) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null
        ? root.getClass().getSimpleName()
        : PartNames.shown(message.lines().findFirst().orElse(root.getClass().getSimpleName()));
  }

  /** Whether a message says that files are not there. */
  public static boolean isAbsence(String message) {
    return message.endsWith(NOTHING_THERE) || message.endsWith(NO_MATCH);
  }
}
