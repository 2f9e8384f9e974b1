package org.lockstep.spark.read;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.InputSchema;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.TableSource;

/** Data that read options name. */
public record DataFiles(SparkSession spark, ReadOptions options) implements TableSource {
  @Override
  public String name() {
    return options.name();
  }

  @Override
  public String weightPlace() {
    return options.weightPlace();
  }

  @Override
  public Table table(Optional<InputSchema> expected) {
    return Readers.read(spark, options, expected);
  }
}
