package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Point;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Interaction;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium on the page, of the system and never downloaded. All input goes through the
 * browser's own input pipeline, as that of a hand would.
 *
 * <p>Without Chromium and its driver on the PATH its tests are skipped and say so, unless {@code
 * LOCKSTEP_BROWSER=required}.
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** The side of the paper, in the units that tests draw in. */
  static final double PAPER = 448;

  /** It warns of every Chromium that is younger than itself. Kept, or the level would be lost. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;
  private final Map<String, String> wishes = new TreeMap<>();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** A new browser of an English reader; skips the test, saying so, where there is none. */
  static Browser open() {
    return open("en-US,en");
  }

  /** As {@link #open()}, of a reader who prefers these languages, in this order. */
  static Browser open(String languages) {
    Optional<Path> chromium =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> onPath(name).stream())
            .findFirst();
    Optional<Path> chromedriver = onPath("chromedriver");
    boolean there = chromium.isPresent() && chromedriver.isPresent();
    String missing = "no chromium and chromedriver on the PATH: skipping the tests of the page";
    if ("required".equals(System.getenv("LOCKSTEP_BROWSER"))) {
      assertThat(there).as(missing).isTrue();
    }
    if (!there) {
      System.err.println("WARNING: " + missing);
    }
    assumeThat(there).as(missing).isTrue();
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // root has none
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--force-device-scale-factor=1");
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", languages));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Opens the page in a window of this size, that of a phone if it is narrow, and waits until it is
   * ready to be drawn on, or has answered the first row of a table.
   */
  void visit(Served served, int width, int height) {
    boolean isPhone = width < 600;
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isPhone));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", isPhone));
    driver.manage().window().setPosition(new Point(0, 0));
    driver.manage().window().setSize(new Dimension(width, height));
    driver.get(served.url());
    await(
        "const example = document.getElementById('example');"
            + "return example ? !example.disabled : document.body.dataset.answer === 'there'");
  }

  /** Emulates what the user prefers, such as prefers-color-scheme: dark; other wishes stay. */
  void prefer(String feature, String value) {
    wishes.put(feature, value);
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            wishes.entrySet().stream()
                .map(wish -> Map.of("name", wish.getKey(), "value", wish.getValue()))
                .toList()));
  }

  /** Waits until a script says true. */
  void await(String script) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20))
        .until(ignored -> Boolean.TRUE.equals(driver.executeScript(script)));
  }

  /** Waits until the page shows the answer to the drawing as it now is. */
  void awaitAnswer() {
    await("return document.body.dataset.answer === 'there'");
  }

  WebElement element(String id) {
    return driver.findElement(By.id(id));
  }

  String text(String id) {
    return element(id).getText();
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a module's script, which calls the last argument with its result. */
  Object runAsync(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  /** Presses keys wherever the focus is. */
  void type(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** A point of a stroke, with the paper's left top at (0, 0) and its right bottom at PAPER. */
  record Place(double x, double y) {}

  /** Draws strokes with a mouse, a pen or a finger. */
  void draw(PointerInput.Kind kind, List<List<Place>> strokes) {
    PointerInput pointer = new PointerInput(kind, "hand with " + kind);
    Sequence hand = new Sequence(pointer, 0);
    Rectangle paper = paper();
    for (List<Place> stroke : strokes) {
      hand.addAction(move(pointer, paper, stroke.get(0)));
      hand.addAction(pointer.createPointerDown(PointerInput.MouseButton.LEFT.asArg()));
      for (Place place : stroke.subList(1, stroke.size())) {
        hand.addAction(move(pointer, paper, place));
      }
      hand.addAction(pointer.createPointerUp(PointerInput.MouseButton.LEFT.asArg()));
    }
    driver.perform(List.of(hand));
  }

  /** Draws strokes with the mouse. */
  void draw(List<List<Place>> strokes) {
    draw(PointerInput.Kind.MOUSE, strokes);
  }

  private static Interaction move(PointerInput pointer, Rectangle paper, Place to) {
    return pointer.createPointerMove(
        Duration.ZERO,
        PointerInput.Origin.viewport(),
        (int) Math.round(paper.x + to.x() * paper.width / PAPER),
        (int) Math.round(paper.y + to.y() * paper.height / PAPER));
  }

  /** Where the paper is in the window. */
  private Rectangle paper() {
    run("document.getElementById('paper').scrollIntoView({block: 'nearest'})");
    List<?> box =
        (List<?>)
            run(
                "const b = document.getElementById('paper').getBoundingClientRect();"
                    + "return [b.x, b.y, b.width, b.height].map(Math.round)");
    int[] of = box.stream().mapToInt(n -> ((Number) n).intValue()).toArray();
    return new Rectangle(of[0], of[1], of[3], of[2]);
  }

  /** Keeps a picture of the window, or of the whole page. */
  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What axe-core finds wrong with the page as it is: contrast, labels, roles, order and more. */
  List<String> barriers() throws IOException {
    try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
      run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    Map<?, ?> found =
        (Map<?, ?>)
            runAsync(
                """
                const done = arguments[0];
                const told = (rules) => rules.map((rule) =>
                    rule.id + ': ' + rule.nodes.map((node) => node.html).join(' '));
                axe.run().then((all) => done({kept: told(all.passes), broken: told(all.violations)}));
                """);
    assertThat((List<?>) found.get("kept"))
        .as("rules that were looked at")
        .anySatisfy(rule -> assertThat(rule).asString().startsWith("color-contrast: "));
    return ((List<?>) found.get("broken")).stream().map(String::valueOf).toList();
  }

  /** How many pixels the page is wider than the window. */
  long overflow() {
    return (Long) run("const e = document.documentElement; return e.scrollWidth - e.clientWidth");
  }

  /** What the browser complained of since the last call: errors, and what the policy blocked. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
