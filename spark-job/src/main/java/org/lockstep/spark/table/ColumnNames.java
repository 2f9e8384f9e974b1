package org.lockstep.spark.table;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Compares the names of columns with what users write. */
public final class ColumnNames {
  private ColumnNames() {}

  /** The most similar name; empty only if there are no names. */
  public static Optional<String> nearest(List<String> names, String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return names.stream()
        .min(
            Comparator.comparing(
                near ->
                    LevenshteinDistance.getDefaultInstance()
                        .apply(near.toLowerCase(Locale.ROOT), wanted)));
  }

  /** The name that the user probably meant; empty if none is similar. */
  public static Optional<String> similar(List<String> names, String name) {
    int most = Math.max(name.length() < 3 ? 0 : 1, name.length() / 3);
    return nearest(names, name)
        .filter(
            near ->
                LevenshteinDistance.getDefaultInstance()
                        .apply(near.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
                    <= most);
  }

  /** Whether a name matches a pattern: {@code *} is any text, {@code ?} any character. */
  public static boolean matches(String pattern, String name) {
    if (pattern.equals(name)) {
      return true;
    }
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      expression.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(name).matches();
  }
}
