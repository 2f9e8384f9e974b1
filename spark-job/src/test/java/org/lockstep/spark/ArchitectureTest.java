package org.lockstep.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture.LayerDependencySpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which package may know which, beside the few that everybody may know: {@code files}, {@code
 * table}, {@code settings} and {@code store}.
 *
 * <pre>
 *   shard  <-  engine  <-  train  <-  fit  <-  checkpoint  <-  run  <-  job  <-  cli
 *                                 ^-- log  <------'             |        |
 *   read, picture  <--------------------------------------------'        |
 *   sweep  <-  tune  <---------------------------------------------------'
 *
 *   engine  <-  importance  <-  job
 *
 *   read, fit, checkpoint  <-  ml
 * </pre>
 */
@AnalyzeClasses(
    packages = "org.lockstep.spark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Map<String, List<String>> KNOWS = new LinkedHashMap<>();

  static {
    KNOWS.put("files", List.of());
    KNOWS.put("settings", List.of());
    KNOWS.put("table", List.of());
    KNOWS.put("store", List.of("files"));
    KNOWS.put("read", List.of("files", "settings", "table"));
    KNOWS.put("picture", List.of());
    KNOWS.put("shard", List.of("table"));
    KNOWS.put("engine", List.of("shard"));
    KNOWS.put("importance", List.of("shard", "engine"));
    KNOWS.put("train", List.of("settings", "engine"));
    KNOWS.put("log", List.of("files", "settings", "store", "train"));
    KNOWS.put("fit", List.of("files", "settings", "table", "store", "shard", "engine", "train"));
    KNOWS.put("checkpoint", List.of("files", "settings", "store", "train", "log", "fit"));
    KNOWS.put(
        "ml",
        List.of(
            "files",
            "settings",
            "table",
            "store",
            "read",
            "shard",
            "engine",
            "train",
            "log",
            "fit",
            "checkpoint"));
    KNOWS.put("run", allBut("run", "sweep", "tune", "job", "cli"));
    KNOWS.put("sweep", List.of("files", "store", "train", "log", "run"));
    KNOWS.put("tune", List.of("settings", "run", "sweep"));
    KNOWS.put("job", allBut("job", "cli"));
    KNOWS.put(
        "cli",
        List.of(
            "files",
            "settings",
            "table",
            "read",
            "train",
            "log",
            "fit",
            "run",
            "sweep",
            "tune",
            "job"));
  }

  private static List<String> allBut(String... rooms) {
    return Stream.of(
            "files",
            "settings",
            "table",
            "store",
            "read",
            "picture",
            "shard",
            "engine",
            "importance",
            "train",
            "log",
            "fit",
            "checkpoint",
            "run",
            "sweep",
            "tune",
            "job")
        .filter(room -> !List.of(rooms).contains(room))
        .toList();
  }

  @ArchTest static final ArchRule IMPORTS_POINT_ONE_WAY = onlyKnown();

  private static ArchRule onlyKnown() {
    LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : KNOWS.keySet()) {
      rule = rule.layer(room).definedBy("org.lockstep.spark." + room + "..");
    }
    for (Map.Entry<String, List<String>> room : KNOWS.entrySet()) {
      LayerDependencySpecification layer = rule.whereLayer(room.getKey());
      rule =
          room.getValue().isEmpty()
              ? layer.mayNotAccessAnyLayer()
              : layer.mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
    }
    return rule;
  }

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("org.lockstep.spark.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ROOMS_OF_READERS_ARE_FREE_OF_CYCLES =
      slices().matching("org.lockstep.spark.read.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_READER_KNOWS_HOW_IT_IS_CHOSEN =
      noClasses()
          .that()
          .resideInAPackage("org.lockstep.spark.read.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.lockstep.spark.read");

  @ArchTest
  static final ArchRule THE_TRAINER_KNOWS_NO_SPARK =
      noClasses()
          .that()
          .resideInAPackage("..spark.train..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "scala..");

  @ArchTest
  static final ArchRule ENGINES_KNOW_NO_MATHEMATICS =
      noClasses()
          .that()
          .resideInAPackage("..spark.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..model.layer..", "..model.loss..", "..model.optim..");

  @ArchTest
  static final ArchRule NOTHING_KNOWS_BREEZE =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("breeze..");

  @ArchTest
  static final ArchRule SPARK_ML_GIVES_OTHERS_VECTORS_AND_TRANSFORMERS_ONLY =
      noClasses()
          .that()
          .doNotHaveSimpleName("LibsvmLine") // has Spark's parser of that format from mllib.util
          .and()
          .resideOutsideOfPackage("org.lockstep.spark.ml..") // is a part of Spark ML
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.spark.ml..", "org.apache.spark.mllib..")
                  .and(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          resideInAnyPackage(
                              "org.apache.spark.ml.linalg",
                              "org.apache.spark.ml.feature",
                              "org.apache.spark.ml.attribute"))));

  @ArchTest
  static final ArchRule ONLY_READERS_TRANSFORM_FEATURES =
      noClasses()
          .that()
          .resideOutsideOfPackage("..spark.read..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.apache.spark.ml.feature"));

  @ArchTest
  static final ArchRule ONLY_THE_PROGRAMS_FACE_KNOWS_ITS_ARGUMENTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..spark.cli..")
          .should()
          .dependOnClassesThat(resideInAPackage("picocli.."));
}
