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
 * The packages that each package may import. The diagram leaves out those that most may import:
 * {@code files}, {@code table}, {@code settings} and {@code store}.
 *
 * <pre>
 *   shard  <-  engine  <-  train  <-  fit  <-  checkpoint  <-  run  <-  job  <-  cli
 *                                 ^-- log  <------'             |        |
 *   picture  <----------------------'                           |        |
 *   read, picture  <--------------------------------------------'        |
 *   sweep  <-  tune  <---------------------------------------------------'
 *
 *   picture  <-  sweep, tune
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
  private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

  static {
    MAY_IMPORT.put("files", List.of());
    MAY_IMPORT.put("settings", List.of());
    MAY_IMPORT.put("table", List.of());
    MAY_IMPORT.put("store", List.of("files"));
    MAY_IMPORT.put("read", List.of("files", "settings", "table"));
    MAY_IMPORT.put("picture", List.of());
    MAY_IMPORT.put("shard", List.of("table"));
    MAY_IMPORT.put("engine", List.of("shard"));
    MAY_IMPORT.put("importance", List.of("shard", "engine"));
    MAY_IMPORT.put("train", List.of("settings", "engine"));
    MAY_IMPORT.put("log", List.of("files", "settings", "store", "picture", "train"));
    MAY_IMPORT.put(
        "fit", List.of("files", "settings", "table", "store", "shard", "engine", "train"));
    MAY_IMPORT.put("checkpoint", List.of("files", "settings", "store", "train", "log", "fit"));
    MAY_IMPORT.put(
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
    MAY_IMPORT.put("run", allBut("run", "sweep", "tune", "job", "cli"));
    MAY_IMPORT.put("sweep", List.of("files", "store", "picture", "train", "log", "run"));
    MAY_IMPORT.put("tune", List.of("settings", "picture", "run", "sweep"));
    MAY_IMPORT.put("job", allBut("job", "cli"));
    MAY_IMPORT.put(
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

  private static List<String> allBut(String... excluded) {
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
        .filter(name -> !List.of(excluded).contains(name))
        .toList();
  }

  @ArchTest static final ArchRule IMPORTS_POINT_ONE_WAY = layers();

  private static ArchRule layers() {
    LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : MAY_IMPORT.keySet()) {
      rule = rule.layer(name).definedBy("org.lockstep.spark." + name + "..");
    }
    for (Map.Entry<String, List<String>> imports : MAY_IMPORT.entrySet()) {
      LayerDependencySpecification layer = rule.whereLayer(imports.getKey());
      rule =
          imports.getValue().isEmpty()
              ? layer.mayNotAccessAnyLayer()
              : layer.mayOnlyAccessLayers(imports.getValue().toArray(String[]::new));
    }
    return rule;
  }

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("org.lockstep.spark.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule READER_PACKAGES_ARE_FREE_OF_CYCLES =
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
  static final ArchRule OTHER_PACKAGES_USE_ONLY_VECTORS_AND_TRANSFORMERS_OF_SPARK_ML =
      noClasses()
          .that()
          .doNotHaveSimpleName("LibsvmLine") // uses Spark's own parser, which is in mllib.util
          .and()
          .resideOutsideOfPackage("org.lockstep.spark.ml..") // is part of Spark ML
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
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI =
      noClasses()
          .that()
          .resideOutsideOfPackage("..spark.cli..")
          .should()
          .dependOnClassesThat(resideInAPackage("picocli.."));
}
