package org.lockstep.spark.read.images;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.read.Fuzzed;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.testing.ArrayBytes;

class ImageArchiveFuzzTest {
  private static final int MAX_IMAGES = 10;

  static Stream<byte[]> seeds() throws IOException {
    byte[] any = {1, 2, 3, 4, 5, 6};
    return Stream.of(
        ArrayBytes.zip(false, "cat/1.png", any, "dog/2.jpeg", any),
        ArrayBytes.zip(true, "all/cat/1.gif", any, "readme", any));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreAnArchiveOfImagesOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(bytes, 2 * MAX_IMAGES * Fuzzed.MAX_RATIO, ImageArchiveFuzzTest::read);
  }

  private static void read(byte[] bytes) throws IOException {
    Source source = Fuzzed.source("images.zip", bytes);
    List<ImageFile> images = ImageFiles.of(Fuzzed.configuration(), source);
    try (ImageContents contents = new ImageContents(Fuzzed.configuration())) {
      for (ImageFile image : images.subList(0, Math.min(MAX_IMAGES, images.size()))) {
        try {
          contents.read(ImageFile.of(image.toRow()));
        } catch (UnfitImageException e) {
          throw new Finding(0, e.expected(), e.found()).at(image.name());
        }
      }
    }
  }
}
