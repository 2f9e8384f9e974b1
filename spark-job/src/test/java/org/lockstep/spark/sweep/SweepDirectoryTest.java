package org.lockstep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.run.ExistingOutput;

class SweepDirectoryTest {
  @TempDir private Path folder;

  private SweepDirectory check() throws IOException {
    return SweepDirectory.check(
        folder.toString(), SweepDirectory.Kind.SWEEP, ExistingOutput.REPLACE, new Configuration());
  }

  @Test
  void aSweepIsReplacedOnRequest() throws IOException {
    check().begin();
    Files.writeString(folder.resolve("sweep.csv"), "cell\n");
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"method\": \"random\"}", "{\"written_by\": \"somebody\"}", "[]", "", "no JSON"})
  void aForeignMarkerProtectsItsDirectory(String mark) throws IOException {
    Files.writeString(folder.resolve("sweep.json"), mark);
    Path table = Files.writeString(folder.resolve("sweep.csv"), "mine");
    assertThatThrownBy(this::check)
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[%s] expected a new directory, or one that holds only a sweep but found files without"
                + " a sweep.json of ours",
            folder);
    assertThat(table).hasContent("mine");
  }
}
