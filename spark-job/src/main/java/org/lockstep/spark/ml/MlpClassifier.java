package org.lockstep.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OptimizerSettings;

/**
 * A multilayer perceptron that tells classes apart, trained by exact, synchronous, data-parallel
 * mini-batch gradient descent. The same rows give the same model, whatever their order and
 * partitioning, on any number of tasks.
 *
 * <p>Labels are whole numbers from 0, of any numeric type. Where the label column's metadata names
 * the classes, as StringIndexer does, the model knows them; else there are as many as the largest
 * label says. Features are a vector, dense or sparse, or an array of numbers.
 */
public final class MlpClassifier
    extends ProbabilisticClassifier<Vector, MlpClassifier, MlpClassificationModel>
    implements MlpEstimator<MlpClassifier, MlpClassificationModel> {
  private static final long serialVersionUID = 1L;

  private final MlpState state;
  private Param<String> weightCol;

  /** A classifier with a name of its own. */
  public MlpClassifier() {
    this(Identifiable$.MODULE$.randomUID("mlpc"));
  }

  /** A classifier of this name. */
  public MlpClassifier(String uid) {
    this(uid, Uids.keep(uid));
  }

  @SuppressWarnings("UnusedVariable") // kept means: on the way here
  private MlpClassifier(String uid, String kept) {
    super();
    this.state = new MlpState(this, uid, MlSettings.ofClasses());
    HasWeightCol.$init$(this);
  }

  @Override
  public String uid() {
    return state == null ? Uids.kept() : state.uid;
  }

  @Override
  public MlpState state() {
    return state;
  }

  @Override
  public Param<String> weightCol() {
    return weightCol;
  }

  @Override
  @SuppressWarnings({"checkstyle:MethodName", "MethodName"}) // Scala's name for it
  public void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(
      Param<String> param) {
    weightCol = param;
  }

  /** How much classes weigh, where that is not left to their rows: balanced, or by name. */
  public Param<String> classWeights() {
    return settingParams().get(OptimizerSettings.CLASS_WEIGHTS);
  }

  /** The value of {@link #classWeights}. */
  public String getClassWeights() {
    return (String) settingParams().value(this, OptimizerSettings.CLASS_WEIGHTS);
  }

  /**
   * Sets {@link #classWeights}: balanced, so that all classes weigh the same, however many rows
   * they have; or each by its name, {@code spam=5,ham=1}.
   */
  public MlpClassifier setClassWeights(String value) {
    set(classWeights(), value);
    return this;
  }

  /** Share of each target that cross-entropy spreads evenly over all classes. */
  public DoubleParam labelSmoothing() {
    return settingParams().get(NetworkSettings.LABEL_SMOOTHING);
  }

  /** The value of {@link #labelSmoothing}. */
  public double getLabelSmoothing() {
    return (Double) settingParams().value(this, NetworkSettings.LABEL_SMOOTHING);
  }

  /** Sets {@link #labelSmoothing}. */
  public MlpClassifier setLabelSmoothing(double value) {
    set(labelSmoothing(), (Double) value);
    return this;
  }

  /**
   * Checks the columns, and adds those of the model.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  @Override
  public StructType transformSchema(StructType schema) {
    try {
      InputColumns.check(schema, columns(), new Labels.Classes(Optional.empty()));
      Optional<List<String>> classes =
          Columns.classes(Columns.find(schema, "labelCol", getLabelCol()));
      return ClassOutputs.addTo(schema, this, classes);
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /**
   * Trains a model.
   *
   * @throws IllegalArgumentException of one line, where a parameter or the data is not as it must
   *     be
   */
  @Override
  public MlpClassificationModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return copyValues(train(dataset).setParent(this), ParamMap.empty());
  }

  @Override
  public MlpClassificationModel train(Dataset<?> dataset) {
    try {
      Optional<List<String>> classes =
          Columns.classes(Columns.find(dataset.schema(), "labelCol", getLabelCol()))
              .or(() -> state.initialModel().map(model -> model.target().classes()));
      MlpTraining.Trained trained =
          MlpTraining.of(
                  this,
                  columns(),
                  new Labels.Classes(classes),
                  state.initialModel(),
                  state.listeners())
              .fit(dataset);
      MlpClassificationModel model = new MlpClassificationModel(uid(), trained.fitted().model());
      model.set(model.shards(), (Integer) trained.shards());
      model
          .state()
          .setSummary(new MlpTrainingSummary(dataset.sparkSession(), trained.fitted().result()));
      return model;
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  private FitColumns columns() {
    return FitColumns.of(this, getFeaturesCol(), List.of(Columns.bare(getLabelCol())), weightCol);
  }

  @Override
  public MlpClassifier copy(ParamMap extra) {
    MlpClassifier copy = defaultCopy(extra);
    copy.state.copyFrom(state);
    return copy;
  }

  /** Reads saved classifiers. */
  public static MLReader<MlpClassifier> read() {
    return InstanceReader.ofEstimators(MlpClassifier.class, MlpClassifier::new);
  }

  /** The classifier that was saved at a path. */
  public static MlpClassifier load(String path) {
    return read().load(path);
  }
}
