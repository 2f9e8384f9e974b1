package org.lockstep.spark;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.spark.cli.Lockstep;

/** The documents name only files, classes and options that exist. */
class DocumentsTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern PATH =
      Pattern.compile("[\\w.-]+(/[\\w.-]+)+/?|[\\w.-]+/|[\\w-]+\\.(java|xml|md|yml|properties)");
  private static final Pattern CLASS = Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");
  private static final Pattern OPTION_IN_HELP =
      Pattern.compile("(?m)^ {2,6}(?:-\\w, )?(--[\\w-]+)");

  private static final String README = "README.md";

  /** The guide about Spark's own commands and settings. */
  private static final String CLUSTER = "docs/cluster.md";

  /** The guide for users who already have a session. */
  private static final String SPARK_ML = "docs/spark-ml.md";

  /** The guide for users of PySpark. */
  private static final String PYTHON = "docs/python.md";

  /** A separate program, without Spark. */
  private static final String SERVE = "serve";

  private static final List<String> COMMANDS =
      List.of(
          "train",
          "evaluate",
          "importance",
          "predict",
          "inspect",
          "generate",
          "gradcheck",
          "sweep",
          "tune",
          "plot",
          "export",
          SERVE);

  /** Paths that a run writes in the examples. */
  private static final Set<String> WRITTEN_BY_RUNS =
      Set.of(
          "checkpoints/", "importance/", "log/", "metadata/", "runs/", "runs/digits", "runs/mnist");

  /** Classes of other projects that the documents mention. */
  private static final Set<String> FOREIGN_CLASSES =
      Set.of(
          "AnalysisException",
          "CrossValidator",
          "CrossValidatorModel",
          "IllegalArgumentException",
          "MultilayerPerceptronClassificationModel",
          "MultilayerPerceptronClassifier",
          "OneHotEncoder",
          "Pipeline",
          "PipelineModel",
          "StringIndexer",
          "TorchDistributor",
          "VectorAssembler");

  private static final Map<String, Path> SOURCES = new HashMap<>();

  /** The options of each command, as its help lists them. */
  private static final Map<String, Set<String>> OPTIONS = new HashMap<>();

  @BeforeAll
  static void findSourcesAndOptions() throws IOException {
    Files.walkFileTree(
        HOME,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.endsWith("target") || directory.endsWith(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java")) {
              SOURCES.put(name.substring(0, name.length() - ".java".length()), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    for (String command : COMMANDS) {
      OPTIONS.put(command, command.equals(SERVE) ? optionsOfServe() : optionsInHelp(command));
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(String document) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (MatchResult link : matches(LINK, prose(read(document))).toList()) {
      String target = link.group(2);
      boolean leads = target.startsWith("https://") || leadsSomewhere(document, target);
      // A link whose text is a path leads to that path.
      boolean misnamed = link.group(1).endsWith(".java") && !target.endsWith(link.group(1));
      if (!leads || misnamed) {
        wrong.add(link.group());
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A target is a path from the document's own folder, a heading's anchor, or both. */
  private static boolean leadsSomewhere(String document, String target) throws IOException {
    String[] pathAndAnchor = target.split("#", 2);
    Path from = HOME.resolve(document);
    Path to = pathAndAnchor[0].isEmpty() ? from : from.resolveSibling(pathAndAnchor[0]).normalize();
    if (!to.startsWith(HOME) || !Files.exists(to)) {
      return false;
    }
    return pathAndAnchor.length == 1
        || matches(HEADING, prose(Files.readString(to)))
            .anyMatch(heading -> anchor(heading.group(1)).equals(pathAndAnchor[1]));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyPathExists(String document) throws IOException {
    String text = read(document);
    Stream<String> inCommands =
        commands(text).flatMap(List::stream).filter(word -> word.startsWith("scripts/"));
    assertThat(Stream.concat(spans(text).flatMap(DocumentsTest::words), inCommands))
        .filteredOn(word -> PATH.matcher(word).matches() && !WRITTEN_BY_RUNS.contains(word))
        .allSatisfy(word -> assertThat(existsOrIsBuilt(word)).as("%s", word).isTrue());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyClassExistsAndHasTheMembersNamed(String document) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String span : spans(read(document)).toList()) {
      var name = CLASS.matcher(span);
      if (!name.matches() || FOREIGN_CLASSES.contains(name.group(1))) {
        continue;
      }
      Path source = SOURCES.get(name.group(1));
      if (source == null
          || (name.group(2) != null && !Files.readString(source).contains(name.group(2)))) {
        wrong.add(span);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyOptionExists(String document) throws IOException {
    Set<String> known = new TreeSet<>();
    OPTIONS.values().forEach(known::addAll);
    if (List.of(CLUSTER, SPARK_ML, PYTHON).contains(document)) {
      known.addAll(sparksOptions());
    }
    assertThat(spans(read(document)).flatMap(span -> matches(OPTION, span).map(MatchResult::group)))
        .isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyExampleGivesEachOptionToTheRightCommand(String document) throws IOException {
    Set<String> sparks = sparksOptions();
    for (List<String> words : commands(read(document)).toList()) {
      if (!words.get(0).equals("scripts/lockstep") && !words.get(0).equals("spark-submit")) {
        continue;
      }
      int command =
          words.stream().filter(COMMANDS::contains).mapToInt(words::indexOf).min().orElse(-1);
      assertThat(command).as("a command in %s", words).isPositive();
      assertThat(optionsAmong(words.subList(0, command))).as("%s", words).isSubsetOf(sparks);
      assertThat(optionsAmong(words.subList(command, words.size())))
          .as("%s", words)
          .isSubsetOf(OPTIONS.get(words.get(command)));
    }
  }

  @Test
  void theOptionsPageHasEveryOptionOfTrain() throws IOException {
    Set<String> documented =
        spans(read("docs/options.md"))
            .flatMap(span -> matches(OPTION, span).map(MatchResult::group))
            .collect(toSet());
    Set<String> options = new TreeSet<>(OPTIONS.get("train"));
    options.removeAll(Set.of("--help", "--version"));
    assertThat(documented).containsAll(options);
  }

  @Test
  void theModelsPageHasEveryColumnOfTheLog() throws IOException {
    Set<String> documented = spans(read("docs/models.md")).collect(toSet());
    Set<String> columns =
        matches(
                Pattern.compile("\\.named\\(\"(\\w+)\"\\)"),
                Files.readString(SOURCES.get("EpochLogSchema")))
            .map(m -> m.group(1))
            .collect(toCollection(LinkedHashSet::new));
    assertThat(columns.remove("epoch_log")).isTrue(); // the row as a whole
    assertThat(columns).hasSize(27);
    assertThat(documented).containsAll(columns);
  }

  /** The guide writes "…" for each part of a message that varies, and its place in brackets. */
  @Test
  void everyFailureInTheClusterGuideIsWordedAsInTheCode() throws IOException {
    StringBuilder code = new StringBuilder();
    for (Path source : SOURCES.values()) {
      if (source.toString().contains("/src/main/")) {
        code.append(withOptions(Files.readString(source)).replaceAll("\"\\s*\\+\\s*\"", ""));
      }
    }
    List<String> messages =
        matches(Pattern.compile("(?m)^\\| `([^`]*…[^`]*)` \\|"), read(CLUSTER))
            .map(m -> m.group(1))
            .toList();
    assertThat(messages).hasSizeGreaterThan(25);
    assertThat(messages.stream().flatMap(DocumentsTest::fixedParts))
        .filteredOn(part -> code.indexOf(part) < 0)
        .isEmpty();
  }

  /** A message mentions an option by its setting's constant: BATCH_SIZE is --batch-size. */
  private static String withOptions(String code) {
    return Pattern.compile("\\+\\s*\\w+Settings\\.([A-Z0-9_]+)\\b(?=\\s*\\+)")
        .matcher(code)
        .replaceAll(
            constant ->
                "+ \"--" + constant.group(1).toLowerCase(Locale.ROOT).replace('_', '-') + "\"");
  }

  private static Stream<String> fixedParts(String message) {
    return Stream.of(message.split("…|\\[[^]]*]|\\bexpected\\b|\\bbut found\\b", -1))
        .map(part -> part.replaceAll("^[\\s:;()]+|[\\s:;()]+$", ""))
        .filter(part -> !part.isEmpty());
  }

  @Test
  void theTestCommandInTheReadmeIsTheOneThatCiRuns() throws IOException {
    assertThat(commands(read(README))).contains(List.of("mvn", "verify"));
    assertThat(read(".ci/run").stripTrailing()).endsWith("\n.ci/maven verify -Ppython \"$@\"");
  }

  @Test
  void theReadmeHasAtMost200Lines() throws IOException {
    assertThat(read(README).lines().count()).isLessThanOrEqualTo(200);
  }

  @Test
  void theSpeedsInTheReadmeAreLinesOfTheBenchmarksPage() throws IOException {
    List<String> speeds = tableBelow("## How fast", read(README));
    assertThat(speeds).hasSizeGreaterThan(2);
    assertThat(read("docs/benchmarks.md").lines()).containsAll(speeds);
  }

  private static List<String> tableBelow(String heading, String text) {
    return text.lines()
        .dropWhile(line -> !line.equals(heading))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  @Test
  void theReadmeLinksToEveryPage() throws IOException {
    Set<String> targets = matches(LINK, prose(read(README))).map(m -> m.group(2)).collect(toSet());
    assertThat(pages()).isNotEmpty().isSubsetOf(targets);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPageBeginsByNamingItsReaders(String page) throws IOException {
    assertThat(read(page)).containsPattern("\\A# .+\n\nFor anyone who ");
  }

  /** The pages in docs/, at the top of the repository, and where a host of repositories looks. */
  private static List<String> documents() throws IOException {
    return Stream.of(markdownIn(""), markdownIn(".github"), pages()).flatMap(List::stream).toList();
  }

  private static List<String> pages() throws IOException {
    return markdownIn("docs");
  }

  private static List<String> markdownIn(String folder) throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
      return files
          .map(file -> HOME.relativize(file).toString())
          .filter(file -> file.endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static Set<String> optionsOfServe() throws IOException {
    return matches(
            Pattern.compile("names = \"(--[\\w-]+)\""),
            Files.readString(SOURCES.get("ServeCommand")))
        .map(m -> m.group(1))
        .collect(toSet());
  }

  private static Set<String> optionsInHelp(String command) throws IOException {
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(help, true, StandardCharsets.UTF_8);
    assertThat(Lockstep.run(out, out, command, "--help")).isZero();
    Set<String> options =
        matches(OPTION_IN_HELP, help.toString(StandardCharsets.UTF_8))
            .map(m -> m.group(1))
            .collect(toSet());
    assertThat(options).contains("--help", "--verbose");
    return options;
  }

  /** The options of spark-submit that the script knows. */
  private static Set<String> sparksOptions() throws IOException {
    return matches(OPTION, read("scripts/lockstep").lines().collect(joining(" ")))
        .map(MatchResult::group)
        .collect(toSet());
  }

  private static Set<String> optionsAmong(List<String> words) {
    return words.stream()
        .flatMap(word -> matches(Pattern.compile("^" + OPTION), word).map(MatchResult::group))
        .collect(toSet());
  }

  /** A file that the build makes need not exist yet, but the scripts must name it. */
  private static boolean existsOrIsBuilt(String path) throws IOException {
    return path.contains("/target/")
        ? read("scripts/lib.sh").contains(path)
        : Files.exists(HOME.resolve(path));
  }

  private static String read(String file) throws IOException {
    return Files.readString(HOME.resolve(file));
  }

  private static String prose(String text) {
    return FENCE.matcher(text).replaceAll("");
  }

  private static Stream<String> spans(String text) {
    return matches(SPAN, prose(text)).map(m -> m.group(1));
  }

  /** The commands of the shell examples, as words. */
  private static Stream<List<String>> commands(String text) {
    return matches(FENCE, text)
        .filter(block -> block.group(1).equals("sh"))
        .flatMap(block -> block.group(2).replace("\\\n", " ").lines())
        .map(line -> words(line).toList());
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+", -1));
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  /** The anchor that GitHub gives a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
