package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.file.Model;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

/** Tables other than LibSVM files whose rows are mostly zeros. */
class SparseTablesTest {
  private static final int ROWS = 1200;
  private static final int CITIES = 600;

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void createFolder() {
    folder = new Folder(path);
  }

  private Model train(String run, String data, String... options) throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--preset", "plain-sgd", "--data", data, "--target", "label"));
    args.addAll(List.of("--hidden", "5", "--epochs", "2", "--batch-size", "50"));
    args.addAll(List.of("--output", folder.of(run)));
    args.addAll(List.of(options));
    CommandResult.of(args.toArray(String[]::new)).done();
    return Folder.read(folder.of(run));
  }

  @Test
  void sparseVectorsInParquetStaySparse() throws IOException {
    StructType schema =
        new StructType()
            .add("label", DataTypes.IntegerType)
            .add("features", SQLDataTypes.VectorType());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(
          RowFactory.create(
              i % 2, Vectors.sparse(300, new int[] {i % 2, 2 + i % 298}, new double[] {1, 3})));
    }
    String file = folder.of("sparse.parquet");
    SparkForTests.session().createDataFrame(rows, schema).write().parquet(file);
    Model sparse = train("run", file);
    assertThat(sparse.network().sparse()).isTrue();
    assertThat(sparse.scaling().scale()[2]).isEqualTo(3);
  }

  @Test
  void manyCategoriesMakeSparseBatchesWithTheSameBitsOnAnyNumberOfTasks() throws IOException {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>(List.of("label,city,size"));
    for (int i = 0; i < ROWS; i++) {
      int city = i % CITIES;
      lines.add((city % 2 == 0 ? "yes" : "no") + ",city" + city + "," + random.nextInt(90));
    }
    String file = folder.file("cities.csv", lines.toArray(String[]::new));
    String[] many = {"--max-categories", "1000", "--shards", "4", "--tasks", "1"};
    Model one = train("one", file, many);
    assertThat(one.network().sparse()).isTrue();
    assertThat(one.network().inputs()).isEqualTo(CITIES + 1);
    many[5] = "3";
    Model three = train("three", file, many);
    for (int i = 0; i < one.parameters().length(); i++) {
      assertThat(three.parameters().get(i)).isEqualTo(one.parameters().get(i));
    }
    assertThat(
            CommandResult.of("evaluate", "--model", folder.of("one"), "--data", file).done().out())
        .contains("accuracy");
  }
}
