package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.LostShards;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.testing.WholeRun;

/**
 * The source changes during a run, and shards made of it are lost: the run ends and names the
 * source, or gives the same bits; it never mixes old and new rows.
 */
@Tag("slow")
@Timeout(180)
class ChangedDataTest {
  @TempDir private Path path;

  /** What happens to the file before its shards are lost. */
  private interface Change {
    void to(Path file) throws IOException;
  }

  private CommandResult train(String output, Change change) throws Exception {
    return train(output, Path::toString, change);
  }

  private CommandResult train(String output, Function<Path, String> name, Change change)
      throws Exception {
    Folder folder = new Folder(path);
    Path data = Path.of(folder.insects("data.csv", 90));
    CompletableFuture<CommandResult> run =
        CompletableFuture.supplyAsync(
            () ->
                CommandResult.ofPlainTraining(
                    name.apply(data),
                    path.resolve(output).toString(),
                    "--engine=job",
                    "--hidden=3",
                    "--epochs=60",
                    "--batch-size=30",
                    "--shards=3",
                    "--quiet"));
    awaitRun(output, run);
    change.to(data);
    LostShards.loseAll(SparkForTests.context());
    return run.get(120, TimeUnit.SECONDS);
  }

  /** Waits until the run has begun to train. */
  private void awaitRun(String output, CompletableFuture<CommandResult> run) throws Exception {
    Path record = path.resolve(output).resolve("run.json");
    while (!run.isDone() && !Files.exists(record)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void changedRowsEndTheRun() throws Exception {
    CommandResult result =
        train(
            "run",
            file -> Files.writeString(file, Files.readString(file).replaceFirst("ant", "bee")));
    assertThat(result.complaint(3))
        .matches(
            "\\["
                + path
                + "/data\\.csv\\] expected the rows that the run started with but found different"
                + " ones when shard \\d was read again");
    assertThat(path.resolve("run/model.npz")).doesNotExist();
    WholeRun.assertTidy(path.resolve("run"), "failed");
  }

  @Test
  void aDeletedFileEndsTheRunAndIsNamed() throws Exception {
    CommandResult result = train("run", Files::delete);
    assertThat(result.complaint(result.code())).contains(path + "/data.csv");
    assertThat(result.code()).isIn(1, 3);
    assertThat(path.resolve("run/model.npz")).doesNotExist();
    WholeRun.assertTidy(path.resolve("run"), "failed");
  }

  @Test
  void theSameRowsReadAgainGiveTheSameBits() throws Exception {
    Configuration hadoop = SparkForTests.context().hadoopConfiguration();
    try (FailingFiles files = FailingFiles.like(Kind.HDFS)) {
      files.configure(hadoop);
      train("whole", data -> files.path(data).toString(), file -> {}).done();
      train(
              "again",
              data -> files.path(data).toString(),
              file -> {
                Files.writeString(file, Files.readString(file));
                files.restart(); // counts from here
              })
          .done();
      assertThat(files.trace()).contains("OPEN data.csv");
      files.unconfigure(hadoop);
    }
    assertThat(Files.readAllBytes(path.resolve("again/model.npz")))
        .isEqualTo(Files.readAllBytes(path.resolve("whole/model.npz")));
  }
}
