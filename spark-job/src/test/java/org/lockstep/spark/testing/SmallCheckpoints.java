package org.lockstep.spark.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.DataFingerprint;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;

/** Checkpoints of a network of two weights. */
public final class SmallCheckpoints {
  private SmallCheckpoints() {}

  /** A checkpoint after a step; the number of the step is also its first weight. */
  public static Checkpoint after(long step) {
    FlatVector theta = FlatVector.zeros(Precision.FLOAT, 2);
    theta.set(0, (double) step);
    theta.set(1, 0.5);
    Model model =
        new Model(
            NetworkSpec.perceptron(1, List.of(), new Relu(), 1, new LinearSquaredError(), true),
            theta,
            new InputSchema(List.of(InputColumn.number("x"))),
            new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
            Scaling.none(1));
    return new Checkpoint(
        "run",
        new TrainingPosition(1, step, step, 0, false, EpochSoFar.NOTHING),
        true,
        model,
        List.of(theta.copy()),
        Optional.empty(),
        new RunFingerprint(
            Map.of("--hidden", "none"), new DataFingerprint(1, 10, 0, 0, List.of(1), List.of())),
        new TreeSet<>(List.of(new BlasIdentity("Java11BLAS", "", "01234567"))));
  }
}
