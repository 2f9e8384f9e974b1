package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/** An exhausted resource of a machine is reported in one line with a remedy. */
class ResourceShortageTest {
  private static final String FULL =
      " expected room for Spark's own files but found: No space left on device; name"
          + " another directory with --conf spark.local.dir=DIR before the command";

  @Test
  void aFullDiskOfTheDriverNamesItsDirectory() {
    assertThat(ResourceShortage.describe(new IOException("No space left on device")))
        .contains("[" + System.getProperty("java.io.tmpdir") + "]" + FULL);
  }

  @Test
  void aFullDiskInATaskNamesItsExecutor() {
    String lost =
        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent failure:"
            + " Lost task 0.0 in stage 1.0 (TID 7) (%s): java.io.IOException: No space left on"
            + " device\n\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)";
    assertThat(
            ResourceShortage.describe(new SparkException(Text.format(lost, "node-3 executor 2"))))
        .contains("[node-3, executor 2, spark.local.dir]" + FULL);
    assertThat(
            ResourceShortage.describe(
                new SparkException(Text.format(lost, "here executor driver"))))
        .contains("[" + System.getProperty("java.io.tmpdir") + "]" + FULL);
  }

  @Test
  void failuresThatNameTheirFileAreLeftAlone() {
    IOException full = new IOException("No space left on device");
    assertThat(
            ResourceShortage.describe(
                new IOException("[x] could not be written: it is full", full)))
        .isEmpty();
    assertThat(ResourceShortage.describe(BadInputException.at("x", "y", "z", full))).isEmpty();
  }

  @Test
  void aProcessWithoutFreeDescriptorsIsReported() {
    assertThat(
            ResourceShortage.describe(
                new RuntimeException(new FileNotFoundException("/x (Too many open files)"))))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .matches(
                        "\\[ulimit -n] expected to open one more file but found the limit of \\d+"
                            + " files reached"));
  }

  @Test
  void otherFailuresAreNoShortage() {
    assertThat(ResourceShortage.describe(new IOException("Input/output error"))).isEmpty();
    assertThat(ResourceShortage.describe(new NoClassDefFoundError("org/x/Y")))
        .as("many files may be open here: the class is missing for another reason")
        .isEmpty();
  }
}
