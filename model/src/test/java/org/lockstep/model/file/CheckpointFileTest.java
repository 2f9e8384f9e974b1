package org.lockstep.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.optim.Lbfgs;

class CheckpointFileTest {

  @ParameterizedTest
  @EnumSource
  void aCheckpointReadsBackAsWritten(Precision precision) throws IOException {
    Checkpoint checkpoint = Checkpoints.inTheMiddle(precision);
    assertSame(read(Checkpoints.bytes(checkpoint)), checkpoint);
  }

  @Test
  void aFileOfFormatVersion1StaysReadableAndNamesNoBlas() throws IOException {
    assertSame(
        golden("checkpoint-v1.npz"),
        Checkpoints.ofVersion1(Checkpoints.inTheMiddle(Precision.DOUBLE)));
  }

  @Test
  void aFileOfFormatVersion2StaysReadable() throws IOException {
    assertSame(golden("checkpoint-v2.npz"), Checkpoints.inTheMiddle(Precision.DOUBLE));
  }

  private static Checkpoint golden(String name) throws IOException {
    try (InputStream file = CheckpointFileTest.class.getResourceAsStream(name)) {
      return CheckpointFile.read("c.npz", file);
    }
  }

  @Test
  void aCheckpointAtTheStartOfARunHasReportedNoEpochs() throws IOException {
    Checkpoint start =
        new Checkpoint(
            "run",
            TrainingPosition.START,
            true,
            Models.small(Precision.FLOAT),
            List.of(),
            Optional.empty(),
            Checkpoints.fingerprint(),
            new TreeSet<>());
    assertSame(read(Checkpoints.bytes(start)), start);
    assertThat(start.position().epochsReported()).isZero();
  }

  @Test
  void theVectorsOfTheLongestHistoryKeepTheirOrder() throws IOException {
    Checkpoint few = Checkpoints.inTheMiddle(Precision.FLOAT);
    List<FlatVector> state = new ArrayList<>();
    for (int i = 0; i < new Lbfgs(Lbfgs.MOST_HISTORY).stateVectors(); i++) {
      FlatVector vector = few.model().parameters().copy();
      vector.fill(i % 3 == 0 ? 0 : i); // pairs not recorded yet are 0
      state.add(vector);
    }
    Checkpoint many =
        new Checkpoint(
            few.runId(),
            few.position(),
            few.scheduled(),
            few.model(),
            state,
            few.best(),
            few.fingerprint(),
            few.computedWith());
    byte[] bytes = Checkpoints.bytes(many);
    assertSame(read(bytes), many);
    assertThat(ModelFile.read("c.npz", new ByteArrayInputStream(bytes)).parameters())
        .usingRecursiveComparison()
        .isEqualTo(few.model().parameters());
  }

  @Test
  void aCheckpointAlsoOpensAsAModel() throws IOException {
    Model model = Models.read(Checkpoints.bytes(Checkpoints.inTheMiddle(Precision.FLOAT)));
    assertThat(Models.bytes(model)).isEqualTo(Models.bytes(Models.small(Precision.FLOAT)));
  }

  @Test
  void aModelIsRefusedAsACheckpoint() {
    assertThatThrownBy(() -> read(Models.bytes(Models.small(Precision.FLOAT))))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[c.npz] expected an entry checkpoint.json but found none");
  }

