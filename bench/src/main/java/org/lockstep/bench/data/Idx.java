package org.lockstep.bench.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.lockstep.model.text.Text;

/** Images and labels in the layout of MNIST's files: unsigned bytes, plain or gzipped. */
public final class Idx {
  private static final int IMAGES = 0x00000803;
  private static final int LABELS = 0x00000801;
  private static final int SIDE = 28;

  private final int rows;
  private final int height;
  private final int width;
  private final byte[] pixels;
  private final byte[] labels;

  /** Images of {@code height · width} pixels, one after another, and a label for each. */
  Idx(int height, int width, byte[] pixels, byte[] labels) {
    this.rows = labels.length;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** Random images of MNIST's size; a fifth of the pixels is not black, as in MNIST. */
  public static Idx random(int rows, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[rows * SIDE * SIDE];
    random.nextBytes(pixels);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (pixels[i] & 0xff) < 205 ? 0 : (byte) (pixels[i] * 5);
    }
    byte[] labels = new byte[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = (byte) random.nextInt(10);
    }
    return new Idx(SIDE, SIDE, pixels, labels);
  }

  /** How many images there are. */
  public int rows() {
    return rows;
  }

  /** How many pixels an image has. */
  public int features() {
    return height * width;
  }

  /** The pixels of an image. */
  public byte[] image(int row) {
    byte[] image = new byte[features()];
    System.arraycopy(pixels, row * features(), image, 0, features());
    return image;
  }

  /** The label of an image. */
  public int label(int row) {
    return labels[row];
  }

  /** The first images. */
  Idx first(int count) {
    byte[] fewer = new byte[count * features()];
    System.arraycopy(pixels, 0, fewer, 0, fewer.length);
    byte[] theirs = new byte[count];
    System.arraycopy(labels, 0, theirs, 0, count);
    return new Idx(height, width, fewer, theirs);
  }

  /** Reads two files. */
  public static Idx read(ImageFiles files) throws IOException {
    try (DataInputStream in = open(files.images());
        DataInputStream labelsIn = open(files.labels())) {
      expect(in, IMAGES, files.images());
      int rows = in.readInt();
      int height = in.readInt();
      int width = in.readInt();
      expect(labelsIn, LABELS, files.labels());
      if (labelsIn.readInt() != rows) {
        throw new IOException("[" + files.labels() + "] expected " + rows + " labels");
      }
      byte[] pixels = in.readNBytes(Math.multiplyExact(rows, height * width));
      byte[] labels = labelsIn.readNBytes(rows);
      if (pixels.length != rows * height * width || labels.length != rows) {
        throw new IOException("[" + files.images() + "] ends too early");
      }
      return new Idx(height, width, pixels, labels);
    }
  }

  /** Writes two files, not gzipped. */
  public void write(ImageFiles files) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(files.images())))) {
      out.writeInt(IMAGES);
      out.writeInt(rows);
      out.writeInt(height);
      out.writeInt(width);
      out.write(pixels);
    }
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(files.labels())))) {
      out.writeInt(LABELS);
      out.writeInt(rows);
      out.write(labels);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    return new DataInputStream(
        file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in);
  }

  private static void expect(DataInputStream in, int magic, Path file) throws IOException {
    int found = in.readInt();
    if (found != magic) {
      throw new IOException(
          Text.format("[%s] expected 0x%08x in front but found 0x%08x", file, magic, found));
    }
  }
}
