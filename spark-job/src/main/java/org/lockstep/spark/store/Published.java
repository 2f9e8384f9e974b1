package org.lockstep.spark.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.DiskErrors;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.files.PathNames;
import org.lockstep.spark.files.Presence;

/**
 * Writes files atomically: readers see the old file or the new one, never a part.
 *
 * <p>On disks and HDFS a file is written under a hidden temporary name, synced, closed, and renamed
 * to the final name ({@link Rename}). Object stores rename by copying, but show an object only once
 * its stream is closed. If the file system's streams can be aborted ({@code
 * fs.capability.outputstream.abortable}, which S3A declares), the file is written directly under
 * the final name, and the stream is aborted if writing fails.
 *
 * <p>A crash leaves at most hidden files, which the next write of the same file replaces and {@link
 * #cleanUp} deletes.
 */
public final class Published {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String ASIDE = ".tmp";
  private static final String CHECKSUMS = ".crc";
  private static final String BEFORE = ".before" + ASIDE;

  private Published() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of the content; closing the stream only flushes it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces or creates a file.
   *
   * @throws NotPublishedException if it was written but did not get its name
   * @throws IOException naming the path, if it could not be written; the old file is still there
   */
  public static void write(Path path, Configuration configuration, Content content)
      throws IOException {
    FileSystem files = fileSystem(path, configuration);
    if (files.hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM)) {
      write(path, path, files, content);
    } else {
      Path aside = aside(path);
      write(path, aside, files, content);
      replace(path, aside, configuration);
    }
  }

  /** Writes {@code path} under its own name or its temporary one. */
  private static void write(Path path, Path name, FileSystem files, Content content)
      throws IOException {
    FSDataOutputStream out = null;
    try {
      out = files.create(name, true);
      OutputStream buffered = new Unclosed(out);
      content.writeTo(buffered);
      buffered.flush();
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
      out.close(); // a failure means that the file was not written
    } catch (IOException e) {
      giveUp(path, name, files, out, e);
      throw failed(path, e);
    } catch (FSError e) {
      giveUp(path, name, files, out, e);
      throw failed(path, DiskErrors.exception(e));
    } catch (RuntimeException e) {
      giveUp(path, name, files, out, e);
      Optional<IOException> wrapped = Causes.find(e, IOException.class); // Parquet wraps them
      if (wrapped.isPresent()) {
        throw failed(path, wrapped.get());
      }
      throw e;
    } catch (Error e) {
      giveUp(path, name, files, out, e);
      throw e;
    }
  }

  private static IOException failed(Path path, IOException failure) {
    return new IOException("[" + path + "] could not be written: " + firstLine(failure), failure);
  }

  /** Removes all traces of a file that could not be written. */
  private static void giveUp(
      Path path, Path name, FileSystem files, FSDataOutputStream out, Throwable failure) {
    try {
      if (name.equals(path) && out != null) {
        out.abort();
      }
      if (out != null) {
        out.close();
      }
    } catch (IOException | RuntimeException | FSError e) {
      addSuppressed(failure, e);
    }
    if (!name.equals(path)) {
      discard(files, name, failure);
    }
  }

  /**
   * Renames a finished file to its final name, replacing the old file. Object stores would copy the
   * file for that; {@link #write} avoids this.
   *
   * @throws NotPublishedException if the file is not there afterwards; the old file is still there,
   *     and the new one is deleted
   */
  public static void replace(Path path, Path aside, Configuration configuration)
      throws IOException {
    FileSystem files = fileSystem(path, configuration);
    try {
      new Rename(files, configuration, path, aside).run();
    } catch (NotPublishedException e) {
      discard(files, aside, e);
      throw e;
    } catch (IOException e) {
      discard(files, aside, e);
      throw new NotPublishedException(path, firstLine(e), e);
    }
  }

  /**
   * Restores the name of a file that a crash left under the name of {@link #before}. This happens
   * only on file systems that cannot replace a file in one step, if the process ended between two
   * steps. Call this before reading a file that may have been in the middle of a replacement.
   */
  public static void restore(Path path, Configuration configuration) throws IOException {
    FileSystem files = fileSystem(path, configuration);
    if (!Presence.isThere(files, path) && Presence.isThere(files, before(path))) {
      try {
        Rename.checked(files, before(path), path);
      } catch (IOException e) {
        throw new NotPublishedException(path, firstLine(e), e);
      }
    }
  }

  /**
   * Deletes what crashes left in a directory of ours, after a {@link #restore} of files that need
   * it. An absent directory is clean.
   */
  public static void cleanUp(Path directory, Configuration configuration) throws IOException {
    FileSystem files = fileSystem(directory, configuration);
    for (FileStatus status : Listing.of(files, directory)) {
      String name = status.getPath().getName();
      if (status.isFile() && isHidden(name, BEFORE)) {
        String original = name.substring(1, name.length() - BEFORE.length());
        restore(PathNames.in(directory, original), configuration);
      }
      if (status.isFile() && isHidden(name, ASIDE)) {
        files.delete(status.getPath(), false);
      }
    }
  }

  /**
   * Returns the name of the file that a hidden file belongs to: a temporary file, an old file
   * during a replacement, or Hadoop's checksums. Any other name is returned unchanged.
   */
  public static String finalName(String name) {
    for (String ending : List.of(CHECKSUMS, BEFORE, ASIDE)) {
      if (isHidden(name, ending)) {
        return finalName(name.substring(1, name.length() - ending.length()));
      }
    }
    return name;
  }

  /** Whether a name is that of a hidden file with this ending, which belongs to another file. */
  private static boolean isHidden(String name, String ending) {
    return name.startsWith(".") && name.endsWith(ending) && name.length() > 1 + ending.length();
  }

  /** The name under which a file is written before it is published; Spark and Hadoop skip it. */
  public static Path aside(Path path) {
    return hidden(path, ASIDE);
  }

  /** The name of the old file while it is replaced in more than one step. */
  static Path before(Path path) {
    return hidden(path, BEFORE);
  }

  /** Where Hadoop keeps the checksums of a local file. */
  static Path checksums(Path path) {
    return hidden(path, CHECKSUMS);
  }

  private static Path hidden(Path path, String ending) {
    return PathNames.in(path.getParent(), "." + path.getName() + ending);
  }

  /**
   * Returns the file system of a path; on local disks, the one below Hadoop's checksums. Checksums
   * are separate files, which cannot be replaced in one step together with their file, and which
   * make a file unreadable once somebody edits it.
   */
  public static FileSystem fileSystem(Path path, Configuration configuration) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return files instanceof ChecksumFileSystem local ? local.getRawFileSystem() : files;
  }

  private static void discard(FileSystem files, Path aside, Throwable failure) {
    try {
      files.delete(aside, false);
    } catch (IOException | RuntimeException e) {
      addSuppressed(failure, e);
    }
  }

  private static void addSuppressed(Throwable failure, Throwable another) {
    if (failure != another) {
      failure.addSuppressed(another);
    }
  }

  /** The message of a failure, without the stack trace that remote failures include in theirs. */
  private static String firstLine(IOException failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow();
  }

  /**
   * A stream that its user cannot close, because closing publishes and only a complete file may be
   * published. Buffered, because formats write many single bytes.
   */
  private static final class Unclosed extends BufferedOutputStream {
    Unclosed(OutputStream out) {
      super(out, BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
