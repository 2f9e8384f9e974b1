package org.lockstep.spark.testing;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.lockstep.model.text.Text;

/**
 * Writes CIFAR-10's binary batches from the JPEG copies among the data sets: five batches of
 * training images in the original order, and one of test images, round robin over the classes.
 */
public final class CifarJpegs {
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private CifarJpegs() {}

  /**
   * Writes {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code test_batch.bin}.
   *
   * @param perBatch training images in each batch and test images in all; 10,000 for the whole set
   */
  public static void write(Path jpegs, Path labels, int perBatch, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jpegs.toFile());
        BufferedReader lines = firstEntry(labels)) {
      lines.readLine(); // the header
      Map<String, Integer> seen = new HashMap<>();
      for (int batch = 1; batch <= 5; batch++) {
        try (OutputStream out = open(folder.resolve("data_batch_" + batch + ".bin"))) {
          for (int i = 0; i < perBatch; i++) {
            String name = lines.readLine().replaceFirst(".*,", "");
            int number = seen.merge(name, 1, Integer::sum) - 1;
            write(zip, "train", name, number, out);
          }
        }
      }
      try (OutputStream out = open(folder.resolve("test_batch.bin"))) {
        for (int i = 0; i < perBatch; i++) {
          write(zip, "test", CLASSES.get(i % 10), i / 10, out);
        }
      }
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  private static BufferedReader firstEntry(Path zip) throws IOException {
    ZipFile open = new ZipFile(zip.toFile());
    Enumeration<? extends ZipEntry> entries = open.entries();
    InputStream in = open.getInputStream(entries.nextElement());
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)) {
      @Override
      public void close() throws IOException {
        super.close();
        open.close();
      }
    };
  }

  private static void write(ZipFile zip, String part, String name, int number, OutputStream out)
      throws IOException {
    String entry = Text.format("%s/%s/%04d.jpg", part, name, number);
    BufferedImage image;
    try (InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      image = ImageIO.read(in);
    }
    byte[] record = new byte[1 + 3 * 32 * 32];
    record[0] = (byte) CLASSES.indexOf(name);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        int rgb = image.getRGB(x, y);
        for (int channel = 0; channel < 3; channel++) {
          record[1 + channel * 1024 + y * 32 + x] = (byte) (rgb >> (16 - 8 * channel));
        }
      }
    }
    out.write(record);
  }
}
