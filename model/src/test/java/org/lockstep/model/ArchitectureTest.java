package org.lockstep.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which packages may depend on which. */
@AnalyzeClasses(
    packages = "org.lockstep.model",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_MODEL_DOES_NOT_DEPEND_ON_SPARK =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.lockstep.model..",
              "dev.ludovic.netlib.blas",
              "org.bytedeco..",
              "com.fasterxml.jackson..",
              "jdk.incubator.vector..",
              "com.sun.management..",
              "java..");

  @ArchTest
  static final ArchRule ONLY_ONE_PACKAGE_NEEDS_THE_VECTOR_MODULE =
      classes()
          .that()
          .resideOutsideOfPackage("..model.kernel.vector..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("jdk.incubator.vector..", "..model.kernel.vector..");

  @ArchTest
  static final ArchRule ONLY_THE_FILE_PACKAGE_DEPENDS_ON_JSON =
      classes()
          .that()
          .resideOutsideOfPackage("..model.file..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("org.lockstep.model.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule IMPORTS_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("error")
          .definedBy("..model.error..")
          .layer("random")
          .definedBy("..model.random..")
          .layer("reduce")
          .definedBy("..model.reduce..")
          .layer("data")
          .definedBy("..model.data..")
          .layer("kernel")
          .definedBy("..model.kernel..")
          .layer("blas")
          .definedBy("..model.blas..")
          .layer("math")
          .definedBy("..model.math..")
          .layer("activation")
          .definedBy("..model.activation..")
          .layer("layer")
          .definedBy("..model.layer..")
          .layer("score")
          .definedBy("..model.score..")
          .layer("loss")
          .definedBy("..model.loss..")
          .layer("network")
          .definedBy("..model.network..")
          .layer("optim")
          .definedBy("..model.optim..")
          .layer("shard")
          .definedBy("..model.shard..")
          .layer("prepare")
          .definedBy("..model.prepare..")
          .layer("file")
          .definedBy("..model.file..")
          .layer("predict")
          .definedBy("..model.predict..")
          .layer("importance")
          .definedBy("..model.importance..")
          .layer("generate")
          .definedBy("..model.generate..")
          .layer("gradcheck")
          .definedBy("..model.gradcheck..")
          .whereLayer("error")
          .mayNotAccessAnyLayer()
          .whereLayer("random")
          .mayNotAccessAnyLayer()
          .whereLayer("reduce")
          .mayNotAccessAnyLayer()
          .whereLayer("data")
          .mayNotAccessAnyLayer()
          .whereLayer("kernel")
          .mayNotAccessAnyLayer()
          .whereLayer("blas")
          .mayOnlyAccessLayers("error", "kernel")
          .whereLayer("math")
          .mayOnlyAccessLayers("error", "kernel")
          .whereLayer("activation")
          .mayOnlyAccessLayers("error", "kernel", "math")
          .whereLayer("layer")
          .mayOnlyAccessLayers("error", "math", "random", "activation")
          .whereLayer("score")
          .mayOnlyAccessLayers("data", "random")
          .whereLayer("loss")
          .mayOnlyAccessLayers("data", "kernel", "math", "score")
          .whereLayer("network")
          .mayOnlyAccessLayers(
              "error", "data", "math", "random", "activation", "layer", "score", "loss")
          .whereLayer("optim")
          .mayOnlyAccessLayers("error", "math", "layer", "network")
          .whereLayer("shard")
          .mayOnlyAccessLayers(
              "kernel", "blas", "error", "data", "math", "random", "layer", "score", "loss",
              "network", "optim")
          .whereLayer("prepare")
          .mayOnlyAccessLayers("data", "error", "shard")
          .whereLayer("file")
          .mayOnlyAccessLayers(
              "kernel",
              "blas",
              "score",
              "error",
              "data",
              "math",
              "activation",
              "layer",
              "loss",
              "network")
          .whereLayer("predict")
          .mayOnlyAccessLayers(
              "kernel", "blas", "error", "data", "math", "layer", "score", "network", "shard",
              "file")
          .whereLayer("importance")
          .mayOnlyAccessLayers("data", "math", "random", "score", "network", "shard")
          .whereLayer("generate")
          .mayOnlyAccessLayers("error", "random")
          .whereLayer("gradcheck")
          .mayOnlyAccessLayers("math", "random", "layer", "score", "network", "optim");
}
