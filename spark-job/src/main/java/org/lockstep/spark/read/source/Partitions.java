package org.lockstep.spark.read.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.table.SourceFile;

/**
 * What the directories of files say of all rows in them: {@code year=2024/month=1}, as Hive and
 * Spark write it. A class and no record, because tasks get it.
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
   * Those of a source; none where its directories say nothing.
   *
   * @throws BadInputException where files lie in directories of different names
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
            "directories that name " + words(names) + ", as those of " + source.firstName(),
            words(own));
      }
    }
    return new Partitions(root, names == null ? List.of() : names);
  }

  private static String words(List<String> names) {
    return names.isEmpty() ? "no column" : Roles.list(names);
  }

  /** The directories between root and file that say something. */
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

  /** What stands before the sign, or behind it. */
  private static String side(String part, int which) {
    int sign = part.indexOf('=');
    String side = which == 0 ? part.substring(0, sign) : part.substring(sign + 1);
    return ExternalCatalogUtils.unescapePathName(side);
  }

  /** The names of the columns. */
  public List<String> names() {
    return List.of(names);
  }

  /** What the rows of a file hold in each; an empty text where it is missing. */
  public String[] values(String file) {
    return parts(root, file).stream()
        .map(part -> side(part, 1))
        .map(value -> value.equals(ExternalCatalogUtils.DEFAULT_PARTITION_NAME()) ? "" : value)
        .toArray(String[]::new);
  }
}
