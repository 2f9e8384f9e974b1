package org.lockstep.spark.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the states of a table that keeps them: a version of Delta, a snapshot of Iceberg.
 *
 * @param source the table: a path, fully qualified, or {@code table:NAME}
 * @param option by which Spark's reader is told
 * @param id which
 */
public record Snapshot(String source, String option, String id) {
  /** Delta's option. */
  public static final String DELTA = "versionAsOf";

  /** Iceberg's option. */
  public static final String ICEBERG = "snapshot-id";

  private static final List<String> BY_NUMBER = List.of(DELTA, ICEBERG);

  private static final Pattern FORM =
      Pattern.compile("(.+)\\?(" + String.join("|", BY_NUMBER) + ")=(\\d+)", Pattern.DOTALL);

  /** As it stands among a table's files: {@code file:/data/sales?versionAsOf=3}. */
  public SourceFile file() {
    return new SourceFile(source + "?" + option + "=" + id, 0, 0);
  }

  /** The snapshot that stands among a table's files under this name; empty for a file. */
  public static Optional<Snapshot> of(String file) {
    Matcher form = FORM.matcher(file);
    return form.matches()
        ? Optional.of(new Snapshot(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }
}
