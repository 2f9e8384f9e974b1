package org.lockstep.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.spark.testing.SparkForTests;

class PartitionKeysTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 100})
  void sparkSendsEachKeyToItsPartition(int partitions) {
    List<Integer> keys = Arrays.stream(PartitionKeys.of(partitions)).boxed().toList();
    Dataset<Row> rows =
        SparkForTests.session()
            .createDataset(keys, Encoders.INT())
            .toDF("key")
            .repartition(partitions, col("key"))
            .withColumn("partition", spark_partition_id());
    assertThat(rows.collectAsList())
        .hasSize(partitions)
        .allSatisfy(row -> assertThat(row.getInt(1)).isEqualTo(keys.indexOf(row.getInt(0))));
  }
}
