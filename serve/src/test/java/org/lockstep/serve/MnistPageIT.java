package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.serve.Browser.Place;
import org.lockstep.serve.Trained.Images;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The page in a browser, with a model that was trained on MNIST, and MNIST's own test images. */
@Timeout(180)
class MnistPageIT {
  private static final int IMAGES = 20;
  private static final int LEAST_RIGHT = 18;

  /** Of 20 pixels, with half a line around them. */
  private static final double PIXEL = Browser.PAPER / 22;

  private static Browser browser;
  private static Served served;
  private static Images test;

  /** Not before all of them: a test that is skipped is to be counted as such. */
  @BeforeEach
  void open() throws Exception {
    if (browser == null) {
      test = Trained.mnist("t10k");
      browser = Browser.open();
      served = Served.of(Trained.onMnist());
      browser.prefer("prefers-reduced-motion", "reduce");
    }
    browser.visit(served, 1200, 900);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (served != null) {
      served.close();
    }
  }

  @AfterEach
  void nothingWasComplainedOf() {
    if (browser != null) {
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void readsTestImagesThatAreDrawnWithTheMouse() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      browser.draw(strokes(test.pixels().get(i)));
      browser.awaitAnswer();
      String label = Integer.toString(test.labels().get(i));
      String read = browser.text("digit");
      if (!read.equals(label)) {
        wrong.add("image " + i + ": " + label + " read as " + read);
        browser.screenshot("mnist-wrong-" + i);
      }
      browser.element("clear").click();
      browser.awaitAnswer();
    }
    assertThat(wrong).hasSizeLessThanOrEqualTo(IMAGES - LEAST_RIGHT);
  }

  @ParameterizedTest
  @CsvSource({"light, 1200, 860", "dark, 1200, 860", "light, 390, 844"})
  void readsWhatAHandDraws(String scheme, int width, int height) throws IOException {
    browser.prefer("prefers-color-scheme", scheme);
    browser.visit(served, width, height);
    Map<String, List<List<Place>>> digits = new LinkedHashMap<>();
    digits.put("0", Digits.zero());
    digits.put("1", Digits.one());
    digits.put("2", Digits.two());
    digits.put("4", Digits.four());
    digits.put("7", Digits.seven());
    digits.put("3", Digits.three());
    Map<String, String> read = new LinkedHashMap<>();
    digits.forEach(
        (digit, strokes) -> {
          if (browser.element("clear").isEnabled()) {
            browser.element("clear").click();
          }
          browser.draw(width < 600 ? Kind.TOUCH : Kind.MOUSE, strokes);
          browser.awaitAnswer();
          read.put(digit, browser.text("digit"));
        });
    browser.screenshot("mnist-" + scheme + "-" + width);
    assertThat(read).allSatisfy((drawn, answer) -> assertThat(answer).isEqualTo(drawn));
    assertThat(browser.overflow()).isZero();
  }

  /**
   * Each run of dark pixels in a row as a stroke, with the image's ink in the middle of the paper
   * and its pixels a little narrower than a line of the page.
   */
  private static List<List<Place>> strokes(byte[] image) {
    int[] dark = IntStream.range(0, 784).filter(i -> (image[i] & 0xff) > 127).toArray();
    double middleX = middle(Arrays.stream(dark).map(i -> i % 28));
    double middleY = middle(Arrays.stream(dark).map(i -> i / 28));
    List<List<Place>> strokes = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < dark.length; i++) {
      boolean isLast = i == dark.length - 1 || dark[i + 1] != dark[i] + 1 || dark[i + 1] % 28 == 0;
      if (isLast) {
        int row = dark[i] / 28;
        double y = onPaper(row - middleY);
        strokes.add(
            List.of(
                new Place(onPaper(dark[first] % 28 - middleX), y),
                new Place(onPaper(dark[i] % 28 - middleX), y)));
        first = i + 1;
      }
    }
    return strokes;
  }

  private static double onPaper(double pixelsFromMiddle) {
    return Browser.PAPER / 2 + pixelsFromMiddle * PIXEL;
  }

  private static double middle(IntStream positions) {
    IntSummaryStatistics range = positions.summaryStatistics();
    return (range.getMin() + range.getMax()) / 2.0;
  }
}
