package org.lockstep.spark.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * Lists directories completely.
 *
 * <p>Hadoop silently leaves out entries of a local directory that it cannot look at: a link to
 * nothing or to a place without permission, and a name that is not text in the locale's charset.
 * Here such an entry is an {@link UnreadableException}.
 *
 * @param seen what Hadoop lists
 * @param unseen what it leaves out, by path, and why
 */
public record Listing(List<FileStatus> seen, Map<Path, UnreadableException> unseen) {
  /**
   * The entries of a directory; empty if the directory is absent.
   *
   * @throws UnreadableException if something is there, or may be, and cannot be listed or looked at
   */
  public static List<FileStatus> of(FileSystem files, Path directory) throws IOException {
    return of(files, directory, name -> true);
  }

  /**
   * The entries of a directory; empty if the directory is absent.
   *
   * @param matters tests the names of entries that must be looked at
   * @throws UnreadableException if something is there, or may be, and cannot be listed, or if such
   *     an entry cannot be looked at
   */
  public static List<FileStatus> of(FileSystem files, Path directory, Predicate<String> matters)
      throws IOException {
    Listing listing = read(files, directory);
    for (Map.Entry<Path, UnreadableException> entry : listing.unseen.entrySet()) {
      if (matters.test(entry.getKey().getName())) {
        throw entry.getValue();
      }
    }
    return listing.seen;
  }

  /**
   * The entries that match a pattern, as {@link FileSystem#globStatus(Path)} defines it.
   *
   * @throws UnreadableException if a match cannot be looked at
   */
  public static List<FileStatus> matching(FileSystem files, Path pattern) throws IOException {
    if (!Presence.isLocal(files)) {
      FileStatus[] found = files.globStatus(pattern);
      return found == null ? List.of() : List.of(found);
    }
    Whole whole = new Whole(files);
    FileStatus[] found = whole.globStatus(pattern);
    List<FileStatus> matching = found == null ? List.of() : List.of(found);
    for (FileStatus status : matching) {
      whole.refuse(status.getPath());
    }
    return matching;
  }

  private static Listing read(FileSystem files, Path directory) throws IOException {
    Optional<FileStatus> there = Presence.status(files, directory);
    if (there.isEmpty()) {
      return new Listing(List.of(), Map.of());
    }
    boolean isLocalDirectory = Presence.isLocal(files) && there.get().isDirectory();
    // If a directory can be listed but not entered, none of its entries can be looked at.
    if (isLocalDirectory && !Files.isExecutable(Presence.local(directory))) {
      throw Presence.denied(directory, Presence.DIRECTORY, null);
    }
    try {
      // The system's names first, so that an entry that appears in between does not count as left
      // out.
      List<java.nio.file.Path> names = isLocalDirectory ? names(directory) : List.of();
      List<FileStatus> seen = List.of(files.listStatus(directory));
      return new Listing(seen, unseen(directory, names, seen));
    } catch (FileNotFoundException | NoSuchFileException e) {
      if (Presence.isThere(files, directory)) {
        throw Presence.unreadable(files, directory, Presence.DIRECTORY, e);
      }
      return new Listing(List.of(), Map.of());
    } catch (AccessControlException | AccessDeniedException e) {
      throw Presence.denied(directory, Presence.DIRECTORY, e);
    } catch (IOException e) {
      if (Presence.isLocal(files) && !Files.isReadable(Presence.local(directory))) {
        throw Presence.denied(directory, Presence.DIRECTORY, e);
      }
      throw e;
    }
  }

  private static List<java.nio.file.Path> names(Path directory) throws IOException {
    List<java.nio.file.Path> names = new ArrayList<>();
    try (DirectoryStream<java.nio.file.Path> entries =
        Files.newDirectoryStream(Presence.local(directory))) {
      entries.forEach(names::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  /** The entries that exist but were left out. */
  private static Map<Path, UnreadableException> unseen(
      Path directory, List<java.nio.file.Path> names, List<FileStatus> seen) {
    Set<String> known =
        seen.stream().map(status -> status.getPath().getName()).collect(Collectors.toSet());
    Map<Path, UnreadableException> unseen = new LinkedHashMap<>();
    for (java.nio.file.Path entry : names) {
      String name = entry.getFileName().toString();
      boolean wasLeftOut = !known.contains(name) && !entry.toFile().exists();
      if (wasLeftOut && Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
        Path path = PathNames.in(directory, name);
        unseen.put(path, new UnreadableException(path, Presence.FILE, why(entry), null));
      }
    }
    return unseen;
  }

  private static String why(java.nio.file.Path entry) {
    try {
      Files.readAttributes(entry, BasicFileAttributes.class);
      return "a name that is not text in " + System.getProperty("sun.jnu.encoding");
    } catch (NoSuchFileException e) {
      return "a link to nothing";
    } catch (AccessDeniedException e) {
      return FileErrors.NO_PERMISSION;
    } catch (FileSystemException e) {
      return String.valueOf(e.getReason());
    } catch (IOException e) {
      return Causes.rootMessage(e);
    }
  }

  /**
   * A local file system that shows the entries Hadoop leaves out, as directories, so that patterns
   * match them.
   */
  private static final class Whole extends FilterFileSystem {
    private final Map<Path, UnreadableException> unseen = new LinkedHashMap<>();

    Whole(FileSystem files) {
      super(files);
    }

    /** Refuses an entry that cannot be looked at, and every path below it. */
    void refuse(Path path) throws UnreadableException {
      for (Path at = path; at != null; at = at.getParent()) {
        if (unseen.containsKey(at)) {
          throw unseen.get(at);
        }
      }
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      refuse(path);
      return fs.getFileStatus(path);
    }

    @Override
    public FileStatus[] listStatus(Path directory) throws IOException {
      refuse(directory);
      Listing listing = read(fs, directory);
      unseen.putAll(listing.unseen);
      List<FileStatus> all = new ArrayList<>(listing.seen);
      listing.unseen.keySet().forEach(path -> all.add(new FileStatus(0, true, 0, 0, 0, path)));
      return all.toArray(FileStatus[]::new);
    }
  }
}
