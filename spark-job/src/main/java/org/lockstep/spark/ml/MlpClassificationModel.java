package org.lockstep.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import scala.Tuple3;

/**
 * A trained multilayer perceptron that predicts a class, or which of several labels apply.
 *
 * <p>With several labels, {@code rawPrediction} and {@code probability} have a number for each
 * label, and {@code prediction} is a vector: 1 if the probability is greater than 0.5, otherwise 0.
 */
public final class MlpClassificationModel
    extends ProbabilisticClassificationModel<Vector, MlpClassificationModel> implements MlpModel {
  private static final long serialVersionUID = 1L;

  private final MlpState state;
  private final Scoring scoring;
  private final ClassScores scores;

  /**
   * A model of classes or labels, as a Spark ML model.
   *
   * @param model a model with classes or labels
   * @throws IllegalArgumentException for a regression
   */
  public MlpClassificationModel(String uid, Model model) {
    this(uid, model, Uids.keep(uid));
  }

  @SuppressWarnings("UnusedVariable") // evaluating it calls Uids.keep before super()
  private MlpClassificationModel(String uid, Model model, String kept) {
    super();
    this.state = new MlpState(this, uid, MlSettings.ofModels());
    this.scoring = new Scoring(model);
    this.scores = new ClassScores(model.target(), model.network().outputLoss().activation());
  }

  /** Makes an instance without a network: Spark Connect creates one of each class to list them. */
  public MlpClassificationModel() {
    this(Uids.keep(Uids.NOBODY));
  }

  @SuppressWarnings("UnusedVariable") // evaluating it calls Uids.keep before super()
  private MlpClassificationModel(String kept) {
    super();
    this.state = new MlpState(this, Uids.NOBODY, List.of());
    this.scoring = Scoring.none();
    this.scores = null;
  }

  /** Wraps the model of a file or a run, with Spark's usual column names. */
  public static MlpClassificationModel of(Model model) {
    return new MlpClassificationModel(Identifiable$.MODULE$.randomUID("mlpc"), model);
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

  /** The names of the classes in the order of their numbers, or the names of several labels. */
  public String[] labels() {
    TargetSchema target = model().target();
    List<String> names = target.task().isOfClasses() ? target.classes() : target.columns();
    return names.toArray(String[]::new);
  }

  /** The number of labels that apply to a row or not; 1 for classes, since a row has one. */
  public int numLabels() {
    return model().target().columns().size();
  }

  /** The bytes of the parameters and the scaling. Spark Connect limits the total of all models. */
  public long estimatedSize() {
    return scoring.bytes();
  }

  /** The number of values that a label takes; 2 if there are several labels. */
  @Override
  public int numClasses() {
    return scores.areOfLabels() ? 2 : model().target().classes().size();
  }

  @Override
  public int numFeatures() {
    return model().network().inputs();
  }

  // --- Scoring ---------------------------------------------------------------------------------

  /**
   * Checks the features column and adds the model's output columns.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  @Override
  public StructType transformSchema(StructType schema) {
    try {
      ModelInput.of(this, schema, getFeaturesCol());
      if (scores.areOfLabels()) {
        if (isDefined(thresholds())) {
          throw BadInputException.at(
              "thresholds", "none for several labels", Integer.toString(getThresholds().length));
        }
        return ClassOutputs.ofLabels(schema, this);
      }
      if (isDefined(thresholds()) && getThresholds().length != numClasses()) {
        throw BadInputException.at(
            "thresholds",
            numClasses() + ", one for each class",
            Integer.toString(getThresholds().length));
      }
      return ClassOutputs.addTo(schema, this, Optional.of(List.of(labels())));
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /** Adds raw prediction, probability and prediction, lazily, and keeps all other columns. */
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
        ClassOutputs.of(this, scores));
  }

  @Override
  public Vector predictRaw(Vector features) {
    return Vectors.dense(scores.raw(scoring.logits(features)));
  }

  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    double[] values = ((DenseVector) raw).values();
    double[] probabilities = scores.probabilities(values);
    System.arraycopy(probabilities, 0, values, 0, values.length);
    return raw;
  }

  /**
   * Predicts by the {@code thresholds} if they are set, or by the model's own threshold if it has
   * one.
   *
   * @throws UnsupportedOperationException if there are several labels: see {@link #predictAll}
   */
  @Override
  public double raw2prediction(Vector raw) {
    checkIsOne();
    return isDefined(thresholds()) || !scores.hasThreshold()
        ? super.raw2prediction(raw)
        : scores.best(scores.probabilities(raw.toArray()), null);
  }

  /** The same from probabilities. */
  @Override
  public double probability2prediction(Vector probabilities) {
    checkIsOne();
    return isDefined(thresholds()) || !scores.hasThreshold()
        ? super.probability2prediction(probabilities)
        : scores.best(probabilities.toArray(), null);
  }

  private void checkIsOne() {
    if (scores.areOfLabels()) {
      throw new UnsupportedOperationException(
          "predict gives one number, and this model predicts "
              + numLabels()
              + " labels: see predictAll");
    }
  }

  /**
   * The prediction for a row: its class, or, with several labels, 1 for each that applies and
   * otherwise 0.
   */
  public double[] predictAll(Vector features) {
    return scores.areOfLabels()
        ? scores.applying(scores.probabilities(scoring.logits(features)))
        : new double[] {predict(features)};
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // two supertypes declare it with the same erasure
  public Tuple3 findSummaryModel() {
    return super.findSummaryModel();
  }

  // --- Copies and files ------------------------------------------------------------------------

  @Override
  public MlpClassificationModel copy(ParamMap extra) {
    MlpClassificationModel copy = copyValues(new MlpClassificationModel(uid(), model()), extra);
    copy.state.copyFrom(state);
    return copy.setParent(parent());
  }

  /** Reads saved models, runs of {@code train}, and model files. */
  public static MLReader<MlpClassificationModel> read() {
    return InstanceReader.ofModels(
        MlpClassificationModel.class,
        (uid, model) -> {
          Model classes = InstanceReader.ofClasses(model);
          return uid.isEmpty() ? of(classes) : new MlpClassificationModel(uid, classes);
        });
  }

  /** Loads a model from a path: a saved model, the directory of a run, or a model file. */
  public static MlpClassificationModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "MlpClassificationModel: uid="
        + uid()
        + ", network="
        + model().network().text()
        + ", numClasses="
        + numClasses();
  }
}
