package org.lockstep.spark.ml;

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
 * A multilayer perceptron that predicts classes, trained by exact, synchronous, data-parallel
 * mini-batch gradient descent. The same rows give the same model, whatever their order and
 * partitioning, on any number of tasks.
 *
 * <p>Labels are whole numbers from 0, of any numeric type. If the label column's metadata names the
 * classes, as StringIndexer does, the model keeps the names; otherwise the largest label determines
 * the number of classes. Features are a vector, dense or sparse, or an array of numbers.
 *
 * <p>Several labels at once, each of which applies or not, are columns of 0 and 1 that {@link
 * #setLabelCols} names, or a label column of vectors or arrays of them. The model then has a
 * probability for each label, and its prediction is a vector of 0 and 1.
 */
public final class MlpClassifier
    extends ProbabilisticClassifier<Vector, MlpClassifier, MlpClassificationModel>
    implements MlpEstimator<MlpClassifier, MlpClassificationModel> {
  private static final long serialVersionUID = 1L;

  private final MlpState state;
  private Param<String> weightCol;

  /** A classifier with a random uid. */
  public MlpClassifier() {
    this(Identifiable$.MODULE$.randomUID("mlpc"));
  }

  /** A classifier with this uid. */
  public MlpClassifier(String uid) {
    this(uid, Uids.keep(uid));
  }

  @SuppressWarnings("UnusedVariable") // evaluating it calls Uids.keep before super()
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

  /** The weights of the classes, if not left to the rows: balanced, or by name. */
  public Param<String> classWeights() {
    return settingParams().get(OptimizerSettings.CLASS_WEIGHTS);
  }

  /** The value of {@link #classWeights}. */
  public String getClassWeights() {
    return (String) settingParams().value(this, OptimizerSettings.CLASS_WEIGHTS);
  }

  /**
   * Sets {@link #classWeights}: balanced, so that all classes weigh the same, however many rows
   * they have; or by name, {@code spam=5,ham=1}.
   */
  public MlpClassifier setClassWeights(String value) {
    set(classWeights(), value);
    return this;
  }

  /** The share of each target that cross-entropy spreads evenly over all classes. */
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
   * Checks the columns and adds the model's output columns.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  @Override
  public StructType transformSchema(StructType schema) {
    try {
      Labels labels = labels(schema);
      InputColumns.check(schema, columns(), labels);
      return labels instanceof Labels.Classes classes
          ? ClassOutputs.addTo(schema, this, classes.names())
          : ClassOutputs.ofLabels(schema, this);
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /**
   * Trains a model.
   *
   * @throws IllegalArgumentException with a message of one line, if a parameter or the data is
   *     invalid
   */
  @Override
  public MlpClassificationModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return copyValues(train(dataset).setParent(this), ParamMap.empty());
  }

  @Override
  public MlpClassificationModel train(Dataset<?> dataset) {
    try {
      MlpTraining.Trained trained =
          MlpTraining.of(
                  this,
                  columns(),
                  knowing(labels(dataset.schema())),
                  state.initialModel(),
                  state.listeners())
              .fit(dataset);
      MlpClassificationModel model = new MlpClassificationModel(uid(), trained.model());
      model.set(model.shards(), (Integer) trained.shards());
      model.state().setSummary(new MlpTrainingSummary(dataset.sparkSession(), trained.results()));
      return model;
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  private FitColumns columns() {
    return FitColumns.of(this, getFeaturesCol(), getLabelCol());
  }

  private Labels labels(StructType schema) {
    FitColumns columns = columns();
    boolean inArray = InputColumns.hasArray(schema, columns);
    if (inArray || columns.labels().size() > 1) {
      return new Labels.Several(inArray);
    }
    if (isSet(labelCols())) {
      throw BadInputException.at(
          "labelCols",
          "at least two columns, one for each label; labelCol names a column of classes",
          "1");
    }
    return new Labels.Classes(Columns.classes(Columns.find(schema, "labelCol", getLabelCol())));
  }

  /** If the data does not name the classes, takes the names from the initial model. */
  private Labels knowing(Labels labels) {
    return labels instanceof Labels.Classes classes
        ? new Labels.Classes(
            classes
                .names()
                .or(
                    () ->
                        state
                            .initialModel()
                            .map(model -> model.target().classes())
                            .filter(names -> !names.isEmpty())))
        : labels;
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

  /** Loads the classifier saved at a path. */
  public static MlpClassifier load(String path) {
    return read().load(path);
  }
}
