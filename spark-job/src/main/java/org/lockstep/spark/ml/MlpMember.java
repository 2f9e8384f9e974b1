package org.lockstep.spark.ml;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.spark.engine.FitTurn;
import org.lockstep.spark.fit.Fit;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.fit.Fitted;
import org.lockstep.spark.fit.InitialWeights;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.Recipe;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.train.Checkpoints;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.TrainerState;
import org.lockstep.spark.train.TrainingResult.End;

/** The fit of one network on prepared data: the only one, or a member of an ensemble. */
final class MlpMember {
  private final SparkSession spark;
  private final String name;
  private final SettingValues values;
  private final MlpTraining.Own own;
  private final List<EpochListener> listeners;
  private final FitData data;
  private final Recipe recipe;
  private final FitPlan plan;
  private Optional<FitDirectory> directory = Optional.empty(); // set once it has begun

  /**
   * A fit.
   *
   * @param name the name for messages
   * @param listeners listeners to tell of each epoch
   * @throws BadInputException if the values do not suit the data
   */
  MlpMember(
      SparkSession spark,
      String name,
      SettingValues values,
      MlpTraining.Own own,
      List<EpochListener> listeners,
      FitData data) {
    this.spark = spark;
    this.name = name;
    this.values = values;
    this.own = own;
    this.listeners = listeners;
    this.data = data;
    this.recipe = Recipe.of(values);
    this.plan = FitPlan.of(data, recipe, ComputeSettings.of(values).blas());
    if (own.checkpointDir().isEmpty()) {
      plan.checkToBegin();
    }
  }

  /** Trains, taking turns with other fits. */
  Fitted fit(FitTurn turn) throws IOException {
    InitialWeights initial = initial();
    Notices.say(
        name
            + ": "
            + plan.program().network().text()
            + ", "
            + data.tree().shards()
            + " shards, which are part of the result");
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (Fit fit =
        Fit.start(context, data, plan, ComputeSettings.of(values).engine(), Notices::tell)
            .sharing(turn)) {
      List<EpochListener> all =
          Notices.listeners(
              spark,
              listeners,
              name,
              recipe.loop().epochs(),
              data.accuracyName(),
              own.isFromElsewhere());
      Fitted fitted = run(fit, initial, all);
      if (fitted.result().end() == End.DIVERGED) {
        Notices.tell(
            name + ": " + fitted.result().detail() + "; the model is the last before that");
      }
      return fitted;
    }
  }

  private Fitted run(Fit fit, InitialWeights initial, List<EpochListener> all) throws IOException {
    if (own.checkpointDir().isPresent()) {
      directory =
          Optional.of(
              new FitDirectory(spark, own.checkpointDir().get(), data, plan, values, initial));
      return directory.get().run(fit, recipe.loop(), all);
    }
    TrainerState start =
        TrainerState.initial(initial.take(), plan.training().updates().optimizer());
    return fit.run(start, Checkpoints.NONE, all);
  }

  /** Deletes the checkpoints that were kept in case of an interruption. */
  void forget() throws IOException {
    if (directory.isPresent()) {
      directory.get().delete();
    }
  }

  private InitialWeights initial() {
    String wanted = data.target().task().predicts();
    Optional<Model> before = own.initialModel();
    before
        .map(model -> model.target().task().predicts())
        .filter(found -> !found.equals(wanted))
        .ifPresent(
            found -> {
              throw BadInputException.at("initialModel", "a model of " + wanted, "one of " + found);
            });
    var configuration = spark.sessionState().newHadoopConf();
    return before
        .map(model -> InitialWeights.ofModel(recipe, plan, configuration, model))
        .orElseGet(() -> new InitialWeights(recipe, plan, data, configuration, Optional.empty()));
  }
}
