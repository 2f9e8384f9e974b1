package org.lockstep.spark.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.text.Text;

/** Finds the causes of a failure. */
public final class Causes {
  /** A chain of causes can be a cycle; no real chain is this long. */
  private static final int DEEPEST = 100;

  private Causes() {}

  /** The first of the failure and its causes that is of the given type. */
  public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return chain(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** The failure and its causes, from the outermost on. */
  public static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable next = failure; next != null && chain.size() < DEEPEST; next = next.getCause()) {
      chain.add(next);
    }
    return chain;
  }

  /** The innermost cause. */
  public static Throwable root(Throwable failure) {
    List<Throwable> chain = chain(failure);
    return chain.get(chain.size() - 1);
  }

  /** The innermost message, first line only. */
  public static String rootMessage(Throwable failure) {
    Throwable root = root(failure);
    String name = root.getClass().getSimpleName();
    String message = root.getMessage();
    return message == null ? name : Text.passage(message.lines().findFirst().orElse(name));
  }
}
