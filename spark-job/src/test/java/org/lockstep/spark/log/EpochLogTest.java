package org.lockstep.spark.log;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.text.Text;
import org.lockstep.spark.run.StoredLog;
import org.lockstep.spark.store.Folders;
import org.lockstep.spark.testing.Reports;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.Errors;
import org.lockstep.spark.train.EpochReport.HeldOut;

@Tag("slow")
class EpochLogTest {
  @TempDir private Path folder;
  private final EpochLogSchema schema = new EpochLogSchema("run-1", "job", 4);

  private EpochLog log() {
    return new EpochLog(
        new org.apache.hadoop.fs.Path(folder.resolve("log").toString()),
        new Configuration(),
        schema,
        () -> {},
        notice -> {});
  }

  private Dataset<Row> read() {
    return SparkForTests.session().read().parquet(folder.resolve("log").toString());
  }

  private List<Integer> epochs() {
    return read().select("epoch").collectAsList().stream()
        .map(row -> row.getInt(0))
        .sorted()
        .toList();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void hasTheColumnsAndTypesOfTheContract() {
    try (EpochLog log = log()) {
      log.onEpoch(Reports.of(1, Reports.heldOut(0.5, 0.75), HeldOut.NONE));
    }
    Dataset<Row> read = read();
    assertThat(read.schema().catalogString())
        .isEqualTo(
            "struct<run_id:string,epoch:int,step:bigint,train_loss:double,train_accuracy:double,"
                + "validation_loss:double,validation_accuracy:double,test_loss:double,"
                + "test_accuracy:double,learning_rate:double,rows:bigint,seconds:double,"
                + "rows_per_second:double,compute_ms:double,exchange_ms:double,update_ms:double,"
                + "other_ms:double,engine:string,tasks:int,shards:int,timestamp:timestamp,"
                + "train_rmse:double,train_mae:double,validation_rmse:double,"
                + "validation_mae:double,test_rmse:double,test_mae:double>");
    Row row = read.collectAsList().get(0);
    Object[] expected = {
      "run-1",
      1,
      3L,
      1.0,
      0.5,
      0.5,
      0.75,
      null,
      null,
      0.25,
      100L,
      2.0,
      50.0,
      500.0,
      300.0,
      200.0,
      1000.0,
      "job",
      2,
      4,
      Timestamp.from(Instant.parse("2026-01-02T03:04:05.123456Z")),
      null,
      null,
      null,
      null,
      null,
      null
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(row.get(i)).as(row.schema().apply(i).name()).isEqualTo(expected[i]);
    }
  }

  @Test
  void isOneFileAfterAThousandEpochs() {
    try (EpochLog log = log()) {
      Reports.first(1000).forEach(log::onEpoch);
    }
    assertThat(Folders.files(folder.resolve("log"))).containsExactly("epochs-00000.parquet");
    assertThat(epochs()).isEqualTo(upTo(1000));
  }

  @Test
  void beginsANewFileWhenOneIsFull() {
    int epochs = EpochLog.EPOCHS_PER_FILE + 1;
    try (EpochLog log = log()) {
      Reports.first(epochs).forEach(log::onEpoch);
    }
    assertThat(Folders.files(folder.resolve("log")))
        .containsExactly("epochs-00000.parquet", "epochs-00001.parquet");
    assertThat(epochs()).isEqualTo(upTo(epochs));
  }

  @Test
  void holdsEachEpochOnceHoweverOftenItIsWritten() {
    try (EpochLog log = log()) {
      for (int epoch = 1; epoch <= 5; epoch++) {
        log.onEpoch(Reports.first(epoch).get(epoch - 1));
        log.flush();
        assertThat(epochs()).isEqualTo(upTo(epoch));
      }
    }
    assertThat(Folders.files(folder.resolve("log"))).containsExactly("epochs-00000.parquet");
  }

  @Test
  void aHalfWrittenFileIsNotRead() throws IOException {
    try (EpochLog log = log()) {
      log.onEpoch(Reports.first(1).get(0));
    }
    Files.writeString(folder.resolve("log/.epochs-00000.parquet.tmp"), "PAR1 half");
    assertThat(epochs()).isEqualTo(upTo(1));
  }

  @Test
  void continuesAfterRowsWithMoreColumns() throws IOException {
    Logs.write(
        folder.resolve("log/epochs-00000.parquet"),
        Logs.schema(Types.required(INT32).named("more")),
        schema,
        Reports.first(3));
    try (EpochLog log = log()) {
      assertThat(log.restore(2)).isEqualTo(Reports.first(2));
      log.onEpoch(Reports.first(3).get(2));
    }
    assertThat(epochs()).isEqualTo(upTo(3));
    assertThat(read().columns()).contains("run_id", "epoch").doesNotContain("more");
  }

  @Test
  void continuesAfterRowsOfAVersionWithoutErrors() throws IOException {
    Logs.write(
        folder.resolve("log/epochs-00000.parquet"), Logs.withoutLast(6), schema, Reports.first(3));
    EpochReport third = withErrors(3);
    try (EpochLog log = log()) {
      assertThat(log.restore(2)).isEqualTo(Reports.first(2));
      log.onEpoch(third);
    }
    assertThat(epochs()).isEqualTo(upTo(3));
    try (EpochLog log = log()) {
      assertThat(log.restore(3)).endsWith(Reports.first(2).get(1), third);
    }
  }

  @Test
  void isReadIfOneFileIsOfAVersionWithoutErrors() throws IOException {
    Logs.write(
        folder.resolve("log/epochs-00000.parquet"), Logs.withoutLast(6), schema, Reports.first(2));
    org.apache.hadoop.fs.Path log = new org.apache.hadoop.fs.Path(folder.resolve("log").toString());
    assertThat(StoredLog.reports(SparkForTests.session(), log)).isEqualTo(Reports.first(2));
    Logs.write(
        folder.resolve("log/epochs-00001.parquet"), Logs.schema(), schema, List.of(withErrors(3)));
    assertThat(StoredLog.reports(SparkForTests.session(), log))
        .startsWith(Reports.first(2).get(0))
        .endsWith(withErrors(3))
        .hasSize(3);
  }

  private static EpochReport withErrors(int epoch) {
    EpochReport plain = Reports.first(epoch).get(epoch - 1);
    return new EpochReport(
        epoch,
        plain.step(),
        plain.trainLoss(),
        plain.trainAccuracy(),
        errors(1.5),
        new HeldOut(OptionalDouble.of(1), OptionalDouble.of(2), errors(3.5)),
        new HeldOut(OptionalDouble.of(1), OptionalDouble.of(2), errors(5.5)),
        plain.learningRate(),
        plain.rows(),
        plain.tasks(),
        plain.time(),
        plain.timestamp());
  }

  private static Errors errors(double rmse) {
    return new Errors(OptionalDouble.of(rmse), OptionalDouble.of(rmse - 1));
  }

  @Test
  void writesNoFileBeforeTheFirstEpoch() {
    log().close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesItsPathIfItCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("log"), "a file where the folder should be");
    EpochLog log = log();
    log.onEpoch(Reports.first(1).get(0));
    assertThatThrownBy(log::close)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            Text.format(
                "[%s/epochs-00000.parquet] the epoch log could not be written: ",
                folder.resolve("log")));
  }

  @Test
  void leavesNoFilesIfADirectoryIsInTheWay() throws IOException {
    Files.createDirectories(folder.resolve("log/epochs-00000.parquet/inside"));
    EpochLog log = log();
    log.onEpoch(Reports.first(1).get(0));
    assertThatThrownBy(log::close).isInstanceOf(UncheckedIOException.class);
    assertThat(Folders.files(folder)).isEmpty();
  }
}
