package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.LabelPrediction;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.text.Text;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page of a table in a browser. */
@Timeout(120)
class TablePageIT {
  private static Browser browser;
  private static Served served;

  /** Not before all of them: a test that is skipped is to be counted as such. */
  @BeforeEach
  void open() throws Exception {
    if (browser == null) {
      browser = Browser.open();
      served = Served.of(Tables.people());
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

  /** The field of the column at this place. */
  private static WebElement field(int column) {
    return browser.element("field-" + column);
  }

  private static void choose(int column, String option) {
    new Select(field(column)).selectByVisibleText(option);
  }

  private static void fill(int column, String text) {
    // As a hand would: sendKeys into a date depends on the browser's locale.
    browser.run(
        "arguments[0].value = arguments[1];"
            + "arguments[0].dispatchEvent(new Event('input', {bubbles: true}));",
        field(column),
        text);
  }

  /** What the page begins with. */
  private static Map<String, Object> row() {
    Map<String, Object> row = new HashMap<>();
    row.put("age", 41.5);
    row.put("price", 3.25);
    row.put("town", "Bern");
    row.put("size", "S");
    row.put("joined", "18.04.2022");
    row.put("message", null);
    return row;
  }

  /** The driver goes on before the page has heard of a choice. */
  private static void awaitAnswer(Map<String, Object> row) {
    ClassPrediction expected = Scorer.of(Tables.people()).classify(row);
    String yes = Text.format("%.1f %%", 100 * expected.probabilities().get(1));
    browser.await("return document.getElementById('classes').innerText.includes('" + yes + "')");
    browser.awaitAnswer();
    assertThat(browser.text("classes")).contains(yes);
    assertThat(browser.text("prediction")).isEqualTo(expected.label());
  }

  @Test
  void aTypicalRowIsAnsweredAtOnceAndEveryChangeOfIt() {
    assertThat(browser.text("model"))
        .isEqualTo("A neural network, 14-5-1, predicts stays from 6 columns.");
    Map<String, Object> row = row();
    awaitAnswer(row);
    fill(0, "60");
    row.put("age", 60);
    awaitAnswer(row);
    choose(2, "Zürich");
    choose(3, "L");
    row.put("town", "Zürich");
    row.put("size", "L");
    awaitAnswer(row);
    fill(4, "2024-01-31");
    row.put("joined", "31.01.2024");
    awaitAnswer(row);
    fill(5, "win free prizes");
    row.put("message", "win free prizes");
    awaitAnswer(row);
  }

  @Test
  void whatIsMissingOrUnknownIsSaid() {
    fill(0, "");
    choose(2, "(other)");
    choose(3, "(missing)");
    Map<String, Object> row = row();
    row.put("age", null);
    row.put("town", "?");
    row.put("size", null);
    awaitAnswer(row);
    assertThat(browser.text("missing"))
        .isEqualTo("Missing, and filled as in training: age, size, message");
    assertThat(browser.text("unknown")).isEqualTo("Not seen in training: town");
    assertThat(browser.text("note-0")).isEqualTo("missing");
    assertThat(browser.text("note-2")).isEqualTo("not seen in training");
  }

  @Test
  void aColumnThatMustBeThereIsAskedFor() {
    fill(1, "");
    browser.awaitAnswer();
    assertThat(browser.text("prediction")).isEqualTo("–");
    assertThat(browser.text("missing")).isEqualTo("To be filled in: price");
    assertThat(browser.text("note-1")).isEqualTo("expected a value");
    assertThat(field(1).getDomAttribute("aria-invalid")).isEqualTo("true");
    fill(1, "3.25");
    awaitAnswer(row());
    assertThat(browser.text("note-1")).isEmpty();
  }

  @Test
  void whatTheServerRefusesIsSaidInItsWords() {
    fill(0, "1e99");
    browser.awaitAnswer();
    assertThat(browser.text("trouble"))
        .isEqualTo(
            "The server refused: expected a number within the range of a float as column 'age' in"
                + " row 1 but found '1e+99'");
    assertThat(browser.complaints()).allMatch(line -> line.contains("status of 400"));
    fill(0, "60");
    browser.awaitAnswer();
    assertThat(browser.element("trouble").isDisplayed()).isFalse();
  }

  @Test
  void aNumberIsInTheUnitOfItsTarget() throws Exception {
    try (Served one = Served.of(Tables.numbers("price"));
        Served two = Served.of(Tables.numbers("price", "rent"))) {
      browser.visit(one, 1200, 900);
      double price = Scorer.of(Tables.numbers("price")).outputs(row())[0];
      assertThat(Double.parseDouble(browser.text("prediction")))
          .isCloseTo(price, org.assertj.core.api.Assertions.within(1e-5));
      assertThat(browser.text("sure")).isEqualTo("in the unit of price");
      assertThat(browser.element("classes-title").isDisplayed()).isFalse();
      browser.visit(two, 1200, 900);
      assertThat(browser.text("prediction")).matches("price \\S+, rent \\S+");
    }
  }

  @Test
  void labelsAreShownByTheirNamesWithABarForEach() throws Exception {
    Model model = Tables.labels(new SigmoidCrossEntropy(), "stays", "3", "__proto__", "<b>");
    LabelPrediction expected = Scorer.of(model).labels(row());
    List<String> applying = new ArrayList<>();
    try (Served labels = Served.of(model)) {
      browser.visit(labels, 1200, 900);
      for (int j = 0; j < expected.names().size(); j++) {
        assertThat(browser.text("classes"))
            .contains(expected.names().get(j))
            .contains(Text.format("%.1f %%", 100 * expected.probabilities().get(j)));
        if (expected.applies().get(j)) {
          applying.add(expected.names().get(j));
        }
      }
      assertThat(browser.text("prediction"))
          .isEqualTo(applying.isEmpty() ? "none of the labels" : String.join(", ", applying));
      assertThat(browser.text("sure")).isEqualTo(applying.size() + " of 4 labels apply");
      assertThat(browser.text("classes-title")).isEqualTo("Probability of each label");
      assertThat(browser.element("note").isDisplayed()).isFalse();
      assertThat(browser.barriers()).isEmpty();
    }
  }

  @Test
  void theNameOfACategoryIsNoMarkup() {
    choose(2, "<b>");
    Map<String, Object> row = row();
    row.put("town", "<b>");
    awaitAnswer(row);
  }

  @Test
  void theAnswerIsReadOutWhenTheRowRests() {
    String label = Scorer.of(Tables.people()).classify(row()).label();
    browser.await(
        "return document.getElementById('status').textContent === 'It predicts " + label + "'");
  }

  @ParameterizedTest
  @CsvSource({"light, 1200, 900", "dark, 1200, 900", "light, 360, 780", "dark, 390, 844"})
  void nobodyIsKeptOut(String scheme, int width, int height) throws IOException {
    browser.prefer("prefers-color-scheme", scheme);
    browser.visit(served, width, height);
    assertThat(browser.barriers()).isEmpty();
    fill(1, "");
    browser.awaitAnswer();
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.overflow()).isZero();
    browser.screenshot("table-" + scheme + "-" + width);
  }
}
