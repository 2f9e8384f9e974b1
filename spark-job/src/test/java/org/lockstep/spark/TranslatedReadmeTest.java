package org.lockstep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Chinese README says what the English one says, as far as a test can tell. */
class TranslatedReadmeTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final String ENGLISH = "README.md";
  private static final String CHINESE = "README.zh-CN.md";

  private static final Pattern FENCE = Pattern.compile("(?ms)^```\\w*\\n.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:[.,]\\d+)*");

  private static String read(String file) throws IOException {
    return Files.readString(HOME.resolve(file));
  }

  private static Stream<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group);
  }

  private static List<String> sorted(Pattern pattern, String text) {
    return all(pattern, text).sorted().toList();
  }

  /** What stands below each heading, without code. */
  private static List<String> sections(String file) throws IOException {
    return List.of(FENCE.matcher(read(file)).replaceAll("").split("(?m)^(?=#+ )", -1));
  }

  private static List<String> headings(String file) throws IOException {
    return sections(file).stream().map(section -> section.replaceAll("(?s)[^#].*", "")).toList();
  }

  /** The cells of each row of each table. */
  private static List<List<String>> rows(String file) throws IOException {
    return read(file)
        .lines()
        .filter(line -> line.startsWith("|"))
        .map(line -> Arrays.asList(line.split("\\|", -1)))
        .toList();
  }

  /** Except where a page has its own anchors, and where each leads to the other. */
  private static List<String> links(String text) {
    return LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.startsWith("#") && !target.startsWith("README"))
        .sorted()
        .toList();
  }

  @Test
  void eachLeadsToTheOther() throws IOException {
    assertThat(read(ENGLISH)).startsWith("# Lockstep\n\n[中文](" + CHINESE + ")\n");
    assertThat(read(CHINESE)).startsWith("# Lockstep\n\n[English](" + ENGLISH + ")");
  }

  @Test
  void theSectionsAreTheSame() throws IOException {
    assertThat(headings(CHINESE)).hasSizeGreaterThan(5).isEqualTo(headings(ENGLISH));
  }

  @Test
  void theCodeIsTheSame() throws IOException {
    assertThat(all(FENCE, read(CHINESE)).toList())
        .hasSizeGreaterThan(4)
        .isEqualTo(all(FENCE, read(ENGLISH)).toList());
  }

  @Test
  void theTablesHaveTheSameNumbers() throws IOException {
    List<List<String>> english = rows(ENGLISH);
    List<List<String>> chinese = rows(CHINESE);
    assertThat(chinese).hasSizeGreaterThan(50).hasSameSizeAs(english);
    for (int i = 0; i < english.size(); i++) {
      List<String> cells = chinese.get(i);
      assertThat(cells).as("%s", cells).hasSameSizeAs(english.get(i));
      for (int j = 0; j < cells.size(); j++) {
        assertThat(sorted(NUMBER, cells.get(j)))
            .as("%s", cells.get(j))
            .isEqualTo(sorted(NUMBER, english.get(i).get(j)));
      }
    }
  }

  @Test
  void everySectionHasTheSameNumbersSpansAndLinks() throws IOException {
    List<String> english = sections(ENGLISH);
    List<String> chinese = sections(CHINESE);
    assertThat(chinese).hasSameSizeAs(english);
    IntStream.range(0, english.size())
        .forEach(
            i -> {
              String section = chinese.get(i).lines().findFirst().orElse("");
              assertThat(sorted(NUMBER, chinese.get(i)))
                  .as(section)
                  .isEqualTo(sorted(NUMBER, english.get(i)));
              assertThat(spans(chinese.get(i))).as(section).isEqualTo(spans(english.get(i)));
              assertThat(links(chinese.get(i))).as(section).isEqualTo(links(english.get(i)));
            });
  }

  private static List<String> spans(String text) {
    return SPAN.matcher(text)
        .results()
        .map(span -> span.group(1).replaceAll("\\s+", " "))
        .sorted()
        .toList();
  }
}
