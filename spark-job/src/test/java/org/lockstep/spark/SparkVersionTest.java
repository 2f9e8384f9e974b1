package org.lockstep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkVersionTest {
  @ParameterizedTest
  @CsvSource({"4.0.0, 2.13.16", "4.3.0, 2.13.18", "4.4.0-SNAPSHOT, 2.13.18", "10.0.0, 2.13.99"})
  void spark4OrNewerWithScala213IsAccepted(String spark, String scala) {
    assertThat(SparkVersion.complaint(spark, scala)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3.5.9, 2.12.18", "3.5.9, 2.13.8", "4.0.0, 3.3.1"})
  void anyOtherVersionIsRefusedInOneLine(String spark, String scala) {
    assertThat(SparkVersion.complaint(spark, scala))
        .contains(
            "[Spark "
                + spark
                + "] expected Spark 4.0 or newer with Scala 2.13 but found Spark "
                + spark
                + " with Scala "
                + scala);
  }

  @Test
  void theSparkOfThisJvmIsAccepted() {
    assertThat(SparkVersion.complaint()).isEmpty();
  }
}
