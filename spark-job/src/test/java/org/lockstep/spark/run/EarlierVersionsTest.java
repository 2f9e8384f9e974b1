package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.spark.engine.HostReport;
import org.lockstep.spark.testing.CommandResult;

/**
 * Runs that earlier versions left when they were killed after their first step can be resumed. Each
 * directory was written by {@code train --hidden 2 --epochs 3 --shards 1 --checkpoint-every 1}.
 */
class EarlierVersionsTest {
  private static final String NEHALEM =
      "OpenBLAS 0.3.31 (bundled), Nehalem kernel (rounding 1595cd53)";

  @TempDir private Path temp;

  private static String blasHere() {
    return HostReport.ofThisJvm(BlasChoice.AUTO).blas().exactText();
  }

  /** Resumes a copy of a run, and returns its output before the first step. */
  private List<String> resume(String name) throws IOException, URISyntaxException {
    URL stored = Objects.requireNonNull(getClass().getResource(name), name);
    FileUtils.copyDirectory(Path.of(stored.toURI()).toFile(), run().toFile());
    String command =
        "train --hidden 2 --epochs 3 --shards 1 --checkpoint-every 1 --resume --output";
    CommandResult result =
        CommandResult.of(
            Stream.of(command.split(" ", -1), new String[] {run().toString()})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    List<String> lines = result.done().lines();
    assertThat(lines).contains("completed: all 3 epochs done");
    assertThat(run().resolve("model.npz")).exists();
    return lines.stream().takeWhile(line -> !line.startsWith("epoch")).toList();
  }

  private Path run() {
    return temp.resolve("run");
  }

  private List<String> kernels() throws IOException {
    JsonNode record = new ObjectMapper().readTree(run().resolve("run.json").toFile());
    return record.path("hosts").findValuesAsText("kernel");
  }

  @Test
  void aCheckpointOfVersion1DoesNotNameItsKernel() throws Exception {
    assertThat(resume("run-v1"))
        .containsSubsequence(
            "Resuming  after step 1 (epoch 2)",
            "Note      the checkpoint does not say which BLAS and which kernel computed it: the run"
                + " continues with "
                + blasHere()
                + ", and its last bits may differ");
    // Later checkpoints keep the unknown BLAS.
    try (Stream<Path> checkpoints = Files.list(run().resolve("checkpoints"))) {
      Path last = checkpoints.sorted().reduce((earlier, later) -> later).orElseThrow();
      assertThat(CommandResult.of("inspect", last.toString()).done().lines())
          .contains("blas      " + blasHere(), "blas      an unknown BLAS");
    }
  }

  @Test
  void aCheckpointOfVersion2ByAnotherKernelIsResumedWithANoteOfBothKernels() throws Exception {
    assertThat(resume("run-v2"))
        .containsSubsequence(
            "Resuming  after step 1 (epoch 2)",
            "Note      the run was computed with "
                + NEHALEM
                + " so far and continues with "
                + blasHere()
                + ": its last bits may differ");
    assertThat(kernels())
        .containsExactly("Nehalem kernel", HostReport.ofThisJvm(BlasChoice.AUTO).way());
  }
}
