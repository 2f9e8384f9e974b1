package org.lockstep.model.shard;

import java.io.Serializable;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;

/**
 * Everything that a task needs to know, once, to compute on shards, except for θ and the position.
 * {@link ShardWorker} does the computing.
 *
 * @param numbers how all JVMs compute
 * @param inputs from the shards' raw values to what the network sees
 * @param targets what the shards' targets mean
 */
public record ShardProgram(
    NetworkSpec network,
    ArithmeticChoice numbers,
    InputScaling inputs,
    TargetProgram targets,
    Batches batches,
    DropoutPlan dropout)
    implements Serializable {

  /**
   * The program for shards that hold features, with targets used as they are and constant dropout.
   *
   * @param dropoutSeed of the dropout masks
   */
  public ShardProgram(
      NetworkSpec network,
      ArithmeticChoice numbers,
      Scaling scaling,
      Task task,
      Batches batches,
      long dropoutSeed) {
    this(
        network,
        numbers,
        InputScaling.ofFeatures(scaling),
        new TargetProgram(task, TargetScaling.none(network.outputs())),
        batches,
        new DropoutPlan(dropoutSeed));
  }

  /** The same with other targets. */
  public ShardProgram withTargets(TargetProgram others) {
    return new ShardProgram(network, numbers, inputs, others, batches, dropout);
  }

  /** The same with other dropout. */
  public ShardProgram withDropout(DropoutPlan other) {
    return new ShardProgram(network, numbers, inputs, targets, batches, other);
  }

  /** The same for scoring this many members together. */
  public ShardProgram ofMembers(int members) {
    return new ShardProgram(
        network.withMembers(members), numbers, inputs, targets, batches, dropout);
  }

  /**
   * The factor of the dropout probabilities in a step.
   *
   * @param epoch from 1
   * @param step within the epoch, from 0
   */
  double dropoutFactor(int epoch, long step) {
    return dropout.factor().rate((epoch - 1) * batches.stepsPerEpoch() + step);
  }

  /** The precision of θ and of all that is computed. */
  public Precision precision() {
    return numbers.precision();
  }

  /** From the shards' raw values to what the network sees, in the arithmetic of this JVM. */
  public Standardizer standardizer(Arithmetic arithmetic) {
    return new Standardizer(arithmetic, inputs.encoder(), inputs.scaling());
  }

  /** The arithmetic of this JVM. */
  public Arithmetic arithmetic() {
    return numbers.load();
  }
}
