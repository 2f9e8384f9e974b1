package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Text;

/** {@code scripts/keep-runs}: a copy of a run replaces its earlier copy and nothing else. */
@Timeout(60)
class KeepRunsTest {
  private static final Outcome SILENT = new Outcome(0, "", "");

  @TempDir Path temp;

  private Outcome keep() throws Exception {
    Files.createDirectories(temp.resolve("kept"));
    return new Scripts(temp, temp).run("keep-runs", Map.of(), "new", "kept");
  }

  private static Outcome copiedAs(String name, String found, String copy) {
    return new Outcome(
        0,
        "",
        Text.format(
            "Note      [kept/%s] expected an earlier copy of this run alone but found %s: it"
                + " stays, and the copy is kept/%s\n",
            name, found, copy));
  }

  private void put(String file, String content) throws IOException {
    Path path = temp.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void putRun(String directory, String id) throws IOException {
    put(
        directory + "/run.json",
        "{\n  \"written_by\" : \"x\",\n  \"run_id\" : \"" + id + "\"\n}\n");
    put(directory + "/model.npz", "of " + directory);
  }

  private List<String> kept() throws IOException {
    Path kept = temp.resolve("kept");
    try (Stream<Path> files = Files.walk(kept)) {
      return files
          .filter(file -> !Files.isDirectory(file))
          .map(file -> kept.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(temp.resolve(file));
  }

  @Test
  void aNewNameIsKept() throws Exception {
    putRun("new/größe, two words", "a");
    put("new/answers.csv", "1");
    assertThat(keep()).isEqualTo(SILENT);
    assertThat(kept())
        .containsExactly("answers.csv", "größe, two words/model.npz", "größe, two words/run.json");
    assertThat(temp.resolve("new")).isEmptyDirectory();
  }

  @Test
  void aContinuedRunReplacesItsEarlierCopy() throws Exception {
    putRun("kept/digits", "a");
    put("kept/digits/lock.json", "");
    put("kept/digits/checkpoints/checkpoint-000000000003-0123abcd.npz", "");
    put("kept/digits/log/epochs-00001.parquet", "");
    put("kept/digits/log/.epochs-00002.parquet.tmp", ""); // what a crash leaves
    put("kept/digits/checkpoints/.checkpoint-000000000004-0123abcd.npz.tmp", "");
    put("kept/digits/.model.npz.tmp", "");
    putRun("new/digits", "a");
    put("new/digits/checkpoints/checkpoint-000000000009-0123abcd.npz", "");
    assertThat(keep()).isEqualTo(SILENT);
    assertThat(kept())
        .containsExactly(
            "digits/checkpoints/checkpoint-000000000009-0123abcd.npz",
            "digits/model.npz",
            "digits/run.json");
    assertThat(read("kept/digits/model.npz")).isEqualTo("of new/digits");
  }

  @Test
  void anotherRunOfTheSameNameStays() throws Exception {
    putRun("kept/digits", "a");
    putRun("new/digits", "b");
    assertThat(keep()).isEqualTo(copiedAs("digits", "run_id a", "digits-2"));
    assertThat(read("kept/digits/model.npz")).isEqualTo("of kept/digits");
    assertThat(read("kept/digits-2/model.npz")).isEqualTo("of new/digits");
    putRun("new/digits", "c");
    assertThat(keep()).isEqualTo(copiedAs("digits", "run_id a", "digits-3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes.txt",
        ".notes",
        "checkpoints/notes.txt",
        "log/notes/epochs-00001.parquet",
        "mine/model.npz"
      })
  void aCopyWithTheUsersOwnFileStays(String file) throws Exception {
    putRun("kept/digits", "a");
    put("kept/digits/" + file, "mine");
    putRun("new/digits", "a");
    assertThat(keep())
        .isEqualTo(copiedAs("digits", file.replaceFirst("^(log/notes|mine)/.*", "$1"), "digits-2"));
    assertThat(read("kept/digits/" + file)).isEqualTo("mine");
    assertThat(read("kept/digits/model.npz")).isEqualTo("of kept/digits");
  }

  @Test
  void aNumberedCopyIsReplacedWhenItsRunContinues() throws Exception {
    putRun("kept/digits", "a");
    putRun("kept/digits-2", "b");
    putRun("new/digits", "b");
    assertThat(keep()).isEqualTo(copiedAs("digits", "run_id a", "digits-2"));
    assertThat(read("kept/digits-2/model.npz")).isEqualTo("of new/digits");
    assertThat(temp.resolve("kept/digits-3")).doesNotExist();
  }

  @Test
  void filesThatAreNoRunAreNeverReplaced() throws Exception {
    put("kept/sweep/sweep.csv", "old");
    put("kept/answers.csv", "old");
    Files.createDirectory(temp.resolve("mine"));
    Files.createSymbolicLink(temp.resolve("kept/digits"), temp.resolve("mine"));
    put("new/sweep/sweep.csv", "new");
    put("new/answers.csv", "new");
    putRun("new/digits", "a");
    assertThat(keep().stderr().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("[kept/answers.csv]", "but found a file: "),
            line -> assertThat(line).contains("[kept/digits]", "but found a link: "),
            line ->
                assertThat(line)
                    .contains("[kept/sweep]", "but found no run_id in a run.json there: "));
    assertThat(kept())
        .containsExactly(
            "answers.csv",
            "answers.csv-2",
            "digits-2/model.npz",
            "digits-2/run.json",
            "sweep-2/sweep.csv",
            "sweep/sweep.csv");
    assertThat(temp.resolve("mine")).isEmptyDirectory();
  }

  @Test
  void identicalFilesAreNotKeptTwice() throws Exception {
    put("kept/sweep/sweep.csv", "old");
    put("kept/sweep-2/sweep.csv", "same");
    put("kept/answers.csv", "same");
    put("new/sweep/sweep.csv", "same");
    put("new/answers.csv", "same");
    assertThat(keep()).isEqualTo(SILENT);
    assertThat(kept()).containsExactly("answers.csv", "sweep-2/sweep.csv", "sweep/sweep.csv");
  }
}
