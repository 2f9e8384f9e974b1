package org.lockstep.model.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.DataFingerprint.DataFile;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.score.Score;

/** Small checkpoints and their bytes. */
final class Checkpoints {
  private Checkpoints() {}

  /** A checkpoint in the middle of a run's third epoch, after one rollback. */
  static Checkpoint inTheMiddle(Precision precision) {
    Model model = Models.small(precision);
    Score score = new Score(Task.CLASSIFICATION, 2, false);
    score.addClass(new double[] {0.25, 0.75}, 1, 1 / 3.0, 0.1);
    EpochSoFar soFar = new EpochSoFar(Optional.of(score), 0.5, 9_000_000_000L, 3, 2, 1);
    return new Checkpoint(
        "run",
        new TrainingPosition(3, 2, 10, 1, false, soFar),
        false,
        model,
        List.of(scaled(model.parameters(), 0.1), scaled(model.parameters(), 1 / 3.0)),
        Optional.of(scaled(model.parameters(), -2)),
        fingerprint(),
        new TreeSet<>(
            List.of(
                new BlasIdentity("OpenBLAS 0.3.31 (bundled)", "Haswell kernel", "0123abcd"),
                new BlasIdentity("VectorBLAS", "512-bit vectors", "4567cdef"))));
  }

  /** The checkpoint as version 1 stores it. */
  static Checkpoint ofVersion1(Checkpoint checkpoint) {
    return new Checkpoint(
        checkpoint.runId(),
        checkpoint.position(),
        checkpoint.scheduled(),
        checkpoint.model(),
        checkpoint.optimizerState(),
        checkpoint.best(),
        checkpoint.fingerprint(),
        new TreeSet<>(List.of(BlasIdentity.UNKNOWN)));
  }

  static FlatVector scaled(FlatVector theta, double factor) {
    FlatVector vector = theta.copy();
    for (int i = 0; i < vector.length(); i++) {
      vector.set(i, factor * theta.get(i));
    }
    return vector;
  }

  static RunFingerprint fingerprint() {
    return new RunFingerprint(
        Map.of("--hidden", "4"),
        new DataFingerprint(
            2,
            100,
            0,
            20,
            List.of(-1, 7),
            List.of(new DataFile("file:/data/ä b.csv", 1234, 1_700_000_000_000L))));
  }

  static byte[] bytes(Checkpoint checkpoint) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      CheckpointFile.write(checkpoint, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** The entries of a checkpoint's file, in order. */
  static Map<String, byte[]> entries(Checkpoint checkpoint) {
    try {
      return Models.entries(bytes(checkpoint));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
