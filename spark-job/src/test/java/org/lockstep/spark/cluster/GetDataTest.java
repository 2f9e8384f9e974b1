package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.RealData;

/** {@code scripts/get-data}, with a local directory in place of the public servers. */
@Timeout(60)
class GetDataTest {
  private static final String FIRST = "train-images-idx3-ubyte.gz";
  private static final String FIRST_MD5 = "f68b3c2dcbeaaa9fbdd348bbdeb94873";

  @TempDir Path temp;
  private Path data;
  private Path mirror;

  @BeforeEach
  void directories() throws IOException {
    data = temp.resolve("the data");
    mirror = Files.createDirectory(temp.resolve("mirror"));
  }

  private Outcome getData(String... names) throws Exception {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("LOCKSTEP_DATA", data.toString(), "LOCKSTEP_DATA_MIRROR", "file://" + mirror));
    return new Scripts(temp, temp).run("get-data", environment, names);
  }

  private Path put(String name, byte[] content) throws IOException {
    Path path = data.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, content);
  }

  @Test
  void namesAreCheckedBeforeAnythingIsFetched() throws Exception {
    assertThat(getData("mnist", "minst"))
        .isEqualTo(
            new Outcome(2, "", "lockstep: expected mnist, cifar10 or cats but found 'minst'\n"));
    assertThat(getData())
        .isEqualTo(
            new Outcome(2, "", "lockstep: expected mnist, cifar10 or cats but found no name\n"));
    assertThat(data).doesNotExist();
  }

  @Test
  void filesAreFetchedOnceAndKept() throws Exception {
    Path real = Path.of(RealData.path("mnist"));
    for (String name : real.toFile().list()) {
      Files.copy(real.resolve(name), mirror.resolve(name));
    }
    assertThat(getData("mnist").exitCode()).isZero();
    for (String name : real.toFile().list()) {
      assertThat(data.resolve("mnist").resolve(name)).hasSameBinaryContentAs(real.resolve(name));
      Files.delete(mirror.resolve(name));
    }
    Outcome again = getData("mnist");
    assertThat(again.exitCode()).isZero();
    assertThat(again.stderr()).startsWith(data + "/mnist/" + FIRST + " is there.\n");
    assertThat(data.resolve("mnist").toFile().list()).hasSize(4);
  }

  @Test
  void withoutANetworkEveryMissingFileIsNamedWithItsPath() throws Exception {
    Outcome outcome = getData("mnist");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr().lines().filter(line -> line.startsWith("lockstep: no ")))
        .hasSize(4);
    assertThat(outcome.stderr())
        .contains(
            "lockstep: no "
                + FIRST
                + "; get it elsewhere (MD5 "
                + FIRST_MD5
                + ") and put it at "
                + data
                + "/mnist/"
                + FIRST
                + "\n");
    assertThat(data.resolve("mnist")).doesNotExist();
  }

  @Test
  void aDownloadWithAWrongChecksumIsNotKept() throws Exception {
    Files.writeString(mirror.resolve(FIRST), "a page that says sorry");
    Outcome outcome = getData("mnist");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr())
        .contains("That is another file: its MD5 is not " + FIRST_MD5 + ".\n");
    assertThat(data.resolve("mnist")).doesNotExist();
  }

  @Test
  void aFileOfTheUserIsNotOverwritten() throws Exception {
    Path mine = put("mnist/" + FIRST, new byte[] {'x'});
    assertThat(getData("mnist"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "lockstep: ["
                    + mine
                    + "] expected a file with the MD5 "
                    + FIRST_MD5
                    + " but found 9dd4e461268c8034f5c8564e155c67a6; remove it to fetch it anew\n"));
    assertThat(mine).hasContent("x");
  }

  @Test
  void theBatchesOfCifar10SufficeWithoutTheArchive() throws Exception {
    for (String batch : new String[] {"data_batch_1", "data_batch_2", "data_batch_3"}) {
      put("cifar10/" + batch + ".bin", new byte[30_730_000]);
    }
    assertThat(getData("cifar10").stderr())
        .contains("lockstep: no cifar-10-binary.tar.gz; get it elsewhere");
    for (String batch : new String[] {"data_batch_4", "data_batch_5", "test_batch"}) {
      put("cifar10/" + batch + ".bin", new byte[30_730_000]);
    }
    assertThat(getData("cifar10"))
        .isEqualTo(
            new Outcome(0, "", data + "/cifar10/data_batch_1.bin and the others are there.\n"));
  }

  @Test
  void theUserIsToldWhereToGetTheCats() throws Exception {
    assertThat(getData("cats"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "lockstep: the cats have no public home: they come with the programming assignments"
                    + " of the course \"Neural Networks and Deep Learning\" (deeplearning.ai, on"
                    + " Coursera), in the folder datasets; put train_catvnoncat.h5"
                    + " test_catvnoncat.h5 into "
                    + data
                    + "/cat-noncat\n"));
  }

  @Test
  void cleanCatFilesAreAccepted() throws Exception {
    for (String name : new String[] {"train_catvnoncat.h5", "test_catvnoncat.h5"}) {
      put("cat-noncat/" + name, Files.readAllBytes(Path.of(RealData.path("cat-noncat/" + name))));
    }
    assertThat(getData("cats")).isEqualTo(new Outcome(0, "", data + "/cat-noncat is complete.\n"));
  }
}
