package org.lockstep.serve;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts are complete in every language, and there are none elsewhere. */
class TextsTest {
  private static final Path PAGE = Path.of("src/main/resources/org/lockstep/serve/page");
  private static final Path CODE = Path.of("src/main/java/org/lockstep/serve");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+\\}");
  private static final Pattern IN_HTML = Pattern.compile("\\{\\{([\\w.]+)\\}\\}");
  private static final Pattern LITERAL =
      Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"|`((?:[^`\\\\]|\\\\.)*)`");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<=^|\\s)//[^\\n]*");

  /** A text that a person reads has several words, or begins with a capital. */
  private static final Pattern READABLE =
      Pattern.compile("[A-Za-z]{2,}[,.:]? [A-Za-z(]|^\\(?[A-Z][a-z]|[A-Za-z]+ $|^ [A-Za-z]");

  /** A literal where a text is shown or read out, even if it is a single word. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?:textContent = |\\bsay\\(|\\bnote\\(|new Option\\(|\"aria-label\",\\s*)"
              + "(?:\"[(A-Za-z]|`)[^\\n]*");

  /** Keys of the keyboard, header fields, and dates as data have them. */
  private static final Set<String> NOT_READ =
      Set.of(
          ("ArrowLeft ArrowRight ArrowUp ArrowDown Enter Escape Accept Content-Type"
                  + " Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
              .split(" ", -1));

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(toSet());
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  static List<Path> pages() throws IOException {
    return files(PAGE, ".html");
  }

  static List<Path> scripts() throws IOException {
    return files(PAGE, ".js");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageHasTheKeysAndPlaceholdersOfEnglish(Language language) {
    Map<String, String> english = Texts.in(Language.ENGLISH).all();
    Map<String, String> texts = Texts.in(language).all();
    assertThat(texts.keySet()).containsExactlyElementsOf(english.keySet());
    texts.forEach(
        (key, text) -> {
          assertThat(text).as(key).isNotBlank();
          assertThat(placeholders(text)).as(key).isEqualTo(placeholders(english.get(key)));
        });
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aFileHasEveryKeyOnce(Language language) throws IOException {
    String file = Files.readString(PAGE.resolve("texts." + language.tag() + ".json"));
    assertThat(Pattern.compile("(?m)^  \"([\\w.]+)\": ").matcher(file).results())
        .extracting(key -> key.group(1))
        .containsExactlyElementsOf(Texts.in(language).all().keySet());
  }

  @Test
  void chineseIsChinese() {
    Texts.in(Language.CHINESE)
        .all()
        .forEach(
            (key, text) -> {
              if (!Set.of("percent", "draw.source").contains(key)) {
                assertThat(text).as(key).containsPattern("[\\p{IsHan}、]");
              }
            });
  }

  @Test
  void everyKeyIsUsedAndEveryKeyThatIsUsedIsThere() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path page : pages()) {
      IN_HTML.matcher(Files.readString(page)).results().forEach(key -> used.add(key.group(1)));
    }
    assertThat(used.remove("language")).isTrue();
    String refusals = "(?:\\bRefusal\\(|\\bRefusal\\.badRequest\\()[^\"()]*\"([\\w.]+)\"";
    for (Path file : files(CODE, ".java")) {
      String code = Files.readString(file);
      Pattern.compile(refusals)
          .matcher(code)
          .results()
          .forEach(k -> used.add("refusal." + k.group(1)));
      Pattern.compile("refused\\(\"(\\w+)\"")
          .matcher(code)
          .results()
          .forEach(key -> used.add("refusal.row." + key.group(1)));
    }
    assertThat(used.remove("refusal.row.")).as("the prefix in TableRows").isTrue();
    Set<String> keys = Texts.in(Language.ENGLISH).all().keySet();
    for (Path script : scripts()) {
      String code = Files.readString(script);
      literals(code).filter(keys::contains).forEach(used::add);
      assertThat(Pattern.compile("\\btext\\(\"([^\"]*)\"").matcher(code).results())
          .extracting(key -> key.group(1))
          .isSubsetOf(keys);
    }
    assertThat(used).isEqualTo(new TreeSet<>(keys));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageHoldsNoTextOfItsOwn(Path page) throws IOException {
    String html = Files.readString(page);
    String between = IN_HTML.matcher(html).replaceAll("").replaceAll("(?s)<[^>]*>", " ");
    assertThat(between.replace("&ndash;", "")).isBlank();
    assertThat(
            Pattern.compile(
                    "\\b(?:aria-label|alt|title|placeholder|lang)=\"([^\"]*)\"|"
                        + "name=\"description\" content=\"([^\"]*)\"")
                .matcher(html)
                .results())
        .isNotEmpty()
        .allSatisfy(
            attribute ->
                assertThat(attribute.group().replaceAll("^.*=\"|\"$", "")).matches(IN_HTML));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptHoldsNoTextOfItsOwn(Path script) throws IOException {
    String code = COMMENT.matcher(Files.readString(script)).replaceAll("");
    assertThat(SHOWN.matcher(code).results().map(MatchResult::group)).isEmpty();
    assertThat(literals(code))
        .filteredOn(literal -> READABLE.matcher(literal).find())
        .filteredOn(literal -> !NOT_READ.contains(literal))
        .filteredOn(literal -> !literal.equals("(prefers-color-scheme: dark)"))
        .isEmpty();
  }

  /** The literals of a script; of a template what stands between its values. */
  private static Stream<String> literals(String code) {
    return LITERAL
        .matcher(code)
        .results()
        .flatMap(
            literal ->
                literal.group(1) != null
                    ? Stream.of(literal.group(1))
                    : Stream.of(literal.group(2).split("\\$\\{[^}]*\\}", -1)));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aPageIsFilledWithItsLanguage(Language language) throws IOException {
    for (Path page : pages()) {
      String html =
          new String(Texts.in(language).fill(Files.readAllBytes(page)), StandardCharsets.UTF_8);
      assertThat(html).contains("<html lang=\"" + language.tag() + "\">").doesNotContain("{{");
    }
  }

  @Test
  void aTextIsNoMarkup() {
    assertThat(Texts.escape("<a href='x' title=\"y\">&amp;")).doesNotContain("<", ">", "'", "\"");
    assertThat(Texts.escape("a & b")).isEqualTo("a &amp; b");
  }

  @Test
  void aValueIsPutInAsItIs() {
    Texts texts = Texts.in(Language.ENGLISH);
    assertThat(texts.text("refusal.type", Map.of("type", "$1 \\ {type}")))
        .isEqualTo("expected the content type $1 \\ {type}");
  }

  @Test
  void anUnknownKeyIsAMistakeThatIsSeenAtTheStart() {
    assertThatThrownBy(
            () -> Texts.in(Language.CHINESE).fill("{{nope}}".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("no text of nope in zh-Hans");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void thePageIsSmall(Language language) {
    assertThat(Texts.in(language).json()).hasSizeLessThan(8 << 10);
  }
}
