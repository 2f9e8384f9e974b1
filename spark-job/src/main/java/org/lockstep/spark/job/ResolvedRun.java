package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.train.TrainingPlan;

/** What of a run is decided by the settings and the data together. */
final class ResolvedRun {
  private ResolvedRun() {}

  static ShardProgram program(TrainingSettings settings, TrainingData data) {
    TrainingSettings.RunSettings run = settings.run();
    long rows = data.survey().rows(Part.TRAIN);
    Batches batches =
        new Batches(
            rows,
            data.tree().shards(),
            Math.min(rows, run.batchSize().orElse(rows)),
            run.shuffle(),
            run.seed());
    return new ShardProgram(
        ResolvedNetwork.topology(settings.network(), data),
        data.target().task(),
        run.precision(),
        run.blas(),
        data.scaling(),
        new Dropout(settings.network().dropout(), run.seed()),
        batches,
        ResolvedNetwork.classWeights(data.survey()));
  }

  static TrainingPlan plan(TrainingSettings settings, Batches batches) {
    TrainingSettings.OptimizerSettings optimizer = settings.optimizer();
    TrainingSettings.RunSettings run = settings.run();
    return new TrainingPlan(
        batches,
        run.epochs(),
        run.maxSteps(),
        optimizer.rule(),
        optimizer.scheduleOver(run.epochs()),
        new Regularization(optimizer.l2(), optimizer.clipNorm()),
        run.keep(),
        run.earlyStopping());
  }

  static List<Part> evaluated(Survey survey) {
    List<Part> parts = new ArrayList<>();
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      if (survey.rows(part) > 0) {
        parts.add(part);
      }
    }
    return parts;
  }
}
