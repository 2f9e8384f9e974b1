package org.lockstep.spark.read.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.ImageSize;
import org.lockstep.spark.read.source.InputErrors;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.Targets;

class ImagesReaderTest {
  @TempDir private Path folder;

  /** A colour PNG of these pixels, row by row. */
  private static byte[] colours(int width, int... pixels) throws IOException {
    return encode(BufferedImage.TYPE_INT_RGB, "png", width, pixels);
  }

  /** A PNG with one channel. */
  private static byte[] gray(int width, int... values) throws IOException {
    BufferedImage image =
        new BufferedImage(width, values.length / width, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, values.length / width, values);
    return encode(image, "png");
  }

  private static byte[] encode(int type, String format, int width, int... pixels)
      throws IOException {
    BufferedImage image = new BufferedImage(width, pixels.length / width, type);
    image.setRGB(0, 0, width, pixels.length / width, pixels, 0, width);
    return encode(image, format);
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private String write(String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, content).toString();
  }

  /** A zip archive. Entries whose name begins with a minus are stored, others deflated. */
  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        String name = (String) namesAndContents[i];
        byte[] content = (byte[]) namesAndContents[i + 1];
        ZipEntry entry = new ZipEntry(name.replaceFirst("^-", ""));
        if (name.startsWith("-")) {
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
    }
    return out.toByteArray();
  }

  private String message(ReadOptions options) {
    return messageOf(options).replace(folder + "/", "");
  }

  private String message(String path) {
    return message(ReadOptions.of(path));
  }

  private static ReadOptions sized(String path, String size) {
    return ReadOptions.of(path).withImageSize(Optional.of(ImageSize.parse("--image-size", size)));
  }

  private String threeAnimals() throws IOException {
    write("root/dog/1.png", colours(2, 0x070809, 0x0a0b0c));
    write("root/cat/2.png", colours(2, 0x010203, 0x040506));
    write("root/cat/10.png", colours(2, 0xfffefd, 0x000000));
    write("root/cat/notes.txt", new byte[] {1});
    return folder + "/root";
  }

  @Test
  void foldersAreClassesAndPathsGiveTheOrder() throws IOException {
    String root = threeAnimals();

    Table table = read(root);

    assertThat(lines(table))
        .containsExactly(
            "0 [-1, -2, -3, 0, 0, 0] cat",
            "1 [1, 2, 3, 4, 5, 6] cat",
            "2 [7, 8, 9, 10, 11, 12] dog");
    assertThat(table.input())
        .isEqualTo(
            new InputSchema(
                List.of(
                    InputColumn.image(
                        "pixels", new ImageShape(1, 2, 3, ImageShape.Layout.INTERLEAVED)))));
    assertThat(table.target().names()).containsExactly("label");
    assertThat(table.places().placeOf(1)).isEqualTo(root + "/cat/2.png");
    assertThat(Targets.fit(table, Optional.empty()).classes()).containsExactly("cat", "dog");
    assertThat(lines(read(root + "/*/*.png"))).isEqualTo(lines(table));
    assertThat(lines(read(root + "/*"))).isEqualTo(lines(table));
  }

  @Test
  void filesNextToTheFoldersRequireAnExplicitFormat() throws IOException {
    String root = threeAnimals();
    write("root/README.csv", new byte[] {1});
    assertThat(lines(read(Reading.format(root, Format.IMAGES)))).hasSize(3);
  }

  @Test
  void aZipIsReadLikeAFolder() throws IOException {
    byte[] one = colours(1, 0x010203);
    byte[] two = colours(1, 0x040506);
    String path =
        write(
            "animals.zip",
            zip(
                "train/",
                new byte[0],
                "train/dog/b.png",
                two,
                "-train/cat/a.png",
                one,
                "test/cat/c.png",
                two,
                "__MACOSX/train/cat/._a.png",
                new byte[] {1},
                "train/labels.csv",
                new byte[] {1}));

    Table train = read(path + "#train");

    assertThat(lines(train)).containsExactly("0 [1, 2, 3] cat", "1 [4, 5, 6] dog");
    assertThat(train.places().placeOf(1)).isEqualTo(path + "#train/dog/b.png");
    assertThat(lines(read(path)))
        .containsExactly("0 [4, 5, 6] cat", "1 [1, 2, 3] cat", "2 [4, 5, 6] dog");
    assertThat(message(path + "#trains"))
        .isEqualTo("[animals.zip] expected images in its folder 'trains/' but found none");
  }

  @Test
  void theFirstImageDecidesTheNumberOfChannels() throws IOException {
    write("a/x/1.png", gray(2, 10, 200));
    write("a/x/2.png", colours(2, 0xff0000, 0x00ff00));
    write("b/x/1.png", colours(2, 0xff0000, 0x00ff00));
    write("b/x/2.png", gray(2, 10, 200));
    Table gray = read(folder + "/a");
    assertThat(gray.input())
        .isEqualTo(new InputSchema(List.of(InputColumn.image("pixels", ImageShape.gray(1, 2)))));
    assertThat(lines(gray)).containsExactly("0 [10, -56] x", "1 [76, -106] x");
    assertThat(lines(read(folder + "/b"))).endsWith("1 [10, 10, 10, -56, -56, -56] x");
    assertThat(lines(read(ReadOptions.of(folder + "/b"), gray.input())))
        .containsExactly("0 [76, -106] x", "1 [10, -56] x");
  }

  @Test
  void palettesDepthsAndFormatsAreDecoded() throws IOException {
    write("a/x/1.png", gray(2, 10, 200));
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setPixels(0, 0, 2, 1, new int[] {0x1234, 0xffff});
    write("a/x/2.png", encode(deep, "png"));
    write("a/x/3.png", encode(BufferedImage.TYPE_BYTE_BINARY, "png", 2, 0, 0xffffff));
    write("a/x/4.gif", encode(BufferedImage.TYPE_BYTE_INDEXED, "gif", 2, 0x333333, 0xffffff));
    write("a/x/5.bmp", encode(BufferedImage.TYPE_3BYTE_BGR, "bmp", 2, 0x070707, 0x101010));
    write("a/x/6.png", encode(BufferedImage.TYPE_INT_ARGB, "png", 2, 0x00202020, 0xff404040));
    write("a/x/7.jpg", encode(BufferedImage.TYPE_INT_RGB, "jpg", 2, 0x646464, 0x646464));
    assertThat(lines(read(folder + "/a")))
        .containsExactly(
            "0 [10, -56] x",
            "1 [18, -1] x",
            "2 [0, -1] x",
            "3 [51, -1] x",
            "4 [7, 16] x",
            "5 [32, 64] x",
            "6 [100, 100] x");
  }

  /** The expected pixels are from Pillow's Image.resize with BILINEAR. */
  @Test
  void imagesAreResizedAsPillowDoes() throws IOException {
    int[] values = new int[20];
    Arrays.setAll(values, i -> (7 * i * i + 13 * i) % 256);
    write("a/x/1.png", gray(5, values));
    assertThat(lines(read(sized(folder + "/a", "3x2"))))
        .containsExactly("0 [95, 98, 114, -80, -92, 123] x");
    assertThat(lines(read(sized(folder + "/a", "7x6"))))
        .containsExactly(
            "0 [0, 11, 30, 54, 88, -127, -92, 120, 78, 67, 116, 84, 113, -88, -46, -110, 120, -84,"
                + " 81, 89, -110, 92, -104, -73, -110, 89, 57, 44, -108, -70, -54, -88, -112, 127,"
                + " 116, -22, -37, -51, -60, -59, -51, -42] x");
    write("b/x/1.png", colours(2, 0x102030, 0x304050, 0x102030, 0x304050));
    assertThat(lines(read(sized(folder + "/b", "1")))).containsExactly("0 [32, 48, 64] x");
  }

  @Test
  void imagesOfDifferentSizesAreRefused() throws IOException {
    String root = threeAnimals();
    write("root/dog/2.png", colours(3, 1, 2, 3));
    assertThat(message(root))
        .isEqualTo("[root/dog/2.png] expected 2x1 pixels (or set image-size) but found 3x1");
    assertThat(lines(read(sized(root, "2x1")))).hasSize(4);
    InputSchema other = new InputSchema(List.of(InputColumn.vector("numbers", 7)));
    assertThat(Reading.message(() -> read(ReadOptions.of(root), other)).replace(folder + "/", ""))
        .isEqualTo("[root/cat/10.png] expected 7 features but found 6");
  }

  @Test
  void brokenImagesAreNamed() throws IOException {
    String root = threeAnimals();
    write("root/dog/1.png", new byte[] {1, 2, 3});
    assertThat(message(root))
        .isEqualTo(
            "[root/dog/1.png] expected an image (png, jpeg, gif or bmp) but found other bytes");
    int[] noise = new java.util.Random(1).ints(64 * 64).toArray();
    for (String format : List.of("png", "jpg", "bmp")) {
      byte[] whole = encode(BufferedImage.TYPE_INT_RGB, format, 64, noise);
      write("root/dog/1.png", Arrays.copyOf(whole, whole.length / 2));
      assertThat(message(sized(root, "2x1")))
          .startsWith("[root/dog/1.png] expected an undamaged image but found ")
          .doesNotContain("\n");
    }
    write("root/dog/1.png", new byte[0]);
    assertThat(message(root))
        .isEqualTo("[root/dog/1.png] expected an image of 1 to 67108864 bytes but found 0");
  }

  @Test
  void labelsAreReadWithoutDecodingAndAChangedImageIsNamed() throws IOException {
    String root = threeAnimals();
    Table table = read(root);
    write("root/dog/1.png", new byte[] {1, 2, 3});

    assertThat(Targets.fit(table, Optional.empty()).classes()).containsExactly("cat", "dog");
    Throwable thrown = catchThrowable(() -> lines(table));
    assertThat(InputErrors.unwrap(thrown))
        .hasMessageStartingWith("[" + root + "/dog/1.png] expected ");
  }

  @Test
  void hugeSizesAreRefusedBeforeDecoding() throws IOException {
    write("a/x/1.png", withHeaderSize(100_000, 100_000, colours(1, 1)));
    assertThat(message(folder + "/a"))
        .isEqualTo("[a/x/1.png] expected at most 33554432 pixels but found 100000x100000 of them");
  }

  @Test
  void imagesAreAlsoLimitedByTheBytesOfTheirPixels() throws IOException {
    byte[] deepColours = withHeaderSize(5000, 5000, colours(1, 1));
    deepColours[24] = 16; // bits per channel
    deepColours[25] = 6; // red, green, blue, alpha
    write("a/x/1.png", withChecksum(deepColours));
    assertThat(message(folder + "/a"))
        .isEqualTo(
            "[a/x/1.png] expected at most 134217728 bytes of pixels but found 5000x5000 pixels of"
                + " 64 bits");
  }

  @Test
  void anImageThatGrowsBeforeItShrinksIsRefused() throws IOException {
    BufferedImage tall = new BufferedImage(1, 2_000_000, BufferedImage.TYPE_BYTE_GRAY);
    write("a/x/1.png", encode(tall, "png"));
    assertThat(message(sized(folder + "/a", "2000x2")))
        .isEqualTo(
            "[a/x/1.png] expected an image that can be resized to 2000x2 pixels in at most"
                + " 134217728 bytes but found 1x2000000, which needs 4000000000");
  }

  /** Overwrites the size in a PNG's header. */
  private static byte[] withHeaderSize(int width, int height, byte[] png) {
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    return withChecksum(png);
  }

  private static byte[] withChecksum(byte[] png) {
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  @Test
  void imagesOutsideAnyFolderAreRefused() throws IOException {
    write("a/1.png", colours(1, 1));
    assertThat(message(folder + "/a"))
        .isEqualTo(
            "[a/1.png] expected images in a folder for each class below a, as in cat/1.jpg but"
                + " found one in no folder");
    String zip = write("b.zip", zip("1.png", colours(1, 0x010203)));
    assertThat(message(zip))
        .isEqualTo(
            "[b.zip#1.png] expected images in a folder for each class below b.zip, as in cat/1.jpg"
                + " but found one in no folder");
    assertThat(lines(read(Reading.forPrediction(zip)))).containsExactly("0 [1, 2, 3]");
  }

  @Test
  void sourcesWithoutImagesAreRefused() throws IOException {
    String text = write("a.txt", new byte[] {'x'});
    assertThat(message(Reading.format(text, Format.IMAGES)))
        .isEqualTo(
            "[a.txt] expected images (png, jpg, jpeg, gif, bmp) but found none among 1 file");
    assertThat(message(write("a.zip", zip("a.txt", new byte[1]))))
        .isEqualTo("[a.zip] expected images but found none");
    assertThat(message(sized(text, "3")))
        .isEqualTo("[a.txt] expected images to resize to 3x3 but found csv");
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    byte[] whole = zip("-x/1.png", colours(1, 1), "-x/2.png", colours(1, 2));
    assertThat(message(write("a.zip", Arrays.copyOf(whole, whole.length - 30))))
        .startsWith("[a.zip] expected a whole zip archive but found ");
    byte[] damaged = whole.clone();
    damaged[indexOf(damaged, "x/2.png", 0) + 7 + 60] ^= 1;
    assertThat(message(write("a.zip", damaged)))
        .isEqualTo("[a.zip#x/2.png] expected the checksum given in the archive but found another");
    byte[] renamed = whole.clone();
    renamed[indexOf(renamed, "x/2.png", indexOf(renamed, "PK\1\2", 0))] = 'y';
    assertThat(message(write("a.zip", renamed)))
        .isEqualTo(
            "[a.zip#y/2.png] expected an entry with the name and compression given in the archive's"
                + " directory but found another");
    byte[] twice = whole.clone();
    twice[indexOf(twice, "x/2.png", indexOf(twice, "PK\1\2", 0)) + 2] = '1';
    assertThat(message(write("a.zip", twice)))
        .isEqualTo("[a.zip#x/1.png] expected each entry once but found it twice");
  }

  @Test
  void bombsInArchivesAreNotUnpacked() throws IOException {
    byte[] lying = zip("x/1.png", new byte[1 << 20]);
    int directory = indexOf(lying, "PK\1\2", 0);
    ByteBuffer bytes = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(directory + 24, 100);
    assertThat(message(write("a.zip", lying)))
        .isEqualTo("[a.zip#x/1.png] expected 100 bytes but found more than that");
    bytes.putInt(directory + 24, Integer.MAX_VALUE);
    assertThat(message(write("a.zip", lying)))
        .isEqualTo("[a.zip#x/1.png] expected an image of 1 to 67108864 bytes but found 2147483647");
    bytes.putInt(directory + 24, 60_000_000);
    assertThat(message(write("a.zip", lying)))
        .matches(
            "\\[a.zip#x/1.png] expected 60000000 bytes, as the archive's directory says but found"
                + " \\d+ packed ones");
  }

  private static int indexOf(byte[] bytes, String text, int from) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
    assertThat(at).isNotNegative();
    return at;
  }

  @Test
  void imagesTakeNoTargetColumnAndNoLabels() throws IOException {
    String root = threeAnimals();
    assertThat(message(Reading.target(root, "y")))
        .isEqualTo("[root] expected the labels as the target of images but found column y");
    assertThat(message(Reading.labels(root, root)))
        .isEqualTo(
            "[root] expected IDX images, or an array of HDF5 or npz, to go with the labels in root"
                + " but found images");
  }
}
