package org.lockstep.spark.files;

import java.util.Optional;
import org.lockstep.model.text.Text;

/** Looks behind a failure. */
public final class Causes {
  /** A chain of causes may be a ring; nobody nests a hundred. */
  private static final int DEEPEST = 100;

  private Causes() {}

  /** The first of the failure and its causes that is of the given type. */
  public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < DEEPEST; depth++) {
      if (type.isInstance(current)) {
        return Optional.of(type.cast(current));
      }
      current = current.getCause();
    }
    return Optional.empty();
  }

  /** The innermost message, first line only. */
  public static String rootMessage(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    String message = root.getMessage();
    return message == null ? name : Text.passage(message.lines().findFirst().orElse(name));
  }
}
