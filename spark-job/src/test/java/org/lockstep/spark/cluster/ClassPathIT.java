package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our jars beside the jars of each Spark that people have: no name is in both, since the order of
 * the class path would decide which one counts, and every class links there.
 *
 * <p>Skipped as {@link SparkVersionsIT} is.
 */
@Timeout(120)
class ClassPathIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Every jar has its own, and nothing asks for another's. */
  private static final Pattern ABOUT_ONE_JAR =
      Pattern.compile("META-INF/(MANIFEST\\.MF|maven/.*|LICENSE.*|NOTICE.*)|.*/");

  /** ServiceLoader reads the files of all jars. */
  private static final Set<String> ADD_UP =
      Set.of(
          "META-INF/services/org.apache.spark.ml.Estimator",
          "META-INF/services/org.apache.spark.ml.Transformer");

  /** XChart's formats whose libraries we leave out: we write PNG. */
  private static final Set<String> WITHOUT_THEIR_LIBRARIES =
      Set.of(
          "org.knowm.xchart.PdfboxGraphicsEncoder",
          "org.knowm.xchart.VectorGraphicsEncoder",
          "org.knowm.xchart.VectorGraphicsEncoder$PDFBoxProcessor");

  @BeforeAll
  @Timeout(1800)
  static void sparks() throws Exception {
    SparkDistribution.needAll();
  }

  static Stream<Arguments> jarsOnSparks() {
    return Stream.of("lockstep.jar", "lockstep-all.jar")
        .flatMap(
            jar ->
                SparkDistribution.all().stream()
                    .skip(1)
                    .map(
                        spark ->
                            Arguments.of(Scripts.HOME.resolve("spark-job/target/" + jar), spark)));
  }

  @ParameterizedTest
  @MethodSource("jarsOnSparks")
  void noNameIsInOursAndInSparks(Path ours, SparkDistribution spark) throws IOException {
    Set<String> names = names(ours);
    assertThat(names).contains("org/lockstep/spark/Main.class", "picocli/CommandLine.class");
    Map<String, Set<String>> twice = new HashMap<>();
    List<Path> jars = jars(spark);
    assertThat(jars).hasSizeGreaterThan(200);
    for (Path jar : jars) {
      Set<String> both = names(jar);
      both.retainAll(names);
      both.removeAll(ADD_UP);
      if (!both.isEmpty()) {
        twice.put(jar.getFileName().toString(), both);
      }
    }
    assertThat(twice).isEmpty();
  }

  private static Set<String> names(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> !ABOUT_ONE_JAR.matcher(name).matches())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<Path> jars(SparkDistribution spark) throws IOException {
    try (Stream<Path> files = Files.list(spark.home().resolve("jars"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("jarsOnSparks")
  void everyClassLinks(Path ours, SparkDistribution spark, @TempDir Path directory)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--add-modules=jdk.incubator.vector"));
    command.addAll(List.of("-cp", ours + ":" + spark.home() + "/jars/*:target/test-classes"));
    command.addAll(List.of(LinkProgram.class.getName(), ours.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    Scripts.clean(builder.environment());
    try (Running run = Running.start("link", builder, directory)) {
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
      List<String> lines = outcome.stdout().lines().toList();
      String last = lines.get(lines.size() - 1);
      assertThat(last).startsWith("classes ");
      assertThat(Integer.parseInt(last.substring("classes ".length()))).isGreaterThan(1500);
      assertThat(lines.subList(0, lines.size() - 1))
          .filteredOn(line -> !WITHOUT_THEIR_LIBRARIES.contains(line.split(":", 2)[0]))
          .isEmpty();
    }
  }
}
