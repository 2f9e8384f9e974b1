package org.lockstep.spark.read.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.table.SourceFile;

/**
 * The column values that the directories of files give to all rows in them: {@code
 * year=2024/month=1}, as Hive and Spark write it. A class and not a record, because tasks receive
 * it.
 */
public final class Partitions implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final String[] names;

  private Partitions(String root, List<String> names) {
    this.root = root;
    this.names = names.toArray(String[]::new);
  }

  /**
   * The partitions of a source; none if its directories name no columns.
   *
   * @throws BadInputException if files are in directories that name different columns
   */
  public static Partitions of(Source source) {
    String root = source.qualifiedBase().toString();
    List<String> names = null;
    for (SourceFile file : source.isPartitioned() ? source.files() : List.<SourceFile>of()) {
      List<String> own = parts(root, file.path()).stream().map(part -> side(part, 0)).toList();
      names = names == null ? own : names;
      if (!own.equals(names)) {
        throw BadInputException.at(
            source.nameOf(file.path()),
            "directories that name " + words(names) + ", like those of " + source.firstName(),
            words(own));
      }
    }
    return new Partitions(root, names == null ? List.of() : names);
  }

  private static String words(List<String> names) {
    return names.isEmpty() ? "no column" : Roles.list(names);
  }

  /** The directories between root and file that name a column. */
  private static List<String> parts(String root, String file) {
    List<String> parts = new ArrayList<>();
    if (file.startsWith(root + "/")) {
      String below = file.substring(root.length() + 1);
      for (String part : below.substring(0, below.lastIndexOf('/') + 1).split("/", -1)) {
        if (part.indexOf('=') > 0) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  /** The text before the equals sign (0), or after it (1). */
  private static String side(String part, int which) {
    int sign = part.indexOf('=');
    String side = which == 0 ? part.substring(0, sign) : part.substring(sign + 1);
    return ExternalCatalogUtils.unescapePathName(side);
  }

  /** The names of the columns. */
  public List<String> names() {
    return List.of(names);
  }

  /** The value of each column in the rows of a file; an empty text if it is missing. */
  public String[] values(String file) {
    return parts(root, file).stream()
        .map(part -> side(part, 1))
        .map(value -> value.equals(ExternalCatalogUtils.DEFAULT_PARTITION_NAME()) ? "" : value)
        .toArray(String[]::new);
  }
}
