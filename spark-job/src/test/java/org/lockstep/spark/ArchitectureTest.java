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

/**
 * Which package may know which:
 *
 * <pre>
 *   table  <-  shard  <-  engine  <-  train  <-  log  <-  sweep  <-  job  <-  cli
 *     ^--  read  <-----------------------------------------------------'
 *                                   store  <----'                     |
 *                                      picture  <--------------------'
 * </pre>
 */
@AnalyzeClasses(
    packages = "org.lockstep.spark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule IMPORTS_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("files")
          .definedBy("..spark.files..")
          .layer("table")
          .definedBy("..spark.table..")
          .layer("read")
          .definedBy("..spark.read..")
          .layer("shard")
          .definedBy("..spark.shard..")
          .layer("engine")
          .definedBy("..spark.engine..")
          .layer("train")
          .definedBy("..spark.train..")
          .layer("store")
          .definedBy("..spark.store..")
          .layer("run")
          .definedBy("..spark.run..")
          .layer("picture")
          .definedBy("..spark.picture..")
          .layer("log")
          .definedBy("..spark.log..")
          .layer("sweep")
          .definedBy("..spark.sweep..")
          .layer("job")
          .definedBy("..spark.job..")
          .layer("cli")
          .definedBy("..spark.cli..")
          .whereLayer("files")
          .mayNotAccessAnyLayer()
          .whereLayer("table")
          .mayNotAccessAnyLayer()
          .whereLayer("read")
          .mayOnlyAccessLayers("files", "table")
          .whereLayer("shard")
          .mayOnlyAccessLayers("table")
          .whereLayer("engine")
          .mayOnlyAccessLayers("shard")
          .whereLayer("train")
          .mayOnlyAccessLayers("engine")
          .whereLayer("store")
          .mayOnlyAccessLayers("files")
          .whereLayer("run")
          .mayOnlyAccessLayers("files", "store")
          .whereLayer("picture")
          .mayNotAccessAnyLayer()
          .whereLayer("log")
          .mayOnlyAccessLayers("files", "train", "store")
          .whereLayer("sweep")
          .mayOnlyAccessLayers("files", "train", "store", "log", "run")
          .whereLayer("job")
          .mayOnlyAccessLayers(
              "files", "table", "read", "shard", "engine", "train", "store", "run", "picture",
              "log", "sweep")
          .whereLayer("cli")
          .mayOnlyAccessLayers("files", "table", "read", "train", "log", "sweep", "job");

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("org.lockstep.spark.(*)..").should().beFreeOfCycles();

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
  static final ArchRule SPARK_ML_GIVES_VECTORS_AND_TRANSFORMERS_ONLY =
      noClasses()
          .that()
          .doNotHaveSimpleName("LibsvmLine") // has Spark's parser of that format from mllib.util
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
