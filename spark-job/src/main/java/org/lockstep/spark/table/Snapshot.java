package org.lockstep.spark.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One state of a versioned table: a version of Delta, a snapshot of Iceberg.
 *
 * @param source the table: a path, fully qualified, or {@code table:NAME}
 * @param option the option of Spark's reader that selects the state
 * @param id the value of that option
 */
public record Snapshot(String source, String option, String id) {
  /** Delta's option. */
  public static final String DELTA = "versionAsOf";

  /** Iceberg's option. */
  public static final String ICEBERG = "snapshot-id";

  private static final List<String> BY_NUMBER = List.of(DELTA, ICEBERG);

  private static final Pattern FORM =
      Pattern.compile("(.+)\\?(" + String.join("|", BY_NUMBER) + ")=(\\d+)", Pattern.DOTALL);

  /** The snapshot as an entry among a table's files: {@code file:/data/sales?versionAsOf=3}. */
  public SourceFile file() {
    return new SourceFile(source + "?" + option + "=" + id, 0, 0);
  }

  /** The snapshot that this name among a table's files stands for; empty for a file. */
  public static Optional<Snapshot> of(String file) {
    Matcher form = FORM.matcher(file);
    return form.matches()
        ? Optional.of(new Snapshot(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }
}
