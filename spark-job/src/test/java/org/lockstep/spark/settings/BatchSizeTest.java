package org.lockstep.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.spark.run.TrainingSettings;

/** The number of rows in a step. */
class BatchSizeTest {
  @ParameterizedTest
  @CsvSource({
    "100,     1000000,    100",
    "100,          60,     60",
    "full,    1000000, 1000000",
    "by-rows,     100,    100",
    "by-rows,    1000,    256",
    "by-rows,  524288,    256", // 2,048 steps
    "by-rows,  524289,    512",
    "by-rows, 1048577,   1024",
    "by-rows, 8000000,   4096",
    "by-rows, 1000000000, 8192",
  })
  void theSettingDecidesTheBatchSize(String setting, long rows, long expected) {
    SettingValues values =
        TrainingSettings.CATALOGUE.parse(Map.of("data", "d", "batch-size", setting));
    assertThat(LoopSettings.of(values).batchSize(rows)).isEqualTo(expected);
  }
}
