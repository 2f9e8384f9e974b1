package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.testing.ArrayBytes.gzip;
import static org.lockstep.spark.testing.ArrayBytes.idx;
import static org.lockstep.spark.testing.ArrayBytes.npy;
import static org.lockstep.spark.testing.ArrayBytes.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;

/**
 * Small files that would fill memory or disk if they were unpacked. Where possible, a file's own
 * header decides: these files promise gigabytes, and a test that read them would not end in time.
 */
@Timeout(120)
class BadArchivesTest {
  private static final int HUGE = 80 << 20;

  @TempDir private Path path;
  private Folder folder;
  private Refusals refusals;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
    refusals = new Refusals(folder);
  }

  private long write(String name, byte[] content) throws IOException {
    Files.write(path.resolve(name), content);
    return content.length;
  }

  /** 81 MiB of these lines, gzipped to less than 1/500. */
  private static byte[] lines(String line) {
    byte[] mebibyte = line.repeat((1 << 20) / line.length()).getBytes(StandardCharsets.UTF_8);
    return gzip(mebibyte, 81);
  }

  @Test
  void textThatExpandsAThousandfoldIsRefused() throws IOException {
    for (String name : new String[] {"a.csv.gz", "a.libsvm.gz"}) {
      long packed = write(name, lines(name.contains("csv") ? "0,0\n" : "0 1:0\n"));
      assertThat(refusals.ofTrain("--data @" + name))
          .matches(
              Text.format(
                      "\\[@%s] expected data that unpacks to at most 250 times its size but found"
                          + " more than",
                      name)
                  + " \\d+ bytes from "
                  + packed);
    }
  }

  @Test
  void anEndlessLineIsRefused() throws IOException {
    write("a.csv.gz", gzip(new byte[1 << 20], 70));
    assertThat(refusals.ofTrain("--data @a.csv.gz"))
        .isEqualTo(
            "[@a.csv.gz:1] expected at most 16 MiB in a line but found more than 16777216 bytes");
  }

  @Test
  void imagesThatUnpackToMoreThanTheirHeaderSaysAreRefused() throws IOException {
    byte[] two = idx(8, new int[] {2, 1, 2}, new int[HUGE]);
    write("x-idx3-ubyte.gz", gzip(two, 1));
    write("y-idx1-ubyte", idx(8, new int[] {2}, 0, 1));
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte.gz --labels @y-idx1-ubyte"))
        .isEqualTo(
            "[@x-idx3-ubyte.gz] expected 20 bytes for 2 items of 2 but found more than that");
  }

  @Test
  void hugeImagesWithAnHonestHeaderAreRefused() throws IOException {
    long packed =
        write("x-idx3-ubyte.gz", gzip(idx(8, new int[] {HUGE / 2, 1, 2}, new int[HUGE]), 1));
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte.gz"))
        .isEqualTo(
            "[@x-idx3-ubyte.gz] expected data that unpacks to at most 250 times its size but found"
                + Text.format(" %d bytes from %d", HUGE + 16, packed));
    write("x-idx3-ubyte.gz", gzip(idx(8, new int[] {Integer.MAX_VALUE, 1024, 1024}), 1));
    assertThat(refusals.ofTrain("--data @x-idx3-ubyte.gz"))
        .matches(
            "\\[@x-idx3-ubyte.gz] expected 2251799812636688 bytes for 2147483647 items of 1048576"
                + " but found a gzip of \\d+, which cannot hold that many");
  }

  @Test
  void arraysThatUnpackToTooMuchAreRefused() throws IOException {
    byte[] y = npy("|u1", false, "(2,)", (byte) 0, (byte) 1);
    byte[] x = npy("|u1", false, Text.format("(2, %d)", HUGE / 2), new byte[HUGE]);
    write("a.npz", zip(true, "x.npy", x, "y.npy", y));
    assertThat(refusals.ofTrain("--data @a.npz"))
        .matches(
            "\\[@a.npz#x] expected data that unpacks to at most 250 times its size but found "
                + x.length
                + " bytes from \\d+");
    // The zip's directory promises six bytes after the header, but more follow.
    byte[] header = npy("|u1", false, "(2, 3)");
    byte[] lying = zip(true, "x.npy", npy("|u1", false, "(2, 3)", new byte[HUGE]), "y.npy", y);
    int directory = new String(lying, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, header.length + 6);
    write("a.npz", lying);
    assertThat(refusals.ofTrain("--data @a.npz"))
        .isEqualTo(
            Text.format(
                "[@a.npz#x] expected %d bytes for 2 items of 3 but found more than that",
                header.length + 6));
  }

  @Test
  void anImageThatUnpacksToTooMuchIsRefused() throws IOException {
    write("a.zip", zip(true, "x/1.png", new byte[HUGE]));
    assertThat(refusals.ofTrain("--data @a.zip"))
        .isEqualTo("[@a.zip#x/1.png] expected an image of 1 to 67108864 bytes but found " + HUGE);
  }

  @Test
  void aModelThatUnpacksToTooMuchIsRefused() throws IOException {
    folder.file("data.csv", "x,label", "1,0", "2,1");
    write("m.npz", zip(true, "model.json", new byte[HUGE]));
    assertThat(refusals.of("evaluate --model @m.npz --data @data.csv"))
        .matches(
            "\\[@m.npz] expected an archive that inflates at most 100-fold but found \\d+ bytes"
                + " from \\d+");
  }
}
