package org.lockstep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each test that the page of promises names is a link to it, which the end of the page defines. */
class FailuresPageTest {
  private static final Path PAGE = Path.of("../docs/failures.md");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^]]+)]: (\\S+)$");
  private static final Pattern TEST = Pattern.compile("\\[?`[A-Z]\\w*(?:Test|IT)`]?");
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)](?![(:])");

  @Test
  void everyTestIsALink() throws IOException {
    Set<String> plain =
        matches(TEST, withoutDefinitions())
            .map(MatchResult::group)
            .filter(test -> !test.startsWith("["))
            .collect(Collectors.toSet());
    assertThat(plain)
        .containsExactly("`ArchitectureTest`"); // one in each module, which it links to
    assertThat(matches(TEST, withoutDefinitions())).hasSizeGreaterThan(100);
  }

  @Test
  void everyLinkHasADefinitionAndEveryDefinitionALink() throws IOException {
    assertThat(matches(LINK, withoutDefinitions()).map(link -> link.group(1)))
        .containsOnlyOnceElementsOf(Set.of("model", "serve", "spark-job"))
        .filteredOn(words -> words.startsWith("`"))
        .containsAll(definitions().keySet().stream().filter(w -> w.startsWith("`")).toList())
        .isSubsetOf(definitions().keySet());
  }

  @Test
  void everyDefinitionLeadsToTheFileThatItsWordsName() throws IOException {
    assertThat(definitions())
        .allSatisfy(
            (words, target) -> {
              String name = words.startsWith("`") ? words.replace("`", "") : "ArchitectureTest";
              assertThat(PAGE.resolveSibling(target)).isRegularFile();
              assertThat(target).endsWith("/" + name + ".java");
            });
  }

  private static Map<String, String> definitions() throws IOException {
    return matches(DEFINITION, Files.readString(PAGE))
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }

  private static String withoutDefinitions() throws IOException {
    return DEFINITION.matcher(Files.readString(PAGE)).replaceAll("");
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