  @Test
  void everyTruncatedFileIsRefused() {
    byte[] whole = Checkpoints.bytes(Checkpoints.inTheMiddle(Precision.FLOAT));
    for (int length = 0; length < whole.length; length += 7) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("[c.npz");
    }
  }

  @Test
  void aFlippedBitIsRefusedOrChangesNothing() throws IOException {
    Checkpoint checkpoint = Checkpoints.inTheMiddle(Precision.FLOAT);
    byte[] bytes = Checkpoints.bytes(checkpoint);
    for (int i = 0; i < bytes.length; i += 3) {
      bytes[i] ^= 0x10;
      Checkpoint read = null;
      try {
        read = read(bytes);
      } catch (BadInputException e) {
        assertThat(e).as("byte %d", i).hasMessageStartingWith("[c.npz");
      }
      if (read != null) { // in unread bytes: a date, or the directory after the entries
        assertSame(read, checkpoint);
      }
      bytes[i] ^= 0x10;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "epoch" : 3           | "epoch" : 0             | [c.npz:checkpoint.json] expected a valid position but found 'epoch 0, step 2 of 10, 1 rollbacks'
          "version" : 2         | "version" : 3           | [c.npz:checkpoint.json] expected format version 1 to 2 but found version 3, written by Lockstep 'VERSION'
          lockstep-checkpoint   | lockstep-model          | [c.npz:checkpoint.json] expected the format lockstep-checkpoint but found 'lockstep-model'
          "optimizer_vectors" : 2 | "optimizer_vectors" : 1 | [c.npz] expected only the arrays W1, b1, W2, b2 but found 'optimizer_2'
          "optimizer_vectors" : 2 | "optimizer_vectors" : 3 | [c.npz] expected an array optimizer_3 of shape (26,) but found none
          "optimizer_vectors" : 2 | "optimizer_vectors" : -1 | [c.npz:checkpoint.json] expected optimizer_vectors from 0 to 201 but found -1
          "best" : true         | "best" : false          | [c.npz] expected only the arrays W1, b1, W2, b2 but found 'best'
          "score" : "           | "score" : "AAAA         | [c.npz:checkpoint.json] expected score of 32 bytes but found 35
          "score" : "           | "score" : "-            | [c.npz:checkpoint.json] expected score in base64 but found something else
          "shards" : 2          | "shards" : 1000000000   | [c.npz:checkpoint.json] expected a valid fingerprint.data but found '2 checksums of 1000000000 shards'
          "penalties" : 0.5     | "penalties" : 1e999     | [c.npz:checkpoint.json] expected so_far.penalties to be a number but found 'Infinity'
          "version" : 2         | "version" : 1           | [c.npz:checkpoint.json] expected only known fields but found 'computed_with'
          "kernel" : "Haswell   | "kern" : "Haswell       | [c.npz:checkpoint.json] expected the field computed_with[0].kernel but found none
          "ended" : false       | "ended" : false, "x" : 1 | [c.npz:checkpoint.json] expected only known fields in position but found 'x'
          """)
  void anInvalidHeaderIsRefusedWithItsField(String written, String instead, String message)
      throws IOException {
    byte[] other =
        withHeader(
            json -> {
              assertThat(json).contains(written);
              return json.replace(written, instead);
            });
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message.replace("VERSION", ModelFile.writer()));
  }

  private static byte[] withHeader(UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> entries =
        Models.entries(Checkpoints.bytes(Checkpoints.inTheMiddle(Precision.FLOAT)));
    String json = new String(entries.get("checkpoint.json"), StandardCharsets.UTF_8);
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.put("checkpoint.json", change.apply(json).getBytes(StandardCharsets.UTF_8));
    return Models.archive(changed);
  }

  private static void assertSame(Checkpoint read, Checkpoint written) {
    assertThat(Checkpoints.bytes(read))
        .isEqualTo(Checkpoints.bytes(written)); // the writer omits nothing
    assertThat(read.runId()).isEqualTo(written.runId());
    assertThat(read.position().epoch()).isEqualTo(written.position().epoch());
    assertThat(read.fingerprint()).isEqualTo(written.fingerprint());
    assertThat(read.computedWith()).isEqualTo(written.computedWith());
    assertThat(read.optimizerState()).hasSameSizeAs(written.optimizerState());
  }

  private static Checkpoint read(byte[] bytes) throws IOException {
    return CheckpointFile.read("c.npz", new ByteArrayInputStream(bytes));
  }
}
