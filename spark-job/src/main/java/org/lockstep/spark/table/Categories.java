package org.lockstep.spark.table;

import java.util.Collection;
import java.util.stream.Collectors;
import org.lockstep.model.error.BadInputException;

/** Sets of texts: categories of a column, classes of a target. */
public final class Categories {
  /** More distinct texts than this are names or keys, not categories. */
  public static final int MOST = 1000;

  private static final int SHOWN = 10;

  private Categories() {}

  /** The texts for a message, in alphabetical order, shortened. */
  public static String list(Collection<String> texts) {
    return shorten(texts.stream().sorted().toList());
  }

  /** The texts for a message, in their order, shortened. */
  public static String shorten(Collection<String> texts) {
    String shown =
        texts.stream().limit(SHOWN).map(BadInputException::quote).collect(Collectors.joining(", "));
    return texts.size() > SHOWN ? shown + ", ... (" + texts.size() + " in all)" : shown;
  }
}
