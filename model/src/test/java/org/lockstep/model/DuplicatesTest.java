package org.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.pmd.cpd.CPDConfiguration;
import net.sourceforge.pmd.cpd.CpdAnalysis;
import net.sourceforge.pmd.cpd.Mark;
import net.sourceforge.pmd.cpd.Match;
import org.junit.jupiter.api.Test;

/** No code of any module is written twice, except what is listed here with its reason. */
class DuplicatesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES = List.of("model", "spark-job", "serve", "bench");
  private static final String SOURCES = "src/main/java/org/lockstep/";

  /** So many tokens are six to ten lines. */
  private static final int SMALLEST = 70;

  private static final List<Alike> ALIKE =
      List.of(
          new Alike(
              "Java has no type over float and double; a loop is one method so that it vectorises",
              Set.of(
                  "model/kernel/",
                  "model/math/",
                  "model/blas/NetlibProducts",
                  "bench/peer/vector/")),
          new Alike(
              "an activation is one file with its formula, in both precisions",
              Set.of("model/activation/")),
          new Alike(
              "an optimizer is one file with its loop as in its paper", Set.of("model/optim/")),
          new Alike("a loss is one file with its formula", Set.of("model/loss/")),
          new Alike(
              "Spark has no superclass of both estimators",
              Set.of("spark/ml/MlpClassifier", "spark/ml/MlpRegressor")),
          new Alike(
              "Spark has no superclass of both models",
              Set.of("spark/ml/MlpClassificationModel", "spark/ml/MlpRegressionModel")));

  /** Places that may be alike among themselves. */
  private record Alike(String reason, Set<String> beginnings) {
    boolean hold(Match match) {
      return files(match).stream().allMatch(file -> beginnings.stream().anyMatch(file::startsWith));
    }
  }

  @Test
  void nothingIsWrittenTwice() throws IOException {
    List<String> found = new ArrayList<>();
    Set<Alike> needed = new HashSet<>();
    for (Match match : matches()) {
      Optional<Alike> alike = ALIKE.stream().filter(each -> each.hold(match)).findFirst();
      alike.ifPresentOrElse(needed::add, () -> found.add(describe(match)));
    }
    assertThat(found).as("code that is written twice: let one place serve the other").isEmpty();
    assertThat(ALIKE).as("every exception is needed").allMatch(needed::contains);
  }

  private static List<Match> matches() throws IOException {
    CPDConfiguration settings = new CPDConfiguration();
    settings.setMinimumTileSize(SMALLEST);
    settings.setOnlyRecognizeLanguage(settings.getLanguageRegistry().getLanguageById("java"));
    List<Match> matches = new ArrayList<>();
    try (CpdAnalysis cpd = CpdAnalysis.create(settings)) {
      for (String module : MODULES) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve(SOURCES))) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(cpd.files()::addFile);
        }
      }
      cpd.performAnalysis(report -> matches.addAll(report.getMatches()));
    }
    return matches;
  }

  private static Set<String> files(Match match) {
    return match.getMarkSet().stream()
        .map(DuplicatesTest::file)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String file(Mark mark) {
    String path = mark.getLocation().getFileId().getAbsolutePath().replace('\\', '/');
    return path.substring(path.indexOf(SOURCES) + SOURCES.length());
  }

  private static String describe(Match match) {
    return match.getMarkSet().stream()
        .map(mark -> file(mark) + ":" + mark.getLocation().getStartLine())
        .collect(
            Collectors.joining(" and ", match.getLineCount() + " lines are the same from ", ""));
  }
}
