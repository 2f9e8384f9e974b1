package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.LostShards;
import org.lockstep.spark.testing.SparkForTests;

/**
 * The source changes while a run goes on, and shards are lost that are made of it: the run ends and
 * names the source, or has the same bits; never a mixture.
 */
@Timeout(180)
class ChangedDataTest {
  @TempDir private Path path;

  /** What happens to the file before its shards are lost. */
  private interface Change {
    void to(Path file) throws IOException;
  }

  private Told train(String output, Change change) throws Exception {
    Folder folder = new Folder(path);
    Path data = Path.of(folder.insects("data.csv", 90));
    CompletableFuture<Told> run =
        CompletableFuture.supplyAsync(
            () ->
                Told.by(
                    "train",
                    "--data",
                    data.toString(),
                    "--output",
                    path.resolve(output).toString(),
                    "--engine=job",
                    "--hidden=3",
                    "--epochs=60",
                    "--batch-size=30",
                    "--shards=3",
                    "--quiet"));
    awaitRun(output, run);
    change.to(data);
    LostShards.loseAll(JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext()));
    return run.get(120, TimeUnit.SECONDS);
  }

  /** Waits until the run has begun to train. */
  private void awaitRun(String output, CompletableFuture<Told> run) throws Exception {
    Path record = path.resolve(output).resolve("run.json");
    while (!run.isDone() && !Files.exists(record)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void otherRowsEndTheRun() throws Exception {
    Told told =
        train(
            "run",
            file -> Files.writeString(file, Files.readString(file).replaceFirst("ant", "bee")));
    assertThat(told.complaint(3))
        .matches(
            "\\["
                + path
                + "/data\\.csv\\] expected the rows that the run began with but found others when"
                + " shard \\d was read again");
    assertThat(path.resolve("run/model.npz")).doesNotExist();
  }

  @Test
  void aFileThatIsGoneEndsTheRunByName() throws Exception {
    Told told = train("run", Files::delete);
    assertThat(told.complaint(told.code())).contains(path + "/data.csv");
    assertThat(told.code()).isIn(1, 3);
    assertThat(path.resolve("run/model.npz")).doesNotExist();
  }

  @Test
  void theSameRowsGiveTheSameBits() throws Exception {
    train("whole", file -> {}).done();
    train("again", file -> Files.writeString(file, Files.readString(file))).done();
    assertThat(Files.readAllBytes(path.resolve("again/model.npz")))
        .isEqualTo(Files.readAllBytes(path.resolve("whole/model.npz")));
  }
}
