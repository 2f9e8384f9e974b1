package org.lockstep.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.Precision;
import org.lockstep.model.optim.Momentum;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitInputs;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.fit.FitTargets;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.CheckpointEvery;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.shard.CachedShards;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.CheckpointStore.Stored;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.testing.SmallCheckpoints;
import org.lockstep.spark.train.StoppingRule;
import org.lockstep.spark.train.TrainingLength;
import org.lockstep.spark.train.TrainingPlan;
import org.lockstep.spark.train.UpdatePlan;

/** Which checkpoints a run keeps. */
class CheckpointWriterTest {
  @TempDir private Path folder;
  private final Configuration configuration = new Configuration();
  private final List<String> notices = new ArrayList<>();

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toString());
  }

  /** A run of ten steps per epoch, with checkpoints like this one. */
  private RunFiles run(Checkpoint checkpoint, CheckpointStore store) {
    Model model = checkpoint.model();
    Batches batches = new Batches(10, 1, 1, false, 1);
    ShardProgram program =
        new ShardProgram(
            model.network(),
            new ArithmeticChoice(Precision.FLOAT, BlasChoice.JAVA),
            model.scaling(),
            model.target().task(),
            batches,
            1);
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingLength(batches, 5, OptionalLong.empty()),
            new UpdatePlan(
                new Momentum(),
                new Schedule.Constant(0.1),
                new Regularization(0, Double.POSITIVE_INFINITY)),
            new StoppingRule(Keep.LAST, OptionalInt.empty(), 0));
    FitData data =
        new FitData(
            new FitInputs(
                model.input(),
                new InputScaling(InputEncoder.of(model.input()), model.scaling()),
                false),
            new FitTargets(model.target(), model.targetScaling()),
            new CachedShards(null, 1, Features.Kind.FLOATS),
            null,
            List.of(),
            List.of());
    return new RunFiles(
        new RunIdentity("run", "run", checkpoint.fingerprint(), new Catalogue(List.of())),
        data,
        new FitPlan(program, plan),
        store,
        new RunLock("run", path("lock.json"), configuration),
        notices::add);
  }

  private List<Long> stepsAfter(OptionalLong scheduled, int bestEpoch, long... steps)
      throws IOException {
    CheckpointStore store = new CheckpointStore(path("checkpoints"), configuration);
    Checkpoint first = SmallCheckpoints.after(3);
    store.write(first);
    try (EpochLog log =
            new EpochLog(
                path("log"),
                configuration,
                new EpochLogSchema("run", "job", 1),
                () -> {},
                notices::add);
        CheckpointWriter checkpoints =
            new CheckpointWriter(
                run(first, store),
                first.computedWith(),
                new CheckpointEvery.Epochs(1),
                true,
                log,
                () -> false)) {
      checkpoints.keep(scheduled);
      for (long step : steps) {
        checkpoints.save(
            new TrainingPosition(1, step, step, 0, false, EpochSoFar.NOTHING),
            first.model().parameters(),
            first.optimizerState(),
            Optional.empty(),
            bestEpoch);
      }
    }
    assertThat(notices).isEmpty();
    return store.list().stream().map(Stored::step).toList();
  }

  @Test
  void theLastThreeCheckpointsAreKept() throws IOException {
    assertThat(stepsAfter(OptionalLong.empty(), 0, 4, 5, 6, 7)).containsExactly(5L, 6L, 7L);
  }

  @Test
  void theCheckpointToRollBackToIsKeptWhateverFollows() throws IOException {
    assertThat(stepsAfter(OptionalLong.of(3), 0, 4, 5, 6, 7)).containsExactly(3L, 5L, 6L, 7L);
  }

  @Test
  void theLastCheckpointBeforeTheEpochAfterTheBestEndsIsKept() throws IOException {
    assertThat(stepsAfter(OptionalLong.empty(), 1, 12, 19, 20, 21, 22))
        .containsExactly(19L, 20L, 21L, 22L);
  }
}
