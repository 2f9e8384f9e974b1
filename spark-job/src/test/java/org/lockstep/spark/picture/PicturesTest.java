package org.lockstep.spark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.ImageShape.Layout;
import org.lockstep.model.data.Task;
import org.lockstep.model.importance.ColumnImportance;
import org.lockstep.model.layer.Role;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.score.Calibration;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.score.ThresholdCurve;
import org.lockstep.model.text.Locales;
import org.lockstep.model.text.Text;

class PicturesTest {
  private interface Drawing {
    void writeTo(ByteArrayOutputStream out) throws IOException;
  }

  private static BufferedImage draw(Drawing drawing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    drawing.writeTo(out);
    return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
  }

  private static Score twoClassScore() {
    Score score = new Score(Task.BINARY, 1, true);
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      double p = random.nextDouble();
      score.addClass(new double[] {p}, random.nextDouble() < p ? 1 : 0, 0, 1);
    }
    return score;
  }

  @Test
  void curvesLieAboveTheDiagonalWhereAModelIsBetterThanChance() throws IOException {
    ScoreDetails details = twoClassScore().details().orElseThrow();
    ThresholdCurve curve = details.thresholds().orElseThrow();
    BufferedImage roc = draw(out -> ThresholdPlot.writeRoc("rows", "yes", curve, out));
    BufferedImage pr = draw(out -> ThresholdPlot.writePrecisionRecall("rows", "yes", curve, out));
    for (BufferedImage image : List.of(roc, pr)) {
      assertThat(image.getWidth()).isEqualTo(560);
      assertThat(blue(image)).isGreaterThan(500);
    }
    int above = 0;
    int below = 0;
    for (int x = 0; x < 560; x++) {
      for (int y = 0; y < 560; y++) {
        if ((roc.getRGB(x, y) & 0xffffff) == 0x1f77b4) {
          if (x + y < 545) {
            above++;
          } else {
            below++;
          }
        }
      }
    }
    assertThat(above).isGreaterThan(3 * below);
  }

  @Test
  void importancesAreBarsOfProportionalLength() throws IOException {
    List<ColumnImportance> columns =
        List.of(
            new ColumnImportance("a", 0.4, 0),
            new ColumnImportance("b", 0.2, 0),
            new ColumnImportance("c", -0.1, 0));
    BufferedImage image = draw(out -> ImportancePlot.write("t", "less", columns, out));
    int[] lengths = new int[3];
    for (int row = 0; row < 3; row++) {
      for (int x = 0; x < image.getWidth(); x++) {
        lengths[row] += (image.getRGB(x, 56 + 26 * row + 13) & 0xffffff) == 0x1f77b4 ? 1 : 0;
      }
    }
    assertThat(lengths[0]).isBetween(2 * lengths[1] - 4, 2 * lengths[1] + 4).isGreaterThan(100);
    assertThat(lengths[1]).isBetween(2 * lengths[2] - 4, 2 * lengths[2] + 4);
    assertThat(image.getHeight()).isEqualTo(56 + 3 * 26 + 52);

    List<ColumnImportance> none = Collections.nCopies(50, new ColumnImportance("a", 0, 0));
    assertThat(draw(out -> ImportancePlot.write("t", "less", none, out)).getHeight())
        .isEqualTo(56 + 40 * 26 + 52);
  }

  @Test
  void dependencesOfOneValueAndOfMoreLinesThanColoursAreDrawn() throws IOException {
    for (DependencePlot.Kind kind : DependencePlot.Kind.values()) {
      for (int count : new int[] {1, 30}) {
        List<Double> values = IntStream.range(0, count).mapToObj(i -> 1e5 * i).toList();
        List<String> labels = IntStream.range(0, count).mapToObj(i -> "v" + i).toList();
        DependencePlot.Axis axis = new DependencePlot.Axis("x", kind, labels, values);
        List<DependencePlot.Line> lines =
            IntStream.range(0, 12)
                .mapToObj(line -> values.stream().map(value -> value + 1e5 * (line + 1)).toList())
                .map(means -> new DependencePlot.Line("same", means))
                .toList();
        BufferedImage plot = draw(out -> DependencePlot.write("t", axis, "mean", lines, out));
        assertThat(blue(plot)).as(kind + " " + count).isPositive();
      }
    }
  }

  @Test
  void aMapIsDarkerWhereTheMeanIsHigher() throws IOException {
    DependencePlot.Axis axis =
        new DependencePlot.Axis(
            "x", DependencePlot.Kind.CATEGORIES, List.of("a", "b"), List.of(0.0, 1.0));
    DependencePlot.Line map = new DependencePlot.Line("m", List.of(0.0, 1.0, 2.0, 4.0));
    BufferedImage image = draw(out -> DependenceMap.write("t", axis, axis, List.of(map), out));
    int[] reds = new int[4];
    for (int cell = 0; cell < 4; cell++) {
      reds[cell] = image.getRGB(134 + cell % 2 * 56, 82 + cell / 2 * 26) >> 16 & 0xff;
    }
    assertThat(reds).containsExactly(0xf3, 190, 137, 0x1f);
  }

  @Test
  void numbersOnMidBlueCellsAreBlack() throws IOException {
    DependencePlot.Axis axis =
        new DependencePlot.Axis(
            "x", DependencePlot.Kind.CATEGORIES, List.of("a", "b"), List.of(0.0, 1.0));
    DependencePlot.Line map = new DependencePlot.Line("m", List.of(0.0, 0.6, 0.8, 1.0));
    BufferedImage image = draw(out -> DependenceMap.write("t", axis, axis, List.of(map), out));
    assertThat(has(image.getSubimage(186, 78, 55, 25), 0x000000)).isTrue();
    assertThat(has(image.getSubimage(130, 104, 55, 25), 0x000000)).isTrue();
    assertThat(has(image.getSubimage(186, 104, 55, 25), 0x000000)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.####",
    "1e-6, 0.##E0",
    "0.5, 0.####",
    "2021, 0.####",
    "10000, '#,##0.####'",
    "1e7, 0.##E0"
  })
  void labelsOfAnAxisSuitTheSizeOfItsNumbers(double largest, String pattern) {
    assertThat(ChartStyle.pattern(largest)).isEqualTo(pattern);
  }

  @Test
  void tinyNumbersAreLabelledBelowADependence() throws IOException {
    DependencePlot.Axis axis =
        new DependencePlot.Axis(
            "x", DependencePlot.Kind.NUMBERS, List.of("a", "b"), List.of(1e-6, 4e-6));
    DependencePlot.Line line = new DependencePlot.Line("m", List.of(0.0, 1.0));
    BufferedImage image = draw(out -> DependencePlot.write("t", axis, "mean", List.of(line), out));
    assertThat(pixelsOf(image.getSubimage(0, 448, 760, 32), 0x000000)).isGreaterThan(20);
  }

  @Test
  void calibrationAndResidualsAreDrawn() throws IOException {
    Calibration calibration = twoClassScore().details().orElseThrow().calibration().orElseThrow();
    BufferedImage image = draw(out -> CalibrationPlot.write("rows", "yes", calibration, out));
    assertThat(image.getHeight()).isEqualTo(690);
    assertThat(blue(image)).isGreaterThan(200);
    for (double size : new double[] {1e-9, 1, 1e9}) {
      Score score = new Score(Task.REGRESSION, 2, true);
      for (int i = 0; i < 50; i++) {
        score.add(new double[] {i * size, 1}, new double[] {(i + i % 3) * size, 1}, 0, 1);
      }
      BufferedImage residuals =
          draw(
              out ->
                  ResidualPlot.write(
                      "rows",
                      50,
                      List.of("first", "constant"),
                      score.regression(),
                      score.details().orElseThrow().shown(),
                      out));
      assertThat(residuals.getWidth()).isEqualTo(1120);
      assertThat(residuals.getHeight()).isEqualTo(960);
    }
  }

  private static long blue(BufferedImage image) {
    return pixelsOf(image, 0x1f77b4);
  }

  @Test
  void grayFeaturesBecomePixelsBetweenBlackAndWhite() {
    double[] row = {0, 8, 16, 4};
    BufferedImage image = PixelImage.of(row, ImageShape.gray(2, 2), 0, 16);
    assertThat(image.getRGB(0, 0) & 0xffffff).isZero();
    assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0x808080);
    assertThat(image.getRGB(0, 1) & 0xffffff).isEqualTo(0xffffff);
    assertThat(image.getRGB(1, 1) & 0xffffff).isEqualTo(0x404040);
  }

  @Test
  void coloursAreFoundWhereTheLayoutHasThem() {
    double[] planar = {255, 0, /* green */ 0, 255, /* blue */ 0, 255};
    double[] interleaved = {255, 0, 0, /* second pixel */ 0, 255, 255};
    for (BufferedImage image :
        List.of(
            PixelImage.of(planar, new ImageShape(1, 2, 3, Layout.PLANAR), 0, 255),
            PixelImage.of(interleaved, new ImageShape(1, 2, 3, Layout.INTERLEAVED), 0, 255))) {
      assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xff0000);
      assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0x00ffff);
    }
  }

  @Test
  void negativeWeightsAreBlueAndPositiveRed() {
    BufferedImage image = PixelImage.signed(new double[] {-2, 0, 2, 1}, ImageShape.gray(2, 2));
    assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x0000ff);
    assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0xffffff);
    assertThat(image.getRGB(0, 1) & 0xffffff).isEqualTo(0xff0000);
    assertThat(image.getRGB(1, 1) & 0xffffff).isEqualTo(0xff8080);
  }

  @Test
  void wrongPredictionsAreRedAndRightOnesGreen() throws IOException {
    List<PredictionGrid.Item> items = new ArrayList<>();
    items.add(new PredictionGrid.Item(new double[] {0, 1, 2, 3}, "cat", "cat"));
    BufferedImage right = grid(items);
    assertThat(has(right, 0x1a7f37)).isTrue();
    assertThat(has(right, 0xc9190b)).isFalse();
    items.add(new PredictionGrid.Item(new double[] {0, 1, 2, 3}, "cat", "dog"));
    assertThat(has(grid(items), 0xc9190b)).isTrue();
  }

  private static BufferedImage grid(List<PredictionGrid.Item> items) throws IOException {
    return draw(out -> PredictionGrid.write("rows", items, ImageShape.gray(2, 2), out));
  }

  @ParameterizedTest
  @MethodSource("org.lockstep.model.text.Locales#foreign")
  void aConfusionMatrixIsTheSameInEveryLocale(Locale locale) throws Exception {
    assertThat(pixels(Locales.in(locale, () -> confusion("ant", "bee"))))
        .isEqualTo(pixels(confusion("ant", "bee")));
  }

  @Test
  void namesOfClassesAreEscapedAndShortenedAsInMessages() throws IOException {
    String name = "a\nb\u001b\u202e" + "\u200b".repeat(3000);
    assertThat(pixels(confusion(name, "bee")))
        .isEqualTo(pixels(confusion(Text.brief(name), "bee")));
    assertThat(pixels(grid(List.of(new PredictionGrid.Item(new double[4], name, "bee")))))
        .isEqualTo(
            pixels(grid(List.of(new PredictionGrid.Item(new double[4], Text.brief(name), "bee")))));
  }

  private static BufferedImage confusion(String first, String second) throws IOException {
    long[][] counts = {{1234, 5678}, {0, 2_000_000}};
    return draw(out -> ConfusionPlot.write("test rows", List.of(first, second), counts, out));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, ConfusionPlot.MOST_CLASSES})
  void aConfusionMatrixIsDarkestWhereMostRowsAre(int classes) throws IOException {
    long[][] confusion = new long[classes][classes];
    for (int c = 0; c < classes; c++) {
      confusion[c][c] = 100;
    }
    List<String> names = IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
    BufferedImage image = draw(out -> ConfusionPlot.write("test rows", names, confusion, out));
    assertThat(has(image, 0x6baed6)).isTrue();
  }

  @Test
  void aConfusionMatrixIsColouredByTheSharesOfEachTrueClass() throws IOException {
    int darkest = 0x6baed6;
    assertThat(pixelsOf(confusionOf(new long[][] {{90_000, 0}, {0, 10}}), darkest))
        .isCloseTo(
            pixelsOf(confusionOf(new long[][] {{10, 0}, {0, 10}}), darkest),
            withinPercentage(2)); // the digits of the counts cover some
    assertThat(pixels(confusionOf(new long[][] {{0, 0}, {5, 5}})))
        .as("a class without rows")
        .isNotEmpty();
  }

  private static BufferedImage confusionOf(long[][] counts) throws IOException {
    return draw(out -> ConfusionPlot.write("test rows", List.of("ant", "bee"), counts, out));
  }

  private static long pixelsOf(BufferedImage image, int color) {
    return Arrays.stream(pixels(image)).filter(rgb -> (rgb & 0xffffff) == color).count();
  }

  @Test
  void unitsBeyondTheFirstHundredAreLeftOut() throws IOException {
    for (int units : new int[] {1, 100, 300}) {
      ParameterLayout.Array w = new ParameterLayout.Array("W1", 0, 4, units, Role.WEIGHT);
      double[] theta = new double[4 * units];
      Arrays.fill(theta, 1);
      BufferedImage image =
          draw(
              out ->
                  WeightImages.write(
                      "weights", new DoubleVector(theta), w, ImageShape.gray(2, 2), out));
      int rows = (Math.min(100, units) + 9) / 10;
      assertThat(image.getHeight()).isEqualTo(60 + rows * 86);
      assertThat(has(image, 0xff0000)).isTrue();
    }
  }

  private static boolean has(BufferedImage image, int rgb) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xffffff) == rgb) {
          return true;
        }
      }
    }
    return false;
  }
}
