package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lockstep.model.text.Text;

/** What the page makes of a drawing, function by function, in the browser that runs them. */
@Timeout(60)
class PrepareTest {
  private static Browser browser;
  private static Served served;

  @BeforeEach
  void open() throws Exception {
    if (browser == null) {
      browser = Browser.open();
      served = Served.of(Models.digits());
      browser.visit(served, 800, 800);
    }
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

  /** Numbers that a script gives which knows the module as {@code p} and draws by {@code box}. */
  private static List<Double> numbers(String script) {
    Object result =
        browser.runAsync(
            Text.format(
                """
                const done = arguments[0];
                // A drawing of w x h with ink in [left, right) x [top, bottom).
                const box = (w, h, left, top, right, bottom, ink = 255) => {
                  const data = new Uint8Array(w * h);
                  for (let y = top; y < bottom; y++) data.fill(ink, y * w + left, y * w + right);
                  return {width: w, height: h, data};
                };
                import('/prepare.js').then((p) => { %s }).then(done, (e) => done(String(e)));
                """,
                script));
    return ((List<?>) result).stream().map(n -> ((Number) n).doubleValue()).toList();
  }

  private static final String BYTES = "{side: 28, most: 255, inkIsHigh: true}";

  @Test
  void nothingDrawnIsNothingToAsk() {
    assertThat(
            numbers(
                "return [p.prepare(box(448, 448, 0, 0, 0, 0), " + BYTES + ") === null ? 1 : 0]"))
        .containsExactly(1.0);
  }

  @Test
  void theBoxIsAsTightAsTheInk() {
    assertThat(
            numbers(
                "const b = p.boundingBox(box(100, 80, 13, 20, 31, 77));"
                    + "return [b.left, b.top, b.right, b.bottom]"))
        .containsExactly(13.0, 20.0, 31.0, 77.0);
  }

  @Test
  void aPixelIsTheMeanOfWhatItCovers() {
    // Three columns of ink 255, 0, 255 in two pixels: each one and a half columns.
    assertThat(
            numbers(
                "const d = {width: 3, height: 1, data: new Uint8Array([255, 0, 255])};return"
                    + " [...p.resample(d, {left: 0, top: 0, right: 3, bottom: 1}, 2, 1).data]"))
        .allSatisfy(ink -> assertThat(ink).isCloseTo(2 / 3.0, within(1e-12)));
    assertThat(
            numbers(
                "const d = {width: 1, height: 1, data: new Uint8Array([255])};return"
                    + " [...p.resample(d, {left: 0, top: 0, right: 1, bottom: 1}, 2, 2).data]"))
        .containsExactly(1.0, 1.0, 1.0, 1.0);
  }

  @Test
  void aDrawingIsScaledToTwentyPixelsAndCentredWhereverItWas() {
    List<Double> small = numbers("return p.prepare(box(448, 448, 10, 20, 50, 100), " + BYTES + ")");
    List<Double> large =
        numbers("return p.prepare(box(448, 448, 200, 30, 400, 430), " + BYTES + ")");
    assertThat(large).isEqualTo(small);
    assertThat(small).hasSize(784);
    for (int i = 0; i < 784; i++) {
      int x = i % 28;
      int y = i / 28;
      boolean inside = y >= 4 && y < 24 && x >= 9 && x < 19; // 20 high, and so 10 wide
      assertThat(small.get(i)).as("pixel %d", i).isEqualTo(inside ? 255 : 0);
    }
  }

  @Test
  void theCentreIsThatOfMass() {
    // An L: a column of 1 x 20, and a foot of 10 x 2 at its right; heavier at the left and bottom.
    List<Double> pixels =
        numbers(
            "const d = box(448, 448, 100, 100, 120, 300);"
                + "for (let y = 280; y < 300; y++) d.data.fill(255, y * 448 + 100, y * 448 + 200);"
                + "return p.prepare(d, "
                + BYTES
                + ")");
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < 784; i++) {
      int row = i / 28;
      mass += pixels.get(i);
      x += pixels.get(i) * (i % 28 + 0.5);
      y += pixels.get(i) * (row + 0.5);
    }
    assertThat(x / mass).isCloseTo(14, within(0.5));
    assertThat(y / mass).isCloseTo(14, within(0.5));
  }

  @Test
  void aDotIsADotAndALineALine() {
    assertThat(numbers("return p.prepare(box(448, 448, 5, 5, 6, 6), " + BYTES + ")"))
        .filteredOn(ink -> ink == 255)
        .hasSize(400);
    assertThat(numbers("return p.prepare(box(448, 448, 0, 5, 448, 6), " + BYTES + ")"))
        .filteredOn(ink -> ink == 255)
        .hasSize(20);
  }

  @Test
  void digitsAreBlockSumsOfABitmapOfUsualThickness() {
    // As high as it is, 20 of 32 pixels wide: far too much ink, which is shrunk at its sides.
    List<Double> sums =
        numbers(
            "return p.prepare(box(448, 448, 100, 100, 180, 228), {side: 8, most: 16, inkIsHigh:"
                + " true})");
    assertThat(sums).hasSize(64).allMatch(sum -> sum >= 0 && sum <= 16 && sum == Math.rint(sum));
    double share = sums.stream().mapToDouble(s -> s).sum() / 1024;
    assertThat(share).isBetween(0.25, 0.4);
    for (int y = 0; y < 8; y++) {
      assertThat(sums.subList(8 * y, 8 * y + 8)).as("row %d", y).isEqualTo(sums.subList(0, 8));
    }
  }

  @Test
  void otherRangesAndDarkOnLightAreWhatTheModelSaw() {
    String drawing = "box(448, 448, 10, 10, 50, 90)";
    assertThat(
            numbers("return p.prepare(" + drawing + ", {side: 28, most: 255, inkIsHigh: false})"))
        .filteredOn(level -> level == 0)
        .hasSize(200);
    assertThat(numbers("return p.prepare(" + drawing + ", {side: 28, most: 1, inkIsHigh: true})"))
        .filteredOn(level -> level == 1)
        .hasSize(200);
    assertThat(numbers("return p.prepare(" + drawing + ", {side: 16, most: 255, inkIsHigh: true})"))
        .hasSize(256)
        .filteredOn(level -> level == 255)
        .hasSize(11 * 6);
  }
}
