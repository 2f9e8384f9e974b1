package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.SigmoidSquaredError;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The page in a browser, with a model of the built-in digits. */
@Timeout(120)
class PageIT {
  private static Browser browser;
  private static Served served;

  /** Not before all of them: a test that is skipped is to be counted as such. */
  @BeforeEach
  void open() throws Exception {
    if (browser == null) {
      browser = Browser.open();
      served = Served.of(Trained.onDigits());
      browser.prefer("prefers-reduced-motion", "reduce");
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

  @AfterEach
  void nothingWasComplainedOf() {
    if (browser != null) {
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void visit() {
    visit(1200, 900);
  }

  private static void visit(int width, int height) {
    browser.visit(served, width, height);
  }

  @Test
  void readsWhatIsDrawn() {
    visit();
    assertThat(browser.text("digit")).isEqualTo("–");
    assertThat(browser.text("model"))
        .isEqualTo(
            "A neural network, 64-50-10, reads it while you draw: 8 × 8 pixels, 10 classes.");
    browser.draw(Digits.seven());
    browser.awaitAnswer();
    assertThat(browser.text("digit")).isEqualTo("7");
    browser.element("clear").click();
    browser.draw(Digits.zero());
    browser.awaitAnswer();
    assertThat(browser.text("digit")).isEqualTo("0");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void mousePenAndFingerDraw(Kind kind) {
    visit();
    browser.draw(kind, Digits.zero());
    browser.awaitAnswer();
    assertThat(browser.text("digit")).isEqualTo("0");
  }

  @Test
  void everyExampleIsReadAsWhatItIs() {
    visit();
    List<String> read = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      browser.element("example").click();
      browser.awaitAnswer();
      read.add(browser.text("digit"));
    }
    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20).mapToObj(i -> Integer.toString(i % 10)).toList());
  }

  @Test
  void undoTakesBackWhatWasDoneLast() {
    visit();
    assertThat(browser.element("undo").isEnabled()).isFalse();
    browser.draw(Digits.one());
    Object one = ink();
    browser.draw(Digits.zero());
    Object both = ink();
    assertThat(both).isNotEqualTo(one);
    browser.element("undo").click();
    assertThat(ink()).isEqualTo(one);
    browser.element("clear").click();
    assertThat(ink()).isEqualTo(0L);
    browser.awaitAnswer();
    assertThat(browser.text("digit")).isEqualTo("–");
    browser.type(Keys.chord(Keys.CONTROL, "z"));
    assertThat(ink()).isEqualTo(one);
    browser.element("undo").click();
    assertThat(ink()).isEqualTo(0L);
    assertThat(browser.element("undo").isEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"light, 1200, 900", "dark, 1200, 900", "light, 360, 780", "dark, 390, 844"})
  void nobodyIsKeptOut(String scheme, int width, int height) throws IOException {
    browser.prefer("prefers-color-scheme", scheme);
    visit(width, height);
    assertThat(browser.barriers()).isEmpty();
    browser.draw(width < 600 ? Kind.TOUCH : Kind.MOUSE, Digits.three());
    browser.awaitAnswer();
    assertThat(browser.text("digit")).isEqualTo("3");
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.overflow()).isZero();
    browser.screenshot("digits-" + scheme + "-" + width);
  }

  @Test
  void theInkTakesTheColourOfTheThemeAndTheNetworkSeesTheSame() {
    browser.prefer("prefers-color-scheme", "light");
    visit();
    browser.draw(Digits.seven());
    browser.awaitAnswer();
    Object ink = ink();
    String seen = browser.text("classes");
    String colour =
        "const p = document.getElementById('paper');"
            + "return [...p.getContext('2d').getImageData(224, 107, 1, 1).data].join()";
    Object dark = browser.run(colour);
    browser.prefer("prefers-color-scheme", "dark");
    browser.await(colour.replace("return ", "return '" + dark + "' !== "));
    assertThat(ink()).isEqualTo(ink);
    assertThat(browser.text("classes")).isEqualTo(seen);
  }

  @Test
  void aDigitIsDrawnWithTheKeysAlone() {
    visit();
    browser.type(Keys.TAB); // to the paper
    assertThat(browser.element("cursor").isDisplayed()).isTrue();
    browser.type(Keys.SPACE);
    browser.type(Keys.ARROW_DOWN.toString().repeat(18));
    browser.type(Keys.ARROW_LEFT, Keys.SPACE, Keys.ARROW_LEFT);
    browser.awaitAnswer();
    assertThat(browser.text("digit")).isEqualTo("1");
    browser.type(Keys.TAB, Keys.ENTER); // Undo
    browser.awaitAnswer();
    assertThat(ink()).isEqualTo(0L);
    assertThat(browser.element("undo").isEnabled()).isFalse();
    browser.type(Keys.TAB, Keys.ENTER); // Clear has nothing to clear: this is the example
    browser.awaitAnswer();
    assertThat(browser.text("digit")).containsOnlyDigits();
  }

  @Test
  void aStrokeThatIsTakenBackWhileItIsDrawnIsGone() {
    visit();
    browser.type(Keys.TAB, Keys.SPACE, Keys.ARROW_DOWN);
    browser.type(Keys.chord(Keys.CONTROL, "z"));
    browser.type(Keys.ARROW_DOWN);
    browser.awaitAnswer();
    assertThat(ink()).isEqualTo(0L);
    assertThat(browser.element("cursor").getDomAttribute("class")).isEmpty();
  }

  @Test
  void theNameOfAClassIsNoMarkup() throws Exception {
    String name = "<img src=x onerror=alert(1)>";
    TargetSchema classes =
        new TargetSchema(Task.CLASSIFICATION, List.of("label"), List.of(name, "b", "c"));
    try (Served other =
        Served.of(
            Models.model(
                Models.numbers(64), Scaling.none(64), classes, new SigmoidSquaredError()))) {
      browser.visit(other, 1200, 900);
      assertThat(browser.text("classes")).startsWith(name);
      assertThat(browser.element("example").isDisplayed()).isFalse();
      assertThat(browser.text("note"))
          .isEqualTo("Each output is a sigmoid of its own: they need not add up to 100 %.");
    }
  }

  @Test
  void theAnswerIsReadOutWhenTheDrawingRests() {
    visit();
    browser.draw(Digits.zero());
    browser.await(
        "return document.getElementById('status').textContent.startsWith('It reads 0, ')");
    browser.element("clear").click();
    browser.await("return document.getElementById('status').textContent === 'Nothing drawn'");
    assertThat(browser.element("status").getDomAttribute("role")).isEqualTo("status");
  }

  @Test
  void saysSoWhenTheServerIsGone() throws Exception {
    try (Served gone = Served.of(Models.digits())) {
      browser.visit(gone, 1200, 900);
    }
    browser.draw(Digits.zero());
    browser.awaitAnswer(); // there is none, and none is asked for any more
    assertThat(browser.text("trouble"))
        .startsWith("No answer from the server: is it still running?");
    assertThat(browser.complaints()).allMatch(line -> line.contains("ERR_CONNECTION_REFUSED"));
  }

  /** How many pixels of the paper have ink. */
  private static Object ink() {
    return browser.run(
        "const p = document.getElementById('paper');"
            + "const d = p.getContext('2d').getImageData(0, 0, p.width, p.height).data;"
            + "let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n");
  }
}
