package org.lockstep.spark.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.DataSettings;

/**
 * A multilayer perceptron that predicts numbers, trained like {@link MlpClassifier}.
 *
 * <p>The label column holds a number, or a vector or an array of several, the same count in each
 * row. {@link #setLabelCols} names several columns instead. With several targets the prediction is
 * a vector.
 */
public final class MlpRegressor extends Regressor<Vector, MlpRegressor, MlpRegressionModel>
    implements MlpEstimator<MlpRegressor, MlpRegressionModel> {
  private static final long serialVersionUID = 1L;

  private final MlpState state;
  private Param<String> weightCol;

  /** A regressor with a random uid. */
  public MlpRegressor() {
    this(Identifiable$.MODULE$.randomUID("mlpr"));
  }

  /** A regressor with this uid. */
  public MlpRegressor(String uid) {
    this(uid, Uids.keep(uid));
  }

  @SuppressWarnings("UnusedVariable") // evaluating it calls Uids.keep before super()
  private MlpRegressor(String uid, String kept) {
    super();
    this.state = new MlpState(this, uid, MlSettings.ofRegression());
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

  /** The scaling of targets: none, standard, clipped or log. */
  public Param<String> targetScale() {
    return settingParams().get(DataSettings.TARGET_SCALE);
  }

  /** The value of {@link #targetScale}. */
  public String getTargetScale() {
    return (String) settingParams().value(this, DataSettings.TARGET_SCALE);
  }

  /** Sets {@link #targetScale}: the scaling of targets: none, standard, clipped or log. */
  public MlpRegressor setTargetScale(String value) {
    set(targetScale(), value);
    return this;
  }

  /**
   * Checks the columns and adds the model's output column.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  @Override
  public StructType transformSchema(StructType schema) {
    try {
      FitColumns columns = columns();
      InputColumns.check(schema, columns, new Labels.Numbers(false));
      return NumberOutputs.addTo(
          schema, getPredictionCol(), columns.labels().size() > 1 || labels(schema).inArray());
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  private Labels.Numbers labels(StructType schema) {
    return new Labels.Numbers(InputColumns.hasArray(schema, columns()));
  }

  /**
   * Trains a model.
   *
   * @throws IllegalArgumentException with a message of one line, if a parameter or the data is
   *     invalid
   */
  @Override
  public MlpRegressionModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return copyValues(train(dataset).setParent(this), ParamMap.empty());
  }

  @Override
  public MlpRegressionModel train(Dataset<?> dataset) {
    try {
      MlpTraining.Trained trained =
          MlpTraining.of(
                  this,
                  columns(),
                  labels(dataset.schema()),
                  state.initialModel(),
                  state.listeners())
              .fit(dataset);
      MlpRegressionModel model = new MlpRegressionModel(uid(), trained.model());
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

  @Override
  public MlpRegressor copy(ParamMap extra) {
    MlpRegressor copy = defaultCopy(extra);
    copy.state.copyFrom(state);
    return copy;
  }

  /** Reads saved regressors. */
  public static MLReader<MlpRegressor> read() {
    return InstanceReader.ofEstimators(MlpRegressor.class, MlpRegressor::new);
  }

  /** Loads the regressor saved at a path. */
  public static MlpRegressor load(String path) {
    return read().load(path);
  }
}
