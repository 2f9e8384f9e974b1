package org.lockstep.spark.fit;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.spark.engine.FitTurn;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.settings.EngineChoice;
import org.lockstep.spark.train.Checkpoints;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.Trainer;
import org.lockstep.spark.train.TrainerState;
import org.lockstep.spark.train.TrainingResult;

/** An engine on prepared data, and training with it. Not thread-safe. */
public final class Fit implements AutoCloseable {
  private final FitData data;
  private final FitPlan plan;
  private final StepEngine engine;

  private Fit(FitData data, FitPlan plan, StepEngine engine) {
    this.data = data;
    this.plan = plan;
    this.engine = engine;
  }

  /**
   * Starts the engine.
   *
   * @param notices receives one-line notices for the user: which engine runs if it is not the
   *     expected one, what the training waits for
   * @throws org.lockstep.model.error.BadInputException if the requested engine cannot run
   */
  public static Fit start(
      JavaSparkContext context,
      FitData data,
      FitPlan plan,
      EngineChoice choice,
      Consumer<String> notices) {
    StepEngine engine =
        Engines.start(
            choice,
            context,
            data.shards().rdd(),
            data.shards().tasks(),
            plan.program(),
            data.evaluated(),
            notices);
    return new Fit(data, plan, engine);
  }

  /** The same fit, taking turns with others. */
  public Fit sharing(FitTurn turn) {
    return new Fit(data, plan, turn.sharing(engine));
  }

  /** The engine. */
  public StepEngine engine() {
    return engine;
  }

  /** Trains from a state to the end of the plan, or until it makes no sense to go on. */
  public Fitted run(
      TrainerState start, Checkpoints checkpoints, List<? extends EpochListener> listeners) {
    TrainingResult result =
        new Trainer(plan.training(), plan.network().layout(), engine, start, checkpoints, listeners)
            .run();
    return new Fitted(plan.model(data, result.parameters()), result);
  }

  /** Ends the engine; the data stays. */
  @Override
  public void close() {
    engine.close();
  }
}
