package org.lockstep.spark.ml;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;

/** A trained multilayer perceptron that predicts one or several numbers. */
public final class MlpRegressionModel extends RegressionModel<Vector, MlpRegressionModel>
    implements MlpModel {
  private static final long serialVersionUID = 1L;

  private final MlpState state;
  private final Scoring scoring;

  /**
   * A regression, as a Spark ML model.
   *
   * @param model a model of numbers
   */
  public MlpRegressionModel(String uid, Model model) {
    this(uid, model, Uids.keep(uid));
  }

  @SuppressWarnings("UnusedVariable") // evaluating it calls Uids.keep before super()
  private MlpRegressionModel(String uid, Model model, String kept) {
    super();
    this.state = new MlpState(this, uid, MlSettings.ofModels());
    this.scoring = new Scoring(model);
  }

  /** Makes an instance without a network: Spark Connect creates one of each class to list them. */
  public MlpRegressionModel() {
    this(Uids.keep(Uids.NOBODY));
  }

  @SuppressWarnings("UnusedVariable") // evaluating it calls Uids.keep before super()
  private MlpRegressionModel(String kept) {
    super();
    this.state = new MlpState(this, Uids.NOBODY, List.of());
    this.scoring = Scoring.none();
  }

  /** Wraps the model of a file or a run, with Spark's usual column names. */
  public static MlpRegressionModel of(Model model) {
    return new MlpRegressionModel(Identifiable$.MODULE$.randomUID("mlpr"), model);
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
  public Model model() {
    return scoring.model();
  }

  /** The number of targets that a prediction has. */
  public int numTargets() {
    return model().target().outputs();
  }

  /** The bytes of the parameters and the scaling. Spark Connect limits the total of all models. */
  public long estimatedSize() {
    return scoring.bytes();
  }

  @Override
  public int numFeatures() {
    return model().network().inputs();
  }

  /**
   * Checks the features column and adds the prediction column.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  @Override
  public StructType transformSchema(StructType schema) {
    try {
      ModelInput.of(this, schema, getFeaturesCol());
      return NumberOutputs.addTo(schema, getPredictionCol(), numTargets() > 1);
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /** Adds the prediction, lazily, and keeps all other columns. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return answer(dataset).orElseGet(() -> predictions(dataset));
  }

  private Dataset<Row> predictions(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema());
    return scoring.transform(
        dataset,
        ModelInput.of(this, dataset.schema(), getFeaturesCol()),
        schema,
        outputs(getPredictionCol()));
  }

  private NumberOutputs outputs(String predictionCol) {
    return new NumberOutputs(
        model().network().outputLoss().activation(), model().targetScaling(), predictionCol);
  }

  /**
   * The prediction for a row.
   *
   * @throws UnsupportedOperationException if there are several numbers: see {@link #predictAll}
   */
  @Override
  public double predict(Vector features) {
    if (numTargets() > 1) {
      throw new UnsupportedOperationException(
          "predict gives one number, and this model predicts " + numTargets() + ": see predictAll");
    }
    return predictAll(features)[0];
  }

  /** The predicted numbers for a row, one for each target. */
  public double[] predictAll(Vector features) {
    return outputs(getPredictionCol()).numbers(scoring.logits(features));
  }

  @Override
  public MlpRegressionModel copy(ParamMap extra) {
    MlpRegressionModel copy = copyValues(new MlpRegressionModel(uid(), model()), extra);
    copy.state.copyFrom(state);
    return copy.setParent(parent());
  }

  /** Reads saved models, runs of {@code train}, and model files. */
  public static MLReader<MlpRegressionModel> read() {
    return InstanceReader.ofModels(
        MlpRegressionModel.class,
        (uid, model) -> {
          Model numbers = InstanceReader.ofNumbers(model);
          return uid.isEmpty() ? of(numbers) : new MlpRegressionModel(uid, numbers);
        });
  }

  /** Loads a model from a path: a saved model, the directory of a run, or a model file. */
  public static MlpRegressionModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "MlpRegressionModel: uid=" + uid() + ", network=" + model().network().text();
  }
}
