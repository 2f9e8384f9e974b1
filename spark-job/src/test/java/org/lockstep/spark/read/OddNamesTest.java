package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.spark.cli.ExitCode;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.NamesHere;

/** Names that Hadoop misreads, and names that people typed by mistake. */
@Tag("slow")
@Timeout(300)
class OddNamesTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void data() throws IOException {
    folder = new Folder(path);
  }

  private String[] train(String data, String run, String more) {
    return Stream.concat(
            Stream.of("train", "--preset", "plain-sgd", "--data", data, "--output", run),
            Stream.of(("--hidden=2 --epochs=1 --quiet " + more).strip().split(" ", -1)))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a\nb\u001b[1m", "a b%20#c"})
  void everyOutputCanHaveAnOddName(String name) throws IOException {
    String data = folder.insects("data.csv", 30);
    String run = folder.of(name);
    CommandResult.of(train(data, run, "")).done();
    CommandResult.of(train(data, run, "--overwrite")).done();
    assertThat(path.resolve(name).resolve("model.npz")).exists();
    CommandResult.of("evaluate", "--model", run, "--data", data).done();
    CommandResult.of("inspect", run).done();
    CommandResult.of(
            "predict", "--model", run, "--data", data, "--output", folder.of(name + ".csv"))
        .done();
    CommandResult.of("plot", run, "--output", folder.of(name + ".png")).done();
    CommandResult.of(
            "export", "--model", run, "--to", "onnx", "--output", folder.of(name + ".onnx"))
        .done();
    CommandResult.of(
            "sweep",
            "--grid=hidden=2;3",
            "--data",
            data,
            "--output",
            folder.of(name + ".s"),
            "--epochs=1",
            "--quiet")
        .done();
    assertThat(folder.names())
        .containsExactlyInAnyOrder(
            "data.csv", name, name + ".csv", name + ".png", name + ".onnx", name + ".s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb.csv", "a\tb\u001b[1m.csv", "a b%20ü.csv"})
  void dataCanHaveAnOddName(String name) throws IOException {
    NamesHere.assume(name);
    CommandResult.of(train(folder.insects(name, 30), folder.of("run"), "")).done();
  }

  @Test
  void aFolderWithAColonCanHoldData() throws IOException {
    Files.createDirectory(path.resolve("d:d"));
    CommandResult.of(train(folder.insects("d:d/x.csv", 30), folder.of("file"), "")).done();
    CommandResult.of(train(folder.of("d:d"), folder.of("folder"), "")).done();
  }

  /** Hadoop cannot name the checksum file that it looks for next to it. */
  @Test
  void aFileWithAColonIsRefusedInOneLineWithAWorkaround() throws IOException {
    String data = folder.insects("a:b.csv", 30);
    String expected =
        "[file:"
            + data
            + "] expected a readable file but found a colon in its name, which Hadoop does not open"
            + " on a local disk; a link without one can be read";
    assertThat(CommandResult.of(train(data, folder.of("run"), "")).complaint(ExitCode.BAD_INPUT))
        .isEqualTo(expected);
    assertThat(CommandResult.of(train(folder.of("*.csv"), folder.of("run"), "")).complaint(3))
        .isEqualTo(
            "[file:"
                + folder.of("*.csv")
                + "] expected names without a colon to match a pattern against but found Relative"
                + " path in absolute URI: a:b.csv");
    assertThat(CommandResult.of("evaluate", "--model", data, "--data", data).complaint(3))
        .isEqualTo(expected);
    Files.createSymbolicLink(path.resolve("link.csv"), Path.of("a:b.csv"));
    CommandResult.of(train(folder.of("link.csv"), folder.of("run"), "")).done();
  }
}
