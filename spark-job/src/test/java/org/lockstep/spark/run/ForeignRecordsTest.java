package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** A resumed run shortens long texts from its {@code run.json} in messages. */
class ForeignRecordsTest {
  private static final String LONG = "n".repeat(5000);

  @TempDir private Path path;

  @BeforeEach
  void trainARun() throws IOException {
    new Folder(path).insects("data.csv", 30);
    CommandResult.of(train("")).done();
  }

  private String[] train(String more) {
    String line =
        Text.format(
            "train --preset=plain-sgd --data=%1$s/data.csv --output=%1$s/run --hidden=3 --epochs=1"
                + " %2$s",
            path, more);
    return line.strip().split(" ", -1);
  }

  private void replaceInRecord(String pattern, String replacement) throws IOException {
    Path record = path.resolve("run/run.json");
    String before = Files.readString(record);
    String after = before.replaceFirst(pattern, replacement);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(record, after);
  }

  @Test
  void aLongReasonOfTheEndIsShortened() throws IOException {
    replaceInRecord("all 1 epochs done|1 epoch done", LONG);
    assertThat(CommandResult.of(train("--resume")).done().lines())
        .containsExactly("completed: " + "n".repeat(500) + "...; this run is already done");
  }

  @Test
  void aLongRunIdIsShortened() throws IOException {
    replaceInRecord("\"completed\"", "\"running\"");
    replaceInRecord("(\"run_id\"\\s*:\\s*\")[^\"]+", "$1" + LONG);
    assertThat(CommandResult.of(train("--resume")).done().lines())
        .contains(
            Text.format(
                "Note      skipping a checkpoint that is not valid: [%s/run] expected"
                    + " checkpoints of run %s... but found one of another run",
                path, "n".repeat(80)));
  }

  @Test
  void longFileNamesAreShortened() throws IOException {
    replaceInRecord("\"completed\"", "\"running\"");
    replaceInRecord("(?s)(.*/)data\\.csv", "$1" + LONG); // the last match, in the fingerprint
    assertThat(CommandResult.of(train("--resume --quiet")).mistake(3))
        .startsWith(
            Text.format(
                "[%1$s/run] expected the data of the run to resume but found no file:%1$s/nnn",
                path))
        .contains("nnn..., file:" + path + "/data.csv in addition")
        .hasSizeLessThan(1000);
  }
}
