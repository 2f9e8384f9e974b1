package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.testing.SparkForTests;

class LockstepFunctionsMessagesTest {
  private static SparkSession spark;
  private static String insects;
  private static String heights;

  @TempDir static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    spark = SparkForTests.session();
    LockstepFunctions.register(spark);
    Flowers.in(spark).createOrReplaceTempView("flowers");
    insects = SmallModels.write(SmallModels.ofThreeClasses(1), folder.resolve("insects.npz"));
    heights = SmallModels.write(SmallModels.ofNumbers(1, "height"), folder.resolve("heights.npz"));
  }

  /**
   * Asserts that a call is refused before anything runs, in one line with its place in the query.
   */
  private static void assertRefused(String call, String message) {
    assertThatThrownBy(() -> spark.sql("SELECT " + call + " FROM flowers"))
        .isInstanceOf(AnalysisException.class)
        .hasMessage(message + "; line 1 pos 7");
  }

  private static String predict(String path, String features) {
    return "lockstep_predict('" + path + "', " + features + ")";
  }

  @Test
  void aCallNeedsAPathAndFeatures() {
    assertRefused(
        "lockstep_predict()",
        "[lockstep_predict] expected a path and features but found no arguments");
    assertRefused(
        "lockstep_probabilities('x')",
        "[lockstep_probabilities] expected a path and features but found one argument");
  }

  @Test
  void thePathMustBeAConstantText() {
    assertRefused(
        "lockstep_predict(name, dense)",
        "[lockstep_predict] expected a constant path, known before the query runs, but found"
            + " 'flowers.name'");
    assertRefused(
        "lockstep_predict(current_user(), dense)",
        "[lockstep_predict] expected a constant path, known before the query runs, but found"
            + " 'current_user()'");
    assertRefused(
        "lockstep_predict(3, dense)",
        "[lockstep_predict] expected the model's path, a STRING, as first argument but found INT");
    assertRefused(
        "lockstep_predict(NULL, dense)",
        "[lockstep_predict] expected the model's path as first argument but found NULL");
    assertRefused(
        "lockstep_predict('', dense)",
        "[path] expected a file or a directory but found an empty text");
  }

  @Test
  void thePathMustLeadToAModel() throws IOException {
    Path nothing = folder.resolve("nothing");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path damaged = Files.writeString(folder.resolve("damaged.npz"), "no model");

    assertRefused(
        predict(nothing.toString(), "dense"),
        "["
            + nothing
            + "] expected a model file, or the directory of a run but found nothing at file:"
            + nothing);
    assertRefused(
        predict(empty.toString(), "dense"),
        "[" + empty + "] expected model.npz in this directory but found none");
    assertThat(catchThrowable(() -> spark.sql("SELECT " + predict("" + damaged, "1, 2, 3, 4"))))
        .isInstanceOf(AnalysisException.class)
        .hasMessageStartingWith("[" + damaged + "] expected ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void featuresMustBeNumbers() {
    assertRefused(
        predict(insects, "name"),
        "[lockstep_predict] expected features: a vector, an array of numbers, a struct of the"
            + " columns by name, or 4 numbers but found STRING");
    assertRefused(
        predict(insects, "array(name)"),
        "[lockstep_predict] expected features: a vector, an array of numbers, a struct of the"
            + " columns by name, or 4 numbers but found ARRAY<STRING>");
    assertRefused(
        predict(insects, "a, b, name, c"),
        "[lockstep_predict] expected numbers as features but found STRING as feature 3");
    assertRefused(
        predict(insects, "dense, a"),
        "[lockstep_predict] expected numbers as features but found VECTOR as feature 1");
  }

  @Test
  void theNumberOfFeaturesMustMatchTheModel() {
    String message = "[lockstep_predict] expected 4 features, as in training, but found ";
    new VectorAssembler()
        .setInputCols(new String[] {"a", "b"})
        .setOutputCol("assembled")
        .transform(spark.table("flowers"))
        .createOrReplaceTempView("assembled");

    assertRefused(predict(insects, "a"), message + 1);
    assertRefused(predict(insects, "a, b, c, d, a"), message + 5);
    assertRefused(predict(insects, "array(a, b)"), message + 2);
    assertThatThrownBy(
            () -> spark.sql("SELECT " + predict(insects, "assembled") + " FROM assembled"))
        .isInstanceOf(AnalysisException.class)
        .hasMessage(message + 2 + "; line 1 pos 7");
  }

  @Test
  void aWrongNumberOfFeaturesFoundOnlyInTheRowsEndsTheQueryWithTheSameLine() {
    String call = predict(insects, "slice(doubles, 1, 3)");

    assertThatThrownBy(() -> spark.sql("SELECT " + call + " FROM flowers").collectAsList())
        .hasRootCauseInstanceOf(BadInputException.class)
        .hasRootCauseMessage("[lockstep_predict] expected 4 features, as in training, but found 3");
  }

  @Test
  void onlyClassesHaveProbabilities() {
    assertRefused(
        "lockstep_probabilities('" + heights + "', dense)",
        "[lockstep_probabilities] expected a model of classes but found one of numbers"
            + " (regression)");
  }
}
