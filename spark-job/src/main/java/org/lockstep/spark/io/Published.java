package org.lockstep.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * Writes whole files that appear at once: readers see the old file or the new one, never a part.
 * Written aside under a hidden name, synced, then renamed over the final name ({@code
 * FileContext}'s rename replaces atomically on local disks and HDFS, where {@code FileSystem}'s
 * does not).
 */
public final class Published {
  private Published() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces or creates a file.
   *
   * @throws IOException naming the path, if the file is not there afterwards
   */
  public static void write(Path path, Configuration configuration, Content content)
      throws IOException {
    Path aside = aside(path);
    FileContext files = FileContext.getFileContext(path.toUri(), configuration);
    try (FSDataOutputStream out =
        files.create(
            aside,
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            CreateOpts.createParent())) {
      content.writeTo(out);
      if (out.hasCapability("hsync")) {
        out.hsync();
      }
    } catch (IOException e) {
      files.delete(aside, false);
      throw new IOException("[" + path + "] could not be written: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      files.delete(aside, false);
      throw e;
    }
    replace(path, aside, configuration);
  }

  /**
   * Renames a finished file over its final name.
   *
   * @throws IOException naming the path, if the file is not there afterwards
   */
  public static void replace(Path path, Path aside, Configuration configuration)
      throws IOException {
    FileContext files = FileContext.getFileContext(path.toUri(), configuration);
    try {
      files.rename(aside, path, Rename.OVERWRITE);
    } catch (IOException e) {
      files.delete(aside, false);
      throw new IOException("[" + path + "] could not be written: " + e.getMessage(), e);
    }
    withoutChecksumFile(path, files);
    try {
      files.getFileStatus(path); // a file system that lies about renames is found out here
    } catch (FileNotFoundException e) {
      throw new IOException("[" + path + "] is absent after it was renamed from " + aside, e);
    }
  }

  /**
   * Takes away the hidden checksum that Hadoop keeps beside a local file: beside a file that people
   * go on to edit, it would make it unreadable.
   */
  private static void withoutChecksumFile(Path path, FileContext files) throws IOException {
    Path checksum = new Path(path.getParent(), "." + path.getName() + ".crc");
    String scheme = files.makeQualified(path).toUri().getScheme();
    if ("file".equals(scheme) && files.util().exists(checksum)) {
      files.delete(checksum, false);
    }
  }

  /** The name under which a file is written before it is published; Spark and Hadoop skip it. */
  public static Path aside(Path path) {
    return new Path(path.getParent(), "." + path.getName() + ".tmp");
  }
}
