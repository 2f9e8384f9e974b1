package org.lockstep.serve;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the page's server may know. */
@AnalyzeClasses(
    packages = "org.lockstep.serve",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_SPARK_AND_NO_HADOOP =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.lockstep.serve..",
              "org.lockstep.model..",
              "org.eclipse.jetty..",
              "com.fasterxml.jackson.core..",
              "dev.ludovic.netlib.blas",
              "picocli..",
              "java..");

  @ArchTest
  static final ArchRule ONLY_THE_MODEL_IS_A_FILE =
      noClasses()
          .that()
          .doNotHaveSimpleName("ModelSource")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.File");
}
