package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** Both pages in the browser of a Chinese reader. */
@Timeout(120)
class ChinesePagesIT {
  private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]{2,}");

  private static Browser browser;

  /** Not before all of them: a test that is skipped is to be counted as such. */
  @BeforeEach
  void open() {
    if (browser == null) {
      browser = Browser.open("zh-CN,zh,en-US,en");
      browser.prefer("prefers-reduced-motion", "reduce");
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  /** Every word in Latin letters that can be read or heard on the page as it is. */
  private static Set<String> latinWords() {
    Object all =
        browser.run(
            """
            const said = [document.title, document.querySelector('meta[name=description]').content];
            const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (words.nextNode()) said.push(words.currentNode.data);
            for (const element of document.querySelectorAll('[aria-label]')) {
              said.push(element.getAttribute('aria-label'));
            }
            return said.join('\\n');
            """);
    Set<String> words = new TreeSet<>();
    LATIN_WORD.matcher((String) all).results().map(MatchResult::group).forEach(words::add);
    return words;
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(Arrays.asList(text.split(" ", -1)));
  }

  @Test
  void theDrawingPageIsChinese() throws Exception {
    try (Served served = Served.of(Trained.onDigits())) {
      browser.visit(served, 1200, 900);
      assertThat(browser.run("return document.documentElement.lang")).isEqualTo("zh-Hans");
      assertThat(browser.text("model")).isEqualTo("神经网络 64-50-10 边写边识别：8 × 8 像素，10 个类别。");
      assertThat(browser.text("sure")).isEqualTo("尚未书写");
      assertThat(browser.text("hint")).isEqualTo("请用鼠标、触控笔或手指在此书写");
      browser.draw(Digits.three());
      browser.awaitAnswer();
      assertThat(browser.text("digit")).isEqualTo("3");
      assertThat(browser.text("sure")).matches("置信度 (> )?\\d+\\.\\d%");
      browser.await("return document.getElementById('status').textContent.startsWith('识别为 3，')");
      assertThat(latinWords())
          .isSubsetOf(
              words(
                  "Lockstep JavaScript sigmoid Ctrl Optical Recognition of Handwritten Digits"
                      + " Alpaydin Kaynak UCI Machine Learning Repository CC BY"));
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.overflow()).isZero();
      browser.screenshot("digits-zh-1200");
      browser.element("paper").sendKeys(Keys.SPACE);
      browser.await("return document.getElementById('status').textContent === '已落笔'");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void theTablePageIsChinese() throws Exception {
    try (Served served = Served.of(Tables.people())) {
      browser.visit(served, 1200, 900);
      assertThat(browser.text("model")).isEqualTo("神经网络 14-5-1，用 6 列预测 stays。");
      new Select(browser.element("field-2")).selectByVisibleText("（其他）");
      new Select(browser.element("field-3")).selectByVisibleText("（缺失）");
      browser.await("return document.getElementById('unknown').innerText.includes('town')");
      browser.awaitAnswer();
      assertThat(browser.text("missing")).isEqualTo("缺失，按训练时的方式填充：size、message");
      assertThat(browser.text("unknown")).isEqualTo("训练数据中未出现：town");
      assertThat(browser.text("note-3")).isEqualTo("缺失");
      assertThat(latinWords())
          .isSubsetOf(
              words(
                  "Lockstep JavaScript sigmoid age price town size joined message stays no yes"
                      + " Bern rich"));
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.overflow()).isZero();
      browser.screenshot("table-zh-1200");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aRefusalOnThePageIsChinese() throws Exception {
    try (Served served = Served.of(Tables.people())) {
      browser.visit(served, 390, 844);
      browser.element("field-0").clear();
      browser.element("field-0").sendKeys("1e99");
      browser.await("return !document.getElementById('trouble').hidden");
      assertThat(browser.text("trouble")).isEqualTo("服务器拒绝了请求：第 1 行的列 'age' 超出单精度浮点数的范围：'1e+99'");
      assertThat(browser.overflow()).isZero();
      browser.screenshot("table-zh-390");
      assertThat(browser.complaints()).allMatch(line -> line.contains("status of 400"));
    }
  }

  @Test
  void labelsAreChinese() throws Exception {
    try (Served served =
        Served.of(Tables.labels(new SigmoidCrossEntropy(), "stays", "pays", "says"))) {
      browser.visit(served, 390, 844);
      assertThat(browser.text("sure")).matches("3 个标签中有 [0-3] 个适用");
      assertThat(browser.text("classes-title")).isEqualTo("各标签的概率");
      assertThat(browser.element("classes").findElements(By.tagName("li"))).hasSize(3);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aReaderWhoPrefersAnotherLanguageReadsEnglish() throws Exception {
    try (Served served = Served.of(Models.digits());
        Browser french = Browser.open("fr-FR,fr")) {
      french.visit(served, 800, 800);
      assertThat(french.run("return document.documentElement.lang")).isEqualTo("en");
      assertThat(french.text("sure")).isEqualTo("Nothing drawn yet");
      assertThat(french.complaints()).isEmpty();
    }
  }
}
