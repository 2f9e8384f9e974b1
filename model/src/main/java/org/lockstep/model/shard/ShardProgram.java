package org.lockstep.model.shard;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.optim.Schedule;

/**
 * Everything that a task needs to know, once, to compute on shards, except for θ and the position.
 * {@link ShardWorker} does the computing.
 *
 * @param encoder from the shards' raw values to features
 * @param scaling from features to what the network sees
 * @param targetScaling from targets to what the network is to output
 * @param dropoutSeed of the dropout masks
 * @param classWeights the weight factor of each class; empty for none
 * @param dropoutSchedule the factor of the dropout probabilities, by step
 */
public record ShardProgram(
    NetworkSpec network,
    Task task,
    Precision precision,
    BlasChoice blas,
    InputEncoder encoder,
    Scaling scaling,
    TargetScaling targetScaling,
    long dropoutSeed,
    Batches batches,
    List<Double> classWeights,
    Schedule dropoutSchedule)
    implements Serializable {
  public ShardProgram {
    classWeights = List.copyOf(classWeights);
  }

  /** The program with constant dropout. */
  public ShardProgram(
      NetworkSpec network,
      Task task,
      Precision precision,
      BlasChoice blas,
      InputEncoder encoder,
      Scaling scaling,
      TargetScaling targetScaling,
      long dropoutSeed,
      Batches batches,
      List<Double> classWeights) {
    this(
        network,
        task,
        precision,
        blas,
        encoder,
        scaling,
        targetScaling,
        dropoutSeed,
        batches,
        classWeights,
        new Schedule.Constant(1));
  }

  /** The same with another dropout schedule. */
  public ShardProgram withDropoutSchedule(Schedule schedule) {
    return with(network, schedule);
  }

  /** The same for scoring this many members together. */
  public ShardProgram ofMembers(int members) {
    return with(network.withMembers(members), dropoutSchedule);
  }

  private ShardProgram with(NetworkSpec other, Schedule schedule) {
    return new ShardProgram(
        other,
        task,
        precision,
        blas,
        encoder,
        scaling,
        targetScaling,
        dropoutSeed,
        batches,
        classWeights,
        schedule);
  }

  /**
   * The factor of the dropout probabilities in a step.
   *
   * @param epoch from 1
   * @param step within the epoch, from 0
   */
  double dropoutFactor(int epoch, long step) {
    return dropoutSchedule.rate((epoch - 1) * batches.stepsPerEpoch() + step);
  }

  /** The program for shards that hold features, with targets used as they are. */
  public ShardProgram(
      NetworkSpec network,
      Task task,
      Precision precision,
      BlasChoice blas,
      Scaling scaling,
      long dropoutSeed,
      Batches batches,
      List<Double> classWeights) {
    this(
        network,
        task,
        precision,
        blas,
        InputEncoder.identity(scaling.width()),
        scaling,
        TargetScaling.none(network.outputs()),
        dropoutSeed,
        batches,
        classWeights);
  }

  /** From the shards' raw values to what the network sees, in the arithmetic of this JVM. */
  public Standardizer standardizer(Arithmetic arithmetic) {
    return new Standardizer(arithmetic, encoder, scaling);
  }

  /** The arithmetic of this JVM. */
  public Arithmetic arithmetic() {
    return new Arithmetic(precision, blas.load());
  }
}
