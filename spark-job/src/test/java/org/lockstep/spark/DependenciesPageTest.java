package org.lockstep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of dependencies lists what the build lets ship, in the versions of the build. */
class DependenciesPageTest {
  /** Library, version, and what it is in. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([\\w.-]+:[\\w.-]+)` \\| (\\S+) \\|[^|]*\\|[^|]*\\| ([^|]*) \\|");

  /** Paths and classes, and about how many lines they have: "`read/text/`, 1,900". */
  private static final Pattern BY_HAND =
      Pattern.compile("(?m)^\\|[^|]*\\| ((?:`[\\w./-]+`, )+)([\\d,]+) \\|");

  private static final Pattern MAY_SHIP = Pattern.compile("<include>([\\w.-]+:[\\w.-]+)</include>");
  private static final Pattern VERSION = Pattern.compile("<([\\w-]+)\\.version>([^<]+)</");

  @Test
  void thePageListsWhatMayShip() throws IOException {
    Set<String> ship = new TreeSet<>();
    for (String module : Set.of("spark-job", "serve")) {
      matches(MAY_SHIP, "../" + module + "/pom.xml").map(m -> m.group(1)).forEach(ship::add);
    }
    assertThat(ship.remove("org.lockstep:lockstep-model")).isTrue();
    ship.remove("org.jline:jline-native"); // comes with jline-terminal, and is left out of the jars
    assertThat(rows().map(row -> row.group(1)))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(ship);
  }

  @Test
  void thePageNamesTheVersionsOfTheClassPath() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Set<String> wrong =
        rows()
            .filter(row -> row.group(3).contains("jar"))
            .map(row -> row.group(1).replaceFirst(".*:", "") + "-" + row.group(2) + ".jar")
            .filter(jar -> !classPath.contains("/" + jar))
            .collect(Collectors.toSet());
    assertThat(wrong).isEmpty();
  }

  @Test
  void thePageNamesTheVersionsOfServe() throws IOException {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String pom : new String[] {"../pom.xml", "../serve/pom.xml"}) {
      matches(VERSION, pom).forEach(version -> versions.put(version.group(1), version.group(2)));
    }
    Map<String, String> told =
        rows().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    assertThat(told)
        .containsEntry("com.fasterxml.jackson.core:jackson-databind", versions.get("jackson"))
        .containsEntry("com.fasterxml.jackson.core:jackson-core", versions.get("jackson"))
        .containsEntry("dev.ludovic.netlib:blas", versions.get("netlib"))
        .containsEntry("org.eclipse.jetty:jetty-server", versions.get("jetty"))
        .containsEntry("org.slf4j:slf4j-simple", versions.get("slf4j"));
  }

  @Test
  void theNumbersOfLinesAreAboutThoseOfTheFiles() throws IOException {
    List<MatchResult> rows = matches(BY_HAND, "../docs/dependencies.md").toList();
    assertThat(rows).hasSizeGreaterThan(12);
    for (MatchResult row : rows) {
      double lines = 0;
      for (String name : row.group(1).replace("`", "").split(", ", -1)) {
        lines += name.isEmpty() ? 0 : linesOf(name);
      }
      assertThat(Double.parseDouble(row.group(2).replace(",", "")))
          .as(row.group())
          .isCloseTo(lines, withinPercentage(20));
    }
  }

  /** A file, a folder with all below it, or a class. */
  private static long linesOf(String name) throws IOException {
    boolean isPath = name.contains("/");
    String end = name.endsWith("/") ? ".java" : name.replaceFirst("(\\.java)?$", ".java");
    long lines = 0;
    for (String root :
        isPath
            ? List.of("../" + name)
            : List.of("../model/src/main/java", "../spark-job/src/main/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String path = file.toString();
          if (path.endsWith(isPath ? end : "/" + end)) {
            lines += Files.readString(file).lines().count();
          }
        }
      }
    }
    return lines;
  }

  private static Stream<MatchResult> rows() throws IOException {
    return matches(ROW, "../docs/dependencies.md");
  }

  private static Stream<MatchResult> matches(Pattern pattern, String file) throws IOException {
    return pattern.matcher(Files.readString(Path.of(file))).results();
  }
}
