package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.prepare.InputChoices;
import org.lockstep.model.prepare.Missing;
import org.lockstep.spark.engine.Cores;
import org.lockstep.spark.engine.FitTurn;
import org.lockstep.spark.engine.JvmBlas;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.fit.Division;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.Fitted;
import org.lockstep.spark.fit.Preparation;
import org.lockstep.spark.fit.ShardCount;
import org.lockstep.spark.fit.Sources;
import org.lockstep.spark.fit.TaskFailures;
import org.lockstep.spark.settings.CheckpointEvery;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.EnsembleSettings;
import org.lockstep.spark.settings.IdleSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OnNan;
import org.lockstep.spark.settings.Recipe;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.settings.Shuffle;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.SplitRule;
import org.lockstep.spark.table.TableSource;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.TrainingResult;

/**
 * A fit of an estimator.
 *
 * @param uid the estimator's uid, for the log
 * @param values the values of the estimator's parameters
 * @param labels what is known about the labels beforehand
 * @param own choices other than settings
 * @param listeners listeners to tell of each epoch
 */
record MlpTraining(
    String uid,
    SettingValues values,
    Own own,
    FitColumns columns,
    Labels labels,
    List<EpochListener> listeners) {

  /**
   * Choices that only estimators offer, or that the command line expresses differently.
   *
   * @param layers the sizes of all layers
   * @param initialModel the model to continue from
   * @param checkpointDir the directory for checkpoints, if the fit can be interrupted
   * @param isFromElsewhere whether the caller is a program in another language
   */
  record Own(
      Optional<int[]> layers,
      Optional<Model> initialModel,
      Optional<String> checkpointDir,
      boolean isFromElsewhere) {}

  /**
   * The result of a fit.
   *
   * @param results the results of each member of the model
   * @param shards the number of shards of the training rows
   */
  record Trained(Model model, List<TrainingResult> results, int shards) {}

  /** The fit that an estimator's parameters describe. */
  static MlpTraining of(
      MlpParams owner,
      FitColumns columns,
      Labels labels,
      Optional<Model> initialModel,
      List<EpochListener> listeners) {
    SettingValues values = owner.settingParams().values(owner);
    Optional<int[]> layers = Optional.empty();
    boolean hasNetwork = values.given(NetworkSettings.NETWORK).isPresent();
    if (owner.isSet(owner.layers())) {
      if (hasNetwork) {
        throw BadInputException.at("layers", "layers or " + NetworkSettings.NETWORK, "both");
      }
      if (values.given(NetworkSettings.HIDDEN).isPresent()) {
        throw BadInputException.at("layers", "layers or " + NetworkSettings.HIDDEN, "both");
      }
      int[] sizes = owner.getLayers();
      layers = Optional.of(sizes);
      values =
          values.with(
              NetworkSettings.HIDDEN, Arrays.stream(sizes, 1, sizes.length - 1).boxed().toList());
    } else if (initialModel.isPresent()
        && !hasNetwork
        && values.given(NetworkSettings.HIDDEN).isEmpty()) {
      values = WarmStartSettings.complete(values, initialModel.get().network());
    }
    if (owner.getCheckpointInterval() != -1) {
      values =
          values.with(
              LoopSettings.CHECKPOINT_EVERY,
              new CheckpointEvery.Epochs(owner.getCheckpointInterval()));
    }
    Optional<String> checkpointDir = OwnParams.given(owner, owner.checkpointDir());
    if (values.get(LoopSettings.ON_NAN) == OnNan.ROLLBACK && checkpointDir.isEmpty()) {
      throw BadInputException.at(
          LoopSettings.ON_NAN + " rollback", "checkpointDir to go back to", "none");
    }
    return new MlpTraining(
        owner.uid(),
        values,
        new Own(layers, initialModel, checkpointDir, owner.isSet(owner.ownParams().callerVersion)),
        columns,
        labels,
        listeners);
  }

  /**
   * Trains.
   *
   * @throws IllegalArgumentException with a message of one line, if parameters or data are invalid
   */
  Trained fit(Dataset<?> dataset) {
    try {
      return train(dataset.toDF());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      Optional<BadInputException> bad = FileErrors.explanation(e);
      if (bad.isPresent()) {
        throw ParamNames.refusal(bad.get());
      }
      Optional<SparkException> cancelled = cancellation(e);
      if (cancelled.isPresent()) {
        throw MlpTraining.<RuntimeException>sneak(cancelled.get());
      }
      Optional<String> failure = TaskFailures.describe(e);
      if (failure.isPresent()) {
        throw new IllegalStateException(ParamNames.tell(failure.get()), e);
      }
      if (e instanceof IOException io) {
        throw new UncheckedIOException(ParamNames.tell(io.getMessage()), io);
      }
      throw MlpTraining.<RuntimeException>sneak(e);
    }
  }

  /** Finds the exception that Spark throws for a cancelled job. */
  private static Optional<SparkException> cancellation(Exception failure) {
    return Causes.chain(failure).stream()
        .filter(SparkException.class::isInstance)
        .map(SparkException.class::cast)
        .filter(cause -> "SPARK_JOB_CANCELLED".equals(cause.getCondition()))
        .findFirst();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Spark does not declare its own
  private static <X extends Exception> X sneak(Exception failure) throws X {
    throw (X) failure;
  }

  private Trained train(Dataset<Row> dataset) throws IOException {
    if (dataset.sparkSession().sparkContext().isStopped()) {
      throw BadInputException.at("the DataFrame", "a running session", "a stopped one");
    }
    Recipe recipe = Recipe.of(values);
    if (own.checkpointDir().isEmpty()) { // otherwise an earlier fit may continue
      IdleSettings.check(values);
    }
    checkOrder();
    ComputeSettings compute = ComputeSettings.of(values);
    JvmBlas.ready(compute.blas());
    SparkSession spark = dataset.sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    if (columns.features().areRaw() && own.initialModel().isPresent()) {
      throw BadInputException.at(
          "inputCols", "featuresCol, since the fit continues from a model", "inputCols");
    }
    Preparation asked =
        Preparation.of(
            meaning(), recipe, compute, new ShardCount.OfBatch(recipe.loop()::batchSize));
    Preparation preparation =
        own.initialModel()
            .map(
                model ->
                    asked.withScaling(model.scaling()).withTargetScaling(model.targetScaling()))
            .orElse(asked);
    Cores cores = Cores.of(context);
    try (FitTurn turn =
            FitTurn.take(
                cores, compute.tasks().orElse(context.defaultParallelism()), Notices::tell);
        FitData data = FitData.prepare(context, sources(dataset, recipe), preparation)) {
      data.notes().forEach(note -> Notices.tell(uid + ": " + note));
      checkLayers(data);
      turn.limit(data.shards().tasks());
      List<MlpMember> members = members(spark, data);
      List<Fitted> fitted = new ArrayList<>();
      for (MlpMember member : members) {
        fitted.add(member.fit(turn));
      }
      for (MlpMember member : members) { // only once all are trained
        member.forget();
      }
      return new Trained(
          Model.together(fitted.stream().map(Fitted::model).toList()),
          fitted.stream().map(Fitted::result).toList(),
          data.tree().shards());
    }
  }

  /** The fits of the networks that will predict together. */
  private List<MlpMember> members(SparkSession spark, FitData data) throws IOException {
    int count = values.get(EnsembleSettings.MEMBERS);
    List<MlpMember> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = count == 1 ? uid : uid + " " + (i + 1) + "/" + count;
      SettingValues ofMember = EnsembleSettings.ofMember(values, i);
      members.add(new MlpMember(spark, name, ofMember, own, listeners, data));
    }
    return members;
  }

  /**
   * The data settings: missing values of raw columns are filled, refused, or left out with their
   * rows.
   */
  private DataSettings meaning() {
    DataSettings meaning = DataSettings.of(values);
    if (!columns.features().areRaw()) {
      return meaning;
    }
    Missing missing =
        switch (columns.invalid()) {
          case KEEP -> Missing.MEDIAN;
          case SKIP -> Missing.DROP_ROWS;
          case ERROR -> Missing.REFUSE;
        };
    InputChoices usual = meaning.input();
    return new DataSettings(
        meaning.task(),
        meaning.scale(),
        meaning.targetScale(),
        new InputChoices(
            missing,
            usual.indicator(),
            usual.mostCategories(),
            usual.ordinal(),
            usual.mostTerms()));
  }

  /** Without a shuffle, training would follow the order of content, which nobody wants. */
  private void checkOrder() {
    if (values.get(LoopSettings.SHUFFLE) == Shuffle.NONE && columns.order().isEmpty()) {
      throw BadInputException.at(
          LoopSettings.SHUFFLE + " none", "orderCol, since a DataFrame has no order", "none");
    }
  }

  private void checkLayers(FitData data) {
    if (own.layers().isEmpty()) {
      return;
    }
    int[] sizes = own.layers().get();
    if (sizes[0] != data.input().width()) {
      throw BadInputException.at(
          "layers",
          data.input().width() + " first, the number of features",
          Integer.toString(sizes[0]));
    }
    int last = sizes[sizes.length - 1];
    int outputs =
        data.target().classes().isEmpty()
            ? data.target().outputs()
            : data.target().classes().size();
    if (last != outputs) {
      throw BadInputException.at(
          "layers",
          outputs
              + " last, the number of "
              + switch (data.target().task()) {
                case CLASSIFICATION, BINARY -> "classes";
                case REGRESSION -> "targets";
                case MULTI_LABEL -> "labels";
              },
          Integer.toString(last));
    }
  }

  private Sources sources(Dataset<Row> dataset, Recipe recipe) {
    double share = values.get(DataSettings.VALIDATION_FRACTION);
    if (columns.validationIndicator().isPresent() && share > 0) {
      throw BadInputException.at(
          "validationIndicatorCol",
          "validationIndicatorCol or " + DataSettings.VALIDATION_FRACTION,
          "both");
    }
    Optional<Column> isHeldOut = // null counts as false, so that no row is lost
        columns.validationIndicator().map(name -> coalesce(Columns.of(name), lit(false)));
    DataFrameRows train =
        DataFrameRows.training(
            isHeldOut.map(column -> dataset.filter(not(column))).orElse(dataset),
            columns,
            recipe.loop().precision(),
            labels);
    Optional<TableSource> validation =
        isHeldOut.map(column -> train.validation(dataset.filter(column)));
    Division division =
        new Division(
            RowRange.ALL,
            HeldOut.fraction(share),
            new HeldOut.None(),
            share > 0 ? recipe.loop().seed() : 0,
            new SplitRule(share > 0, Optional.empty()));
    return new Sources(train, validation, Optional.empty(), division);
  }
}
