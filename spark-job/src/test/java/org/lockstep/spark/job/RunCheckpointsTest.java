package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.CheckpointStore.Stored;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.testing.SmallCheckpoints;
import org.lockstep.spark.train.Keep;

/** Which checkpoints a run leaves. */
class RunCheckpointsTest {
  @TempDir private Path folder;
  private final Configuration configuration = new Configuration();
  private final List<String> notices = new ArrayList<>();

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toString());
  }

  private List<Long> stepsAfter(OptionalLong scheduled, long... steps) throws IOException {
    CheckpointStore store = new CheckpointStore(path("checkpoints"), configuration);
    Checkpoint first = SmallCheckpoints.behind(3);
    store.write(first);
    try (EpochLog log =
            new EpochLog(
                path("log"),
                configuration,
                new EpochLogSchema("run", "job", 1),
                () -> {},
                notices::add);
        StopSignal signal = new StopSignal(notices::add);
        RunCheckpoints checkpoints =
            new RunCheckpoints(
                store,
                new RunLock("run", path("lock.json"), configuration),
                new RunCheckpoints.Identity(
                    "run", theta -> first.model(), first.fingerprint(), first.computedWith()),
                new CheckpointEvery.Epochs(1),
                true,
                log,
                new BestEpoch(Keep.LAST, 100),
                signal,
                notices::add)) {
      checkpoints.keep(scheduled);
      for (long step : steps) {
        checkpoints.save(
            new TrainingPosition(1, step, step, 0, false, EpochSoFar.NOTHING),
            first.model().parameters(),
            first.optimizerState(),
            Optional.empty());
      }
    }
    assertThat(notices).isEmpty();
    return store.list().stream().map(Stored::step).toList();
  }

  @Test
  void theLastThreeAreKept() throws IOException {
    assertThat(stepsAfter(OptionalLong.empty(), 4, 5, 6, 7)).containsExactly(5L, 6L, 7L);
  }

  @Test
  void theOneToGoBackToIsKeptHoweverOftenTheRunWasStoppedSince() throws IOException {
    assertThat(stepsAfter(OptionalLong.of(3), 4, 5, 6, 7)).containsExactly(3L, 5L, 6L, 7L);
  }
}
