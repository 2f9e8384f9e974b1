package org.lockstep.spark.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Locales;
import org.lockstep.spark.testing.Reports;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.HeldOut;
import org.lockstep.spark.train.TimeLedger;

class CurvesPlotTest {
  private static final int TRAIN = 0x1f77b4;
  private static final int VALIDATION = 0x2ca02c;
  private static final int TEST = 0xd9480f;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000, 10_000})
  void drawsLossAndAccuracySideBySide(int epochs) throws IOException {
    BufferedImage image = draw(Reports.first(epochs));
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getHeight()).isEqualTo(440);
    for (int color : new int[] {TRAIN, VALIDATION, TEST}) {
      assertThat(has(image, color, 0, 640)).isTrue();
      assertThat(has(image, color, 640, 1280)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("org.lockstep.model.text.Locales#foreign")
  void theAxesAreTheSameInEveryLocale(Locale locale) throws Exception {
    List<EpochReport> reports = Reports.first(2000);
    int[] expected = pixels(draw(reports));
    assertThat(pixels(Locales.in(locale, () -> draw(reports)))).isEqualTo(expected);
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void leavesOutCurvesOfSetsWithoutRows() throws IOException {
    List<EpochReport> reports = new ArrayList<>();
    for (int epoch = 1; epoch <= 3; epoch++) {
      reports.add(Reports.of(epoch, HeldOut.NONE, HeldOut.NONE));
    }
    BufferedImage image = draw(reports);
    assertThat(has(image, TRAIN, 0, 640)).isTrue();
    assertThat(has(image, VALIDATION, 0, 1280)).isFalse();
    assertThat(has(image, TEST, 0, 1280)).isFalse();
  }

  @Test
  void leavesOutPointsThatAreNotFinite() throws IOException {
    List<EpochReport> reports = new ArrayList<>(Reports.first(5));
    reports.add(notFinite(6, Double.NaN));
    reports.add(notFinite(7, Double.POSITIVE_INFINITY));
    assertThat(has(draw(reports), TRAIN, 0, 640)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aRunWithoutAnyFiniteNumberHasAnEmptyPicture(double value) throws IOException {
    BufferedImage image = draw(List.of(notFinite(1, value), notFinite(2, value)));
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(has(image, TRAIN, 0, 1280)).isFalse();
  }

  @Test
  void drawsLossesOfAnySize() throws IOException {
    List<EpochReport> reports =
        List.of(notFinite(1, 1e300), notFinite(2, -1e300), notFinite(3, 1e-300));
    assertThat(has(draw(reports), TRAIN, 0, 640)).isTrue();
  }

  @Test
  void marksTheEpochWhoseWeightsAreKeptUnlessItIsTheLast() throws IOException {
    List<EpochReport> reports = Reports.first(30);
    BufferedImage marked = draw(reports, OptionalInt.of(12));
    BufferedImage plain = draw(reports);
    for (int half : new int[] {0, 640}) {
      assertThat(IntStream.range(half, half + 640))
          .anyMatch(x -> darkGray(marked, x) > darkGray(plain, x) + 100);
    }
    assertThat(pixels(draw(reports, OptionalInt.of(30)))).isEqualTo(pixels(draw(reports)));
    assertThat(pixels(draw(reports, OptionalInt.of(31)))).isEqualTo(pixels(draw(reports)));
  }

  private static EpochReport notFinite(int epoch, double value) {
    HeldOut heldOut = Reports.heldOut(value, value);
    TimeLedger time = new TimeLedger(1, 0, 0, 0);
    return new EpochReport(
        epoch, epoch, value, value, heldOut, heldOut, 1, 1, 1, time, Instant.EPOCH);
  }

  private static BufferedImage draw(List<EpochReport> reports) throws IOException {
    return draw(reports, OptionalInt.empty());
  }

  private static BufferedImage draw(List<EpochReport> reports, OptionalInt kept)
      throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    CurvesPlot.write("digits.csv  64-50-10", "accuracy", reports, kept, png);
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  private static long darkGray(BufferedImage image, int x) {
    return IntStream.range(0, image.getHeight())
        .filter(y -> isDarkGray(image.getRGB(x, y)))
        .count();
  }

  private static boolean isDarkGray(int rgb) {
    Color color = new Color(rgb);
    return color.getRed() == color.getGreen()
        && color.getGreen() == color.getBlue()
        && color.getRed() <= 0x80;
  }

  private static boolean has(BufferedImage image, int color, int from, int to) {
    int rgb = new Color(color).getRGB();
    for (int x = from; x < to; x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        if (image.getRGB(x, y) == rgb) {
          return true;
        }
      }
    }
    return false;
  }
}
