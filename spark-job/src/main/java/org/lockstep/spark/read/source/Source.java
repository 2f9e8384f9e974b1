package org.lockstep.spark.read.source;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.lockstep.spark.files.PathNames;
import org.lockstep.spark.table.SourceFile;

/**
 * The files a path stands for, sorted by path.
 *
 * @param given the path as the user wrote it
 * @param base the part of the given path that holds no pattern: the file, the directory, or the
 *     directory above a glob
 * @param qualifiedBase the same, fully qualified
 * @param files at least one
 * @param part the part of a file that holds several: {@code y} in {@code data.npz#y}
 */
public record Source(
    String given, String base, Path qualifiedBase, List<SourceFile> files, Optional<String> part) {
  public Source {
    files = List.copyOf(files);
  }

  public Source(String given, String base, Path qualifiedBase, List<SourceFile> files) {
    this(given, base, qualifiedBase, files, Optional.empty());
  }

  /** The prefix of a table's name, which takes the role of a file's path. */
  private static final String TABLE = "rows of ";

  /**
   * A table, or other rows that we do not read from files, as one file.
   *
   * @param name the name for messages
   */
  public static Source ofTable(String name) {
    return new Source(
        name, name, new Path("/"), List.of(new SourceFile(TABLE + name, 0, 0)), Optional.empty());
  }

  /** Whether a file's path stands for a table. */
  public static boolean isTable(String file) {
    return file.startsWith(TABLE);
  }

  /** The name of such a table. */
  public static String tableOf(String file) {
    return file.substring(TABLE.length());
  }

  /** The same files, with a part selected. */
  Source withPart(String whole, String name) {
    return new Source(whole, base, qualifiedBase, files, Optional.of(name));
  }

  /** A file's name for messages, as the user would write it. */
  public String nameOf(String file) {
    if (isTable(file)) {
      return tableOf(file);
    }
    String root = qualifiedBase.toString();
    if (file.equals(root)) {
      return base;
    }
    String below = root.endsWith("/") ? root : root + "/";
    if (!file.startsWith(below)) {
      return file;
    }
    String rest = file.substring(below.length());
    if (base.isEmpty()) {
      return rest;
    }
    return base.endsWith("/") ? base + rest : base + "/" + rest;
  }

  /** Whether directories below the base give the value of a column: {@code day=2024-01-01}. */
  public boolean isPartitioned() {
    String root = qualifiedBase.toString();
    return files.stream()
        .map(SourceFile::path)
        .anyMatch(
            path ->
                path.startsWith(root + "/")
                    && path.substring(root.length(), path.lastIndexOf('/')).contains("="));
  }

  /** The first file's name for messages. */
  public String firstName() {
    return nameOf(files.get(0).path());
  }

  /** The files' paths for Spark's readers, in which special characters are not a pattern. */
  public String[] sparkPaths() {
    return files.stream().map(file -> PathNames.literally(file.path())).toArray(String[]::new);
  }
}
