package org.lockstep.spark.documents;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.documents.CodeBlock;
import org.lockstep.model.documents.CodeBlock.Command;
import org.lockstep.spark.cluster.Outcome;

/**
 * Every example of the documents does what its page says. A block begins with the files that the
 * documents name and without the output of earlier blocks; its commands run as shown, one after the
 * other, and the first that fails ends it. {@link NotRunHere} and {@link Replacement} list all
 * exceptions.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ExamplesIT {
  private static final Pattern OUTPUT = Pattern.compile("--(?:output|html) (\\S+)");
  private static final Pattern MODEL = Pattern.compile("(?m)^model +file:(\\S+)$");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  /** Files that a page promises, by the beginning of the command that writes them. */
  private static final Map<String, List<String>> PROMISED =
      Map.of(
          "scripts/lockstep sweep --preset digits",
          List.of("runs/digits-sweep/sweep.csv", "runs/digits-sweep/sweep.png"),
          "scripts/lockstep tune",
          List.of("model.npz", "tune.csv", "tune.parquet", "tune.png").stream()
              .map(name -> "runs/tune/" + name)
              .toList(),
          "scripts/lockstep importance --model runs/churn",
          List.of("runs/churn/importance/importance.csv", "runs/churn/importance/importance.png"),
          "scripts/lockstep train --preset tabular --data flights.csv",
          List.of("runs/five/model.npz", "runs/five/members"),
          "keytool -importcert",
          List.of("key.p12", "cert.pem", "trust.p12"));

  /** The first lines of blocks that show what the block before them prints. */
  private static final Set<String> SHOWN_OUTPUT =
      Set.of(
          "Reading builtin:digits",
          "Data      builtin:digits: the first 10 rows of 1,797, scale standard",
          "completed: all 10 epochs done");

  @TempDir static Path folder;
  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(folder);
  }

  @AfterAll
  static void end() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  static Stream<String> pages() throws IOException {
    Set<String> withExamples = new HashSet<>();
    for (CodeBlock block : CodeBlock.all()) {
      if (block.isShell() || List.of("sql", "java", "python").contains(block.language())) {
        withExamples.add(block.page());
      }
    }
    return withExamples.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyExampleRuns(String page) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    String said = "";
    for (CodeBlock block : CodeBlock.of(page)) {
      sandbox.reset(block.text());
      try {
        switch (block.language()) {
          case "sh", "bash" -> said = runAll(block);
          case "sql" -> query(block);
          case "java" -> {
            Path classes = Files.createTempDirectory(folder, "classes");
            succeed(block, sandbox.java(classes, JavaExample.compile(block, classes)));
          }
          case "python" -> python(block);
          default -> {
            if (!block.lines().isEmpty() && SHOWN_OUTPUT.contains(block.lines().get(0))) {
              assertThat(said).as("%s", block).containsPattern(pattern(block.lines()));
            }
          }
        }
      } catch (AssertionError e) {
        softly.collectAssertionError(e);
      }
    }
    softly.assertAll();
  }

  private static String runAll(CodeBlock block) throws Exception {
    StringBuilder said = new StringBuilder();
    for (Command command : block.commands()) {
      if (isElsewhere(command)) {
        continue;
      }
      String line = Replacement.apply(command.text());
      Outcome outcome = sandbox.shell(line);
      succeed(command, outcome);
      said.append(outcome.stdout());
      List<String> files = new ArrayList<>();
      OUTPUT.matcher(line).results().forEach(output -> files.add(output.group(1)));
      MODEL.matcher(outcome.stdout()).results().forEach(model -> files.add(model.group(1)));
      PROMISED.forEach(
          (beginning, promised) -> {
            if (line.startsWith(beginning)) {
              files.addAll(promised);
            }
          });
      assertThat(files)
          .allSatisfy(file -> assertThat(sandbox.resolve(file)).as("%s", command).exists());
    }
    return said.toString();
  }

  private static boolean isElsewhere(Command command) {
    return Stream.concat(NotRunHere.ELSEWHERE.stream(), NotRunHere.NOWHERE.stream())
        .anyMatch(other -> other.command().equals(inOneLine(command)));
  }

  private static String inOneLine(Command command) {
    return command.text().replaceAll("\\s*\\\\\n\\s*", " ");
  }

  private static void succeed(Object place, Outcome outcome) {
    assertThat(outcome.exitCode()).as("%s%n%s", place, outcome).isZero();
  }

  private static void query(CodeBlock block) throws Exception {
    for (String statement : Replacement.apply(block.text()).split(";\n", -1)) {
      if (!statement.isBlank()) {
        Outcome outcome = sandbox.sql(statement);
        succeed(block + ": " + statement, outcome);
        assertThat(outcome.stdout()).as("%s", statement).isNotEmpty();
      }
    }
  }

  private static void python(CodeBlock block) throws Exception {
    if (NotRunHere.PYTHON_ELSEWHERE.contains(block.page())
        || block.lines().get(0).equals(NotRunHere.ONNX)) {
      return;
    }
    boolean hasNumPy = sandbox.python("import numpy").exitCode() == 0;
    if (!hasNumPy && !"required".equals(System.getenv("LOCKSTEP_PYTHON"))) {
      System.err.println("SKIPPED: no python3 here has numpy, for " + block);
      return;
    }
    succeed(block, sandbox.python(block.text()));
  }

  /** Output as it is shown, with other numbers, on another processor, in another place. */
  private static Pattern pattern(List<String> shown) {
    StringBuilder regex = new StringBuilder("(?s)");
    for (String line : shown) {
      if (line.equals("...")) {
        regex.append(".*?");
        continue;
      }
      for (String part : line.split("(?<=/)\\.\\.\\.(?=/)", -1)) {
        regex.append(regex.isEmpty() || part.equals(line) ? "" : ".*?");
        regex.append(
            Pattern.quote(part)
                .replaceAll("[0-9][0-9.,]*(e-[0-9]+)?", "\\\\E[0-9][0-9.,]*(?:e-?[0-9]+)?\\\\Q")
                .replaceAll(" +", "\\\\E +\\\\Q")
                .replaceFirst("(?<=\\\\Q)\\w+(?=\\\\E \\+\\\\Qkernel)", "\\\\E\\\\w+\\\\Q"));
      }
      regex.append(" *\n");
    }
    return Pattern.compile(regex.toString());
  }

  @Test
  void everyCommandThatAnotherTestRunsIsInThatTest() throws IOException {
    for (NotRunHere other : NotRunHere.ELSEWHERE) {
      Path witness = CodeBlock.HOME.resolve(other.witness());
      assertThat(witness).exists();
      assertThat(other.keyWords()).as("%s", other).isNotEmpty();
      assertThat(other.command()).contains(other.keyWords());
      assertThat(Files.readString(witness)).as("%s", other).contains(other.keyWords());
    }
    assertThat(CodeBlock.HOME.resolve(NotRunHere.PYTHON_WITNESS))
        .content()
        .contains(NotRunHere.PYTHON_ELSEWHERE);
  }

  @Test
  void everyExceptionIsOfACommandThatAPageShows() throws IOException {
    List<String> shown = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (CodeBlock block : CodeBlock.all()) {
      text.append(block.text());
      if (block.isShell()) {
        block.commands().forEach(command -> shown.add(inOneLine(command)));
      }
    }
    assertThat(shown).containsAll(commands(NotRunHere.ELSEWHERE));
    assertThat(shown).containsAll(commands(NotRunHere.NOWHERE));
    assertThat(shown).allMatch(command -> !command.startsWith("#") && !command.isBlank());
    assertThat(text).contains(NotRunHere.ONNX);
    assertThat(Replacement.ALL).allMatch(replacement -> text.indexOf(replacement.shown()) >= 0);
    for (String beginning : PROMISED.keySet()) {
      assertThat(shown).anyMatch(command -> command.startsWith(beginning));
    }
  }

  private static List<String> commands(List<NotRunHere> others) {
    return others.stream().map(NotRunHere::command).toList();
  }

  /** What nothing runs has at least options and rows that exist. */
  @Test
  void everyMeasurementThatIsNotRunHasOptionsAndRowsOfTheProgram() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(CodeBlock.HOME.resolve("bench/src/main/java"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    for (NotRunHere other : NotRunHere.NOWHERE) {
      assertThat(other.reason()).isNotEmpty();
      List<String> words = List.of(other.command().split(" ", -1));
      if (!words.get(0).equals("scripts/bench")) {
        continue;
      }
      Set<String> names = new HashSet<>(words.size() > 1 ? Set.of(words.get(1)) : Set.of());
      names.addAll(OPTION.matcher(other.command()).results().map(m -> m.group()).collect(toSet()));
      Matcher rows = Pattern.compile("--(?:only|sides) (\\S+)").matcher(other.command());
      if (rows.find()) {
        names.addAll(List.of(rows.group(1).split(",", -1)));
      }
      assertThat(names).allMatch(name -> isIn(code.toString(), name));
    }
  }

  /** A name is a text, one to which a number is added, or that of a constant. */
  private static boolean isIn(String code, String name) {
    return code.contains('"' + name + '"')
        || code.contains('"' + name.replaceFirst("\\d+$", "") + '"')
        || code.contains(" " + name.toUpperCase(Locale.ROOT) + "(");
  }

  @Test
  void theProgramsThatAreOnlyNamedExist() throws ClassNotFoundException {
    assertThat(Class.forName("org.apache.spark.deploy.Client", false, getClass().getClassLoader()))
        .hasDeclaredMethods("main");
  }
}
