package org.lockstep.spark.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * Distinguishes absent files from unreadable ones.
 *
 * <p>Java and Hadoop throw {@link FileNotFoundException} for both: they also throw it if no file
 * descriptor is left or a permission is missing. Here it means that nothing is there, because the
 * file system was asked. Anything else that keeps a file from being read is an {@link
 * UnreadableException}.
 */
public final class Presence {
  /** A file may appear, or be replaced, between the attempt to open it and the question. */
  private static final int MOST_TRIES = 3;

  static final String FILE = "file";
  static final String DIRECTORY = "directory";

  private Presence() {}

  /** Reads a file's content. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads from the stream, which the caller closes. */
    T from(InputStream in) throws IOException;
  }

  /**
   * Reads a file if it is there.
   *
   * @throws UnreadableException if it is there, or may be, and cannot be opened
   */
  public static <T> Optional<T> read(FileSystem files, Path path, Reading<T> reading)
      throws IOException {
    FSDataInputStream opened;
    try {
      opened = open(files, path);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    try (InputStream in = opened) {
      return Optional.of(reading.from(in));
    }
  }

  /**
   * Opens a file.
   *
   * @throws FileNotFoundException if nothing is there
   * @throws UnreadableException if something is there, or may be, and cannot be opened
   */
  public static FSDataInputStream open(FileSystem files, Path path) throws IOException {
    checkName(files, path);
    for (int tries = 1; ; tries++) {
      try {
        return files.open(path);
      } catch (AccessControlException | AccessDeniedException e) {
        throw denied(path, FILE, e);
      } catch (FileNotFoundException e) {
        Optional<FileStatus> there = status(files, path);
        if (there.isEmpty()) {
          throw e;
        }
        if (there.get().isDirectory()) {
          throw new UnreadableException(path, FILE, "a directory", e);
        }
        if (tries == MOST_TRIES) {
          throw unreadable(files, path, FILE, e);
        }
      }
    }
  }

  /**
   * Makes sure that a file's name can be opened: Hadoop looks for the checksums of a local file
   * under a name that must not have a colon.
   *
   * @throws UnreadableException if it cannot
   */
  public static void checkName(FileSystem files, Path path) throws UnreadableException {
    if (files instanceof ChecksumFileSystem && path.getName().indexOf(':') >= 0) {
      throw new UnreadableException(
          path,
          FILE,
          "a colon in its name, which Hadoop does not open on a local disk; a link without one can"
              + " be read",
          null);
    }
  }

  /**
   * Makes sure that a file can be read, for libraries whose own errors say less.
   *
   * @throws FileNotFoundException if nothing is there
   * @throws UnreadableException if something is there, or may be, and cannot be opened
   */
  public static void checkReadable(FileSystem files, Path path) throws IOException {
    open(files, path).close();
  }

  /**
   * Whether something is there.
   *
   * @throws UnreadableException if the file system does not tell
   */
  public static boolean isThere(FileSystem files, Path path) throws IOException {
    return status(files, path).isPresent();
  }

  /**
   * Whether a directory is there.
   *
   * @throws UnreadableException if the file system does not tell
   */
  public static boolean isDirectory(FileSystem files, Path path) throws IOException {
    return status(files, path).filter(FileStatus::isDirectory).isPresent();
  }

  /**
   * The status of a path; empty if nothing is there.
   *
   * @throws UnreadableException if the file system does not tell
   */
  public static Optional<FileStatus> status(FileSystem files, Path path) throws IOException {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (ParentNotDirectoryException e) {
      return Optional.empty();
    } catch (AccessControlException | AccessDeniedException e) {
      throw denied(path, FILE, e);
    } catch (FileNotFoundException e) {
      if (isLocal(files)) {
        confirmAbsence(path);
      }
      return Optional.empty();
    }
  }

  /** Whether this is the local file system, so that the operating system can be asked. */
  static boolean isLocal(FileSystem files) {
    return "file".equals(files.getUri().getScheme());
  }

  /** A local path as the operating system writes it. */
  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /**
   * Asks the operating system whether a local file is absent. Hadoop asks {@link
   * java.io.File#exists}, which says no if it lacks the permission to look.
   */
  private static void confirmAbsence(Path path) throws UnreadableException {
    try {
      Files.readAttributes(local(path), BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return;
    } catch (AccessDeniedException e) {
      throw denied(path, FILE, e);
    } catch (FileSystemException e) {
      if (!hasFileAbove(local(path))) {
        throw new UnreadableException(path, FILE, String.valueOf(e.getReason()), e);
      }
    } catch (InvalidPathException e) {
      throw new UnreadableException(path, FILE, e.getReason(), e);
    } catch (IOException e) {
      throw new UnreadableException(path, FILE, Causes.rootMessage(e), e);
    }
  }

  /** Whether a parent of the path is a file, so that nothing can be below it. */
  private static boolean hasFileAbove(java.nio.file.Path path) {
    java.nio.file.Path above = path.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && !Files.isDirectory(above);
  }

  /** The exception for something that exists but was reported as not found. */
  static UnreadableException unreadable(
      FileSystem files, Path path, String kind, IOException failure) {
    boolean mayNot =
        FileErrors.isDenied(failure) || (isLocal(files) && !Files.isReadable(local(path)));
    return mayNot
        ? denied(path, kind, failure)
        : new UnreadableException(path, kind, FileErrors.reason(failure), failure);
  }

  /** The exception for something that the user has no permission to read. */
  static UnreadableException denied(Path path, String kind, Throwable cause) {
    return new UnreadableException(path, kind, FileErrors.NO_PERMISSION, cause);
  }
}
