package org.lockstep.spark.read.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.table.SourceFile;

/** Reads the beginning of a file, unpacked, which shows the format and the width. */
public final class FileHead {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  /** How far to look for the end of a line that is too long. */
  private static final long PATIENCE_BYTES = 1L << 30;

  private FileHead() {}

  /**
   * The first bytes, at most {@code limit}; of a gzipped file, whatever its name, the unpacked
   * ones.
   */
  public static byte[] bytes(Configuration configuration, SourceFile file, String name, int limit)
      throws IOException {
    byte[] raw;
    try (InputStream in = open(configuration, file)) {
      raw = in.readNBytes(limit);
    }
    if (!isGzip(raw)) {
      return raw;
    }
    try (InputStream in = new GZIPInputStream(open(configuration, file))) {
      return in.readNBytes(limit);
    } catch (ZipException | EOFException e) {
      throw BadInputException.at(name, "a whole gzip file", e.getMessage(), e);
    }
  }

  /** Whether the bytes begin as gzip does. */
  public static boolean isGzip(byte[] head) {
    return startsWith(head, GZIP);
  }

  /** Whether the file's own bytes begin as gzip does. */
  public static boolean isGzip(Configuration configuration, SourceFile file) throws IOException {
    try (InputStream in = open(configuration, file)) {
      return isGzip(in.readNBytes(GZIP.length));
    }
  }

  /** Whether {@code head} begins with {@code magic}. */
  public static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  /**
   * The first line of text, without byte order mark and line end; the suffix tells the compression,
   * as in Spark.
   *
   * @param name the file's name for messages
   * @throws BadInputException if it is longer than {@code longest} bytes or not UTF-8 text
   */
  public static String firstLine(
      Configuration configuration, SourceFile file, String name, int longest) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    try (InputStream in = new BufferedInputStream(unpacked(configuration, file))) {
      for (int b = in.read(); b >= 0 && b != '\n' && b != '\r'; b = in.read()) {
        length++;
        if (length <= longest) {
          line.write(b);
        } else if (length > PATIENCE_BYTES) {
          throw tooLong(name + ":1", "more than " + PATIENCE_BYTES);
        }
      }
    }
    if (length > longest) {
      throw tooLong(name + ":1", Long.toString(length));
    }
    byte[] bytes = line.toByteArray();
    if (isGzip(bytes)) {
      throw BadInputException.at(name, "a name ending in .gz for gzipped text", "another");
    }
    if (startsWith(bytes, new byte[] {(byte) 0xff, (byte) 0xfe})
        || startsWith(bytes, new byte[] {(byte) 0xfe, (byte) 0xff})) {
      throw BadInputException.at(name, "text in UTF-8", "UTF-16");
    }
    boolean marked = startsWith(bytes, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    int start = marked ? 3 : 0;
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw BadInputException.at(name, "text", "binary data");
    }
    return text;
  }

  /** Opens the text in a file; the suffix tells the compression. */
  public static InputStream unpacked(Configuration configuration, SourceFile file)
      throws IOException {
    CompressionCodec codec =
        new CompressionCodecFactory(configuration).getCodec(new Path(file.path()));
    InputStream raw = open(configuration, file);
    return codec == null ? raw : codec.createInputStream(raw);
  }

  public static InputStream open(Configuration configuration, SourceFile file) throws IOException {
    Path path = new Path(file.path());
    return Presence.open(path.getFileSystem(configuration), path);
  }

  /** The problem of a line that is too long. */
  public static BadInputException tooLong(String place, String bytes) {
    return BadInputException.at(place, "at most 16 MiB in a line", bytes + " bytes");
  }
}
