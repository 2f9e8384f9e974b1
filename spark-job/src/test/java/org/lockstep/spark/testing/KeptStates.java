package org.lockstep.spark.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;
import org.lockstep.spark.train.Checkpoints;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TrainerState;

/** Keeps the state before every step in memory. */
public final class KeptStates implements Checkpoints {
  private final List<TrainerState> states = new ArrayList<>();
  private final List<TrainingPosition> positions = new ArrayList<>();

  @Override
  public boolean isDue(int epoch, long step) {
    return true;
  }

  @Override
  public void save(
      TrainingPosition position,
      FlatVector theta,
      List<FlatVector> optimizerState,
      Optional<FlatVector> best,
      int bestEpoch) {
    positions.add(position);
    states.add(
        new TrainerState(
            TrainingPosition.START, // until the reports are known
            theta.copy(),
            optimizerState.stream().map(FlatVector::copy).toList(),
            best.map(FlatVector::copy),
            List.of()));
  }

  @Override
  public boolean isStopRequested() {
    return false;
  }

  /** The states of a run that ended with these reports. */
  public List<TrainerState> of(List<EpochReport> reports) {
    List<TrainerState> kept = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      TrainerState state = states.get(i);
      TrainingPosition position = positions.get(i);
      kept.add(
          new TrainerState(
              position,
              state.theta(),
              state.optimizerState(),
              state.best(),
              reports.subList(0, position.epochsReported())));
    }
    return kept;
  }
}
