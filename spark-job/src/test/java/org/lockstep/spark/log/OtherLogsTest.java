package org.lockstep.spark.log;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Reports;
import org.lockstep.spark.train.EpochReport;

/** Files that are no log in place of a run's log: one line from each command that names them. */
@Tag("slow")
class OtherLogsTest {
  private static final EpochLogSchema SCHEMA = new EpochLogSchema("run-1", "job", 1);

  @TempDir private static Path path;
  private static Folder folder;

  @BeforeAll
  static void leaveAKilledRun() throws IOException {
    folder = new Folder(path);
    folder.insects("data.csv", 30);
    CommandResult.of(train("")).done();
    Path record = path.resolve("run/run.json");
    Files.writeString(record, Files.readString(record).replace("\"completed\"", "\"running\""));
  }

  private static String[] train(String more) {
    String line =
        Text.format(
            "train --preset=plain-sgd --data=%1$s/data.csv --output=%1$s/run --hidden=3 --epochs=2"
                + " --checkpoint-every=1 --quiet %2$s",
            path, more);
    return line.strip().split(" ", -1);
  }

  private static void write(MessageType type, List<EpochReport> reports) throws IOException {
    Logs.write(path.resolve("run/log/epochs-00000.parquet"), type, SCHEMA, reports);
  }

  private static String of(CommandResult result) {
    return result.mistake(3).replace(path + "/", "@");
  }

  private static void assertReported(String line) {
    assertThat(of(CommandResult.of("inspect", folder.of("run/log")))).isEqualTo(line);
    assertThat(of(CommandResult.of("inspect", folder.of("run"), "--csv"))).isEqualTo(line);
    assertThat(of(CommandResult.of("plot", folder.of("run"), "--output", folder.of("p.png"))))
        .isEqualTo(line);
    assertThat(path.resolve("p.png")).doesNotExist();
  }

  private static void assertNotResumed(String line) {
    assertThat(of(CommandResult.of(train("--resume")))).isEqualTo(line);
  }

  @Test
  void aLogWithoutRowsIsRefused() throws IOException {
    write(Logs.schema(), List.of());
    assertReported("[file:@run/log] expected rows of epochs but found none");
    assertNotResumed("[file:@run/log] expected the rows of epochs 1 to 2 but found none");
  }

  @Test
  void aLogWithAnotherFirstEpochIsRefused() throws IOException {
    write(
        Logs.schema(), List.of(Reports.of(0, EpochReport.HeldOut.NONE, EpochReport.HeldOut.NONE)));
    assertReported("[file:@run/log] expected epochs from 1 on but found epoch 0");
    assertNotResumed("[file:@run/log] expected the rows of epochs 1 to 2 but found none");
  }

  @Test
  void aLogWithoutAColumnIsRefused() throws IOException {
    write(new MessageType("other", Types.required(INT32).named("x")), Reports.first(2));
    String line =
        "[file:@run/log/epochs-00000.parquet] expected 'required binary run_id (STRING)' among the"
            + " columns of an epoch log but found no such column";
    assertReported(line);
    assertNotResumed(line);
  }

  @Test
  void aColumnOfAnotherTypeIsRefused() throws IOException {
    assertRefused(Types.required(INT64).named("epoch"), "required int64 epoch");
    assertRefused(Types.optional(INT32).named("epoch"), "optional int32 epoch");
  }

  private static void assertRefused(Type epoch, String found) throws IOException {
    write(Logs.schema(epoch), Reports.first(2));
    String line =
        "[file:@run/log/epochs-00000.parquet] expected 'required int32 epoch' among the columns of"
            + " an epoch log but found '"
            + found
            + "'";
    assertReported(line);
    assertNotResumed(line);
  }

  @Test
  void aFileThatIsNotParquetIsRefused() throws IOException {
    write(Logs.schema(), Reports.first(2));
    Files.deleteIfExists(path.resolve("run/log/.epochs-00000.parquet.crc"));
    Files.writeString(path.resolve("run/log/epochs-00000.parquet"), "PAR1 and then something");
    CommandResult inspected = CommandResult.of("inspect", folder.of("run/log"));
    assertThat(of(inspected))
        .startsWith(
            "[file:@run/log/epochs-00000.parquet] expected an undamaged Parquet file but found '");
    assertReported(of(inspected));
    assertNotResumed(of(inspected));
  }

  @Test
  void aFileDamagedInTheMiddleIsRefused() throws IOException {
    write(Logs.schema(), Reports.first(2));
    Path file = path.resolve("run/log/epochs-00000.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4, 60, (byte) 0xff);
    Files.write(file, bytes);
    CommandResult inspected = CommandResult.of("inspect", folder.of("run/log"));
    assertThat(of(inspected))
        .startsWith("[file:@run/log] expected undamaged Parquet files but found '");
    assertReported(of(inspected));
    assertThat(of(CommandResult.of(train("--resume"))))
        .startsWith("[file:@run/log/epochs-00000.parquet] expected a readable file but found ");
  }

  @Test
  void otherFilesNextToALogAreIgnored() throws IOException {
    write(Logs.schema(), Reports.first(3));
    Path notes = Files.writeString(path.resolve("run/log/notes.parquet"), "my notes");
    try {
      assertThat(CommandResult.of("inspect", folder.of("run/log")).done().lines())
          .startsWith("log       3 epochs, 9 steps");
    } finally {
      Files.delete(notes);
    }
  }
}
