package org.lockstep.spark.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.lockstep.model.text.Text;

/** The bytes of array files and of the archives around them, valid or not, as a test needs them. */
public final class ArrayBytes {
  private ArrayBytes() {}

  /** An IDX file: its type, its dimensions, and the bytes after them. */
  public static byte[] idx(int type, int[] dimensions, int... bytes) {
    ByteBuffer idx = ByteBuffer.allocate(4 + 4 * dimensions.length + bytes.length);
    idx.putShort((short) 0).put((byte) type).put((byte) dimensions.length);
    for (int dimension : dimensions) {
      idx.putInt(dimension);
    }
    for (int b : bytes) {
      idx.put((byte) b);
    }
    return idx.array();
  }

  /** A NumPy array of version 1.0. */
  public static byte[] npy(String descr, boolean fortran, String shape, byte... values) {
    String text =
        Text.format(
            "{'descr': %s, 'fortran_order': %s, 'shape': %s, }",
            descr.startsWith("[") ? descr : "'" + descr + "'", fortran ? "True" : "False", shape);
    byte[] header = (text + "\n").getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(10 + header.length + values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length)
        .put(header)
        .put(values)
        .array();
  }

  /** A zip file of entries: a name, its bytes, the next name, ... */
  public static byte[] zip(boolean deflated, Object... namesAndContents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        put(zip, (String) namesAndContents[i], (byte[]) namesAndContents[i + 1], deflated);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content, boolean deflated)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (!deflated) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Replaces a name in the bytes by another of the same length. */
  public static byte[] renamed(byte[] bytes, String from, String to) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Gzips a number of repetitions of the same bytes. */
  public static byte[] gzip(byte[] content, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      for (int i = 0; i < times; i++) {
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A PNG of one row of gray pixels. */
  public static byte[] png(int... gray) {
    BufferedImage image = new BufferedImage(gray.length, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, gray.length, 1, gray);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
