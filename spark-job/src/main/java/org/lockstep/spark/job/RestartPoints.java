package org.lockstep.spark.job;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.text.Text;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.CheckpointStore.Found;
import org.lockstep.spark.train.TrainerState;
import org.lockstep.spark.train.TrainingPlan;

/** Where a run can go on from: its valid checkpoints, and its beginning. */
final class RestartPoints {
  private final RunDirectory directory;
  private final CheckpointStore store;
  private final String runId;
  private final RunFingerprint fingerprint;
  private final TrainingData data;
  private final ShardProgram program;
  private final TrainingPlan plan;
  private final InitialWeights initial;
  private final Consumer<String> notices;

  RestartPoints(
      RunDirectory directory,
      CheckpointStore store,
      String runId,
      RunFingerprint fingerprint,
      TrainingData data,
      ShardProgram program,
      TrainingPlan plan,
      InitialWeights initial,
      Consumer<String> notices) {
    this.directory = directory;
    this.store = store;
    this.runId = runId;
    this.fingerprint = fingerprint;
    this.data = data;
    this.program = program;
    this.plan = plan;
    this.initial = initial;
    this.notices = notices;
  }

  /**
   * The newest valid checkpoint.
   *
   * @throws BadInputException where a checkpoint is of another run, or of other data
   */
  Optional<Checkpoint> newest() throws IOException {
    Optional<Checkpoint> newest = find(false);
    newest.ifPresent(this::checkNames);
    return newest;
  }

  /** The newest one that the plan asked for: every attempt has it, wherever it was stopped. */
  Optional<Checkpoint> newestScheduled() throws IOException {
    return find(true);
  }

  /** The step of {@link #newestScheduled}, where that has to be kept for a rollback. */
  OptionalLong kept(Optional<Checkpoint> start, OnNan onNan) throws IOException {
    if (onNan == OnNan.STOP || start.isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<Checkpoint> scheduled = start.get().scheduled() ? start : newestScheduled();
    return scheduled.isPresent()
        ? OptionalLong.of(scheduled.get().position().stepsDone())
        : OptionalLong.empty();
  }

  /** The state of a checkpoint, or the first one; the log and the store forget what came later. */
  TrainerState stateAt(Optional<Checkpoint> place, EpochLog log) throws IOException {
    TrainerState state = place.isPresent() ? state(place.get(), log) : first(log);
    store.prune(step -> place.isPresent() && step <= state.position().stepsDone());
    return state;
  }

  private TrainerState first(EpochLog log) throws IOException {
    log.restore(0);
    return TrainerState.initial(initial.take(), plan.optimizer());
  }

  private static TrainerState state(Checkpoint checkpoint, EpochLog log) throws IOException {
    return new TrainerState(
        checkpoint.position(),
        checkpoint.model().parameters(),
        checkpoint.optimizerState(),
        checkpoint.best(),
        log.restore(checkpoint.position().epochsReported()));
  }

  private Optional<Checkpoint> find(boolean scheduled) throws IOException {
    return store
        .newest(
            checkpoint -> {
              checkFits(checkpoint);
              return checkpoint.scheduled() || !scheduled;
            },
            notices)
        .map(Found::checkpoint);
  }

  private void checkFits(Checkpoint checkpoint) {
    FlatVector shape = FlatVector.zeros(program.precision(), 0);
    int vectors = TrainerState.initial(shape, plan.optimizer()).optimizerState().size();
    boolean fits =
        checkpoint.runId().equals(runId)
            && checkpoint.fingerprint().configuration().equals(fingerprint.configuration())
            && checkpoint.model().topology().equals(program.topology())
            && checkpoint.model().parameters().precision() == program.precision()
            && checkpoint.optimizerState().size() == vectors;
    if (!fits) {
      throw BadInputException.at(
          directory.name(), "checkpoints of run " + Text.brief(runId), "one of another run");
    }
  }

  /** Names are not among what the checksums of shards are made from. */
  private void checkNames(Checkpoint checkpoint) {
    Model model = checkpoint.model();
    if (!model.input().equals(data.input()) || !model.target().equals(data.target())) {
      throw BadInputException.at(
          directory.name(),
          "the data of the run to resume",
          "other names of columns or classes, in the same rows");
    }
  }
}
