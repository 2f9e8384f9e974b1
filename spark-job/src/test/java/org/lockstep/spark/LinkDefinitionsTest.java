package org.lockstep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the form {@code [words][name]} have targets, which the end of the page defines. */
class LinkDefinitionsTest {
  private static final Pattern LINK = Pattern.compile("]\\[([\\w-]+)]");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([\\w-]+)]: https://\\S+$");

  @ParameterizedTest
  @MethodSource("pages")
  void everyNameIsDefinedAndUsed(Path page) throws IOException {
    String text = Files.readString(page).replaceAll("(?ms)^```.*?^```$", "");
    assertThat(names(LINK, text)).isEqualTo(names(DEFINITION, text));
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../docs"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
