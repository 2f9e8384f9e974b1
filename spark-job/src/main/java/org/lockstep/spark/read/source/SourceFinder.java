package org.lockstep.spark.read.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.files.PathNames;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.TimedCall;
import org.lockstep.spark.table.SourceFile;

/**
 * Finds the files of a path: a file, a directory or a glob, each optionally followed by {@code
 * #PART}. The directories below a directory are left out, unless it holds only directories, and
 * those hold images or are partitions, such as {@code day=2024-01-01}.
 */
public final class SourceFinder {
  private static final int DEEPEST = 8; // levels of folders of images; links can form cycles
  private static final String PATTERN_CHARACTERS = "*?[{";

  private final Configuration configuration;
  private final long patienceMillis;

  public SourceFinder(Configuration configuration) {
    this(configuration, TimedCall.USUAL_MILLIS);
  }

  public SourceFinder(Configuration configuration, long patienceMillis) {
    this.configuration = configuration;
    this.patienceMillis = patienceMillis;
  }

  /**
   * Finds the files of the path.
   *
   * @throws BadInputException naming the fully qualified URI tried, if there are none
   */
  public Source find(String given) {
    return find(given, false);
  }

  /** Finds the images of the path, in a directory and in those below it. */
  public Source findImages(String given) {
    return find(given, true);
  }

  private Source find(String given, boolean images) {
    try {
      return TimedCall.ask(given, patienceMillis, () -> search(given, images));
    } catch (IOException | RuntimeException e) {
      throw FileErrors.explain(given, e);
    }
  }

  /** Whether a file exists; false for a directory. */
  public boolean isFile(String given) {
    try {
      Path path = PathNames.of(given);
      FileSystem files = path.getFileSystem(configuration);
      return Presence.status(files, path).filter(FileStatus::isFile).isPresent();
    } catch (IOException e) {
      throw FileErrors.explain(given, e);
    }
  }

  private Source search(String given, boolean images) throws IOException {
    Path path = PathNames.of(given);
    FileSystem files = path.getFileSystem(configuration);
    Path qualified = files.makeQualified(path);
    try {
      Source found = search(files, given, qualified, images);
      for (SourceFile file : found.files()) {
        Presence.checkName(files, new Path(file.path()));
      }
      return found;
    } catch (IOException e) {
      throw FileErrors.explain(qualified.toString(), e);
    }
  }

  private Source search(FileSystem files, String given, Path qualified, boolean images)
      throws IOException {
    // A name that exists is taken as it is, even if it looks like a pattern.
    Optional<FileStatus> status = Presence.status(files, qualified);
    if (status.isPresent()) {
      return status.get().isDirectory()
          ? new Source(given, given, qualified, dataFiles(files, qualified, images))
          : new Source(given, given, qualified, List.of(sourceFile(status.get())));
    }
    int hash = given.lastIndexOf('#');
    if (hash > 0 && hash < given.length() - 1) {
      return search(given.substring(0, hash), images).withPart(given, given.substring(hash + 1));
    }
    if (given.chars().noneMatch(c -> PATTERN_CHARACTERS.indexOf(c) >= 0)) {
      throw BadInputException.at(
          qualified.toString(), "a file or a directory", FileErrors.NOTHING_THERE);
    }
    return matches(files, given, qualified, images);
  }

