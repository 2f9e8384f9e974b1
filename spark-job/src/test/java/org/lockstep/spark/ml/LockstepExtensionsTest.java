package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.SparkForTests;

class LockstepExtensionsTest {
  private static final String KEY = "spark.sql.extensions";

  private final SparkSession usual = SparkForTests.session();
  private SparkSession spark;

  @TempDir Path folder;

  @BeforeEach
  void startASessionWithTheExtension() {
    usual.sparkContext().conf().set(KEY, LockstepExtensions.class.getName());
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    spark = SparkSession.builder().getOrCreate();
  }

  @AfterEach
  void restoreTheUsualSession() {
    usual.sparkContext().conf().remove(KEY);
    SparkSession.setActiveSession(usual);
    SparkSession.setDefaultSession(usual);
  }

  @Test
  void theConfigurationAloneAddsTheFunctions() throws Exception {
    String path = SmallModels.write(SmallModels.ofThreeClasses(1), folder.resolve("model.npz"));
    assertThat(spark).isNotSameAs(usual);

    assertThat(
            spark
                .sql(
                    "SELECT lockstep_predict('"
                        + path
                        + "', 1, 2, 3, 4) = lockstep_predict('"
                        + path
                        + "', array(1, 2, 3, 4)), size(lockstep_probabilities('"
                        + path
                        + "', 1, 2, 3, 4))")
                .first()
                .toString())
        .isEqualTo("[true,3]");
  }

  @Test
  void sqlDescribesTheFunctions() {
    assertThat(spark.sql("DESCRIBE FUNCTION lockstep_predict").collectAsList().toString())
        .contains("Usage: lockstep_predict(path, features) - Predicts");
    assertThat(spark.sql("SHOW FUNCTIONS LIKE 'lockstep_*'").collectAsList().toString())
        .isEqualTo("[[lockstep_predict], [lockstep_probabilities]]");
  }

  @Test
  void aCatalogViewCanUseTheFunctions() throws Exception {
    String path = SmallModels.write(SmallModels.ofThreeClasses(1), folder.resolve("model.npz"));
    spark.sql(
        "CREATE VIEW lasting AS SELECT lockstep_predict('"
            + path
            + "', id, 1, 2, 3) AS insect FROM range(20)");
    try {
      assertThat(spark.sql("SELECT * FROM lasting WHERE insect IS NOT NULL").count()).isEqualTo(20);
    } finally {
      spark.sql("DROP VIEW lasting");
    }
  }
}
