package org.lockstep.spark.checkpoint;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.Model;
import org.lockstep.model.text.Text;
import org.lockstep.spark.fit.InitialWeights;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.settings.OnNan;
import org.lockstep.spark.store.CheckpointStore.Found;
import org.lockstep.spark.train.TrainerState;

/** The states a run can restart from: its valid checkpoints and its beginning. */
public final class RestartPoints {
  private final RunFiles run;
  private final InitialWeights initial;

  /**
   * Creates the restart points of a run.
   *
   * @param initial the weights it begins with
   */
  public RestartPoints(RunFiles run, InitialWeights initial) {
    this.run = run;
    this.initial = initial;
  }

  /**
   * The newest valid checkpoint.
   *
   * @throws BadInputException if a checkpoint belongs to another run or to other data
   */
  public Optional<Checkpoint> newest() throws IOException {
    Optional<Checkpoint> newest = find(false);
    newest.ifPresent(this::checkNames);
    return newest;
  }

  /**
   * The newest checkpoint that the schedule called for: every attempt has it, wherever it was
   * stopped.
   */
  public Optional<Checkpoint> newestScheduled() throws IOException {
    return find(true);
  }

  /** The step of {@link #newestScheduled}, if that checkpoint must be kept for a rollback. */
  public OptionalLong kept(Optional<Checkpoint> start, OnNan onNan) throws IOException {
    if (onNan == OnNan.STOP || start.isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<Checkpoint> scheduled = start.get().scheduled() ? start : newestScheduled();
    return scheduled.isPresent()
        ? OptionalLong.of(scheduled.get().position().stepsDone())
        : OptionalLong.empty();
  }

  /**
   * The state of a checkpoint, or the initial state. The log and the store drop everything later.
   */
  public TrainerState stateAt(Optional<Checkpoint> place, EpochLog log) throws IOException {
    TrainerState state = place.isPresent() ? state(place.get(), log) : first(log);
    run.store().prune(step -> place.isPresent() && step <= state.position().stepsDone());
    return state;
  }

  private TrainerState first(EpochLog log) throws IOException {
    log.restore(0);
    return TrainerState.initial(initial.take(), run.plan().training().updates().optimizer());
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
    return run.store()
        .newest(
            checkpoint -> {
              checkFits(checkpoint);
              return checkpoint.scheduled() || !scheduled;
            },
            run.notices())
        .map(Found::checkpoint);
  }

  private void checkFits(Checkpoint checkpoint) {
    int vectors = run.plan().training().updates().stateVectors();
    boolean fits =
        run.identity().isOf(checkpoint)
            && checkpoint
                .model()
                .network()
                .forPrediction()
                .equals(run.plan().program().network().forPrediction())
            && checkpoint.model().parameters().precision() == run.plan().program().precision()
            && checkpoint.optimizerState().size() == vectors;
    if (!fits) {
      throw BadInputException.at(
          run.identity().name(),
          "checkpoints of run " + Text.brief(run.identity().runId()),
          "one of another run");
    }
  }

  /** Checks names, which the checksums of shards do not cover. */
  private void checkNames(Checkpoint checkpoint) {
    Model model = checkpoint.model();
    if (!model.input().columns().equals(run.data().input().columns())
        || !model.target().equals(run.data().target())) {
      throw BadInputException.at(
          run.identity().name(),
          "the data of the run to resume",
          "the same rows with other names of columns or classes");
    }
  }
}