  private static Source matches(FileSystem files, String given, Path qualified, boolean images)
      throws IOException {
    List<FileStatus> found = glob(files, qualified);
    if (found.isEmpty()) {
      throw BadInputException.at(
          qualified.toString(), "files that match this pattern", InputErrors.NO_MATCH);
    }
    List<SourceFile> all = new ArrayList<>();
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        all.addAll(dataFiles(files, status.getPath(), images));
      } else if (!isHidden(status.getPath().getName())) {
        all.add(sourceFile(status));
      }
    }
    if (all.isEmpty()) {
      throw BadInputException.at(
          qualified.toString(), "files that match this pattern", InputErrors.NO_MATCH);
    }
    all.sort(Comparator.comparing(SourceFile::path));
    String base = withoutPattern(given);
    Path qualifiedBase = files.makeQualified(new Path(base.isEmpty() ? "." : base));
    return new Source(given, base, qualifiedBase, all);
  }

  private static List<FileStatus> glob(FileSystem files, Path pattern) throws IOException {
    try {
      return Listing.matching(files, pattern);
    } catch (IllegalArgumentException e) { // for the name of a file beside it, matching or not
      throw BadInputException.at(
          pattern.toString(),
          "names without a colon to match a pattern against",
          Causes.rootMessage(e),
          e);
    }
  }

  /** The directories of a pattern before its first special character. */
  private static String withoutPattern(String given) {
    int special = 0;
    while (PATTERN_CHARACTERS.indexOf(given.charAt(special)) < 0) {
      special++;
    }
    int slash = given.lastIndexOf('/', special);
    return slash == 0 ? "/" : given.substring(0, Math.max(slash, 0));
  }

  /** A directory's files, without what Spark and Hadoop leave beside data ({@code _SUCCESS}). */
  private static List<SourceFile> dataFiles(FileSystem files, Path directory, boolean images)
      throws IOException {
    if (images) {
      List<SourceFile> deep = imagesBelow(files, directory);
      if (!deep.isEmpty()) {
        return deep;
      }
    }
    List<FileStatus> children = Listing.of(files, directory, name -> !isHidden(name));
    List<SourceFile> found =
        children.stream()
            .filter(child -> child.isFile() && !isHidden(child.getPath().getName()))
            .map(SourceFinder::sourceFile)
            .sorted(Comparator.comparing(SourceFile::path))
            .toList();
    if (found.isEmpty()) {
      boolean nested = children.stream().anyMatch(FileStatus::isDirectory);
      List<SourceFile> deep = nested && !images ? imagesBelow(files, directory) : List.of();
      if (!deep.isEmpty()) {
        return deep;
      }
      List<SourceFile> partitions = new ArrayList<>();
      if (children.stream().allMatch(child -> isHidden(child) || isPartition(child))) {
        addPartitions(files, children, partitions);
      }
      if (!partitions.isEmpty()) {
        partitions.sort(Comparator.comparing(SourceFile::path));
        return partitions;
      }
      throw BadInputException.at(
          directory.toString(),
          "data files",
          nested ? "only directories" : children.isEmpty() ? "an empty directory" : "none");
    }
    return found;
  }

  /** Adds the files of directories whose rows share a value, such as {@code day=2024-01-01}. */
  private static void addPartitions(
      FileSystem files, List<FileStatus> children, List<SourceFile> found) throws IOException {
    for (FileStatus child : children) {
      if (isPartition(child) && !isHidden(child)) {
        List<FileStatus> inside = Listing.of(files, child.getPath(), n -> !isHidden(n));
        inside.stream()
            .filter(one -> one.isFile() && !isHidden(one))
            .map(SourceFinder::sourceFile)
            .forEach(found::add);
        addPartitions(files, inside, found);
      }
    }
  }

  /** Whether something of this name is in a directory; false if there is no such directory. */
  public boolean hasInside(String given, String name) {
    try {
      return TimedCall.ask(given, patienceMillis, () -> searchInside(given, name));
    } catch (IOException | RuntimeException e) {
      throw FileErrors.explain(given, e);
    }
  }

  private boolean searchInside(String given, String name) throws IOException {
    Path path = PathNames.of(given);
    FileSystem files = path.getFileSystem(configuration);
    try {
      return Presence.isDirectory(files, path) && Presence.isThere(files, new Path(path, name));
    } catch (IOException e) {
      throw FileErrors.explain(files.makeQualified(path).toString(), e);
    }
  }

  /** The images in a directory and those below it. */
  private static List<SourceFile> imagesBelow(FileSystem files, Path directory) throws IOException {
    List<SourceFile> found = new ArrayList<>();
    List<Path> level = List.of(directory);
    for (int depth = 0; depth <= DEEPEST && !level.isEmpty(); depth++) {
      List<Path> next = new ArrayList<>();
      for (Path folder : level) {
        for (FileStatus child : Listing.of(files, folder, name -> !isHidden(name))) {
          String name = child.getPath().getName();
          if (child.isDirectory() && !isHidden(name)) {
            next.add(child.getPath());
          } else if (!isHidden(name) && ImageNames.isImage(name)) {
            found.add(sourceFile(child));
          }
        }
      }
      level = next;
    }
    if (!level.isEmpty() && !found.isEmpty()) {
      throw BadInputException.at(
          directory.toString(),
          "images at most " + DEEPEST + " folders deep",
          "a deeper folder, " + BadInputException.quote(level.get(0).getName()));
    }
    found.sort(Comparator.comparing(SourceFile::path));
    return found;
  }

  private static boolean isPartition(FileStatus status) {
    return status.isDirectory() && status.getPath().getName().indexOf('=') > 0;
  }

  private static boolean isHidden(FileStatus status) {
    return isHidden(status.getPath().getName());
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private static SourceFile sourceFile(FileStatus status) {
    return new SourceFile(
        status.getPath().toString(), status.getLen(), status.getModificationTime());
  }
}
