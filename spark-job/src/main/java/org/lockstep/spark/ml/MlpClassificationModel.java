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
 * A trained multilayer perceptron that tells classes apart, or which of several labels apply.
 *
 * <p>Of several labels, {@code rawPrediction} and {@code probability} have a number for each label,
 * and {@code prediction} is a vector: 1 where the probability is greater than 0.5, else 0.
 */
public final class MlpClassificationModel
    extends ProbabilisticClassificationModel<Vector, MlpClassificationModel> implements MlpModel {
  private static final long serialVersionUID = 1L;

  private final MlpState state;
  private final Scoring scoring;
  private final ClassScores scores;

  /**
   * A model of classes, as a parameter of Spark ML's.
   *
   * @param model with classes
   * @throws IllegalArgumentException for a regression
   */
  public MlpClassificationModel(String uid, Model model) {
    this(uid, model, Uids.keep(uid));
  }

  @SuppressWarnings("UnusedVariable") // kept means: on the way here
  private MlpClassificationModel(String uid, Model model, String kept) {
    super();
    this.state = new MlpState(this, uid, MlSettings.ofModels());
    this.scoring = new Scoring(model);
    this.scores = new ClassScores(model.target(), model.network().outputLoss().activation());
  }

  /** No model: Spark Connect makes one of each class to learn which there are. */
  public MlpClassificationModel() {
    this(Uids.keep(Uids.NOBODY));
  }

  @SuppressWarnings("UnusedVariable") // kept means: on the way here
  private MlpClassificationModel(String kept) {
    super();
    this.state = new MlpState(this, Uids.NOBODY, List.of());
    this.scoring = Scoring.none();
    this.scores = null;
  }

  /** The model of a file or of a run, with Spark's usual names of columns. */
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

  /** The names of the classes, in the order of their numbers; of several labels theirs. */
  public String[] labels() {
    TargetSchema target = model().target();
    List<String> names = target.task().isOfClasses() ? target.classes() : target.columns();
    return names.toArray(String[]::new);
  }

  /** How many labels apply to a row or not; 1 of classes, of which a row has one. */
  public int numLabels() {
    return model().target().columns().size();
  }

  /** The bytes of its parameters and scaling: Spark Connect limits those of all models. */
  public long estimatedSize() {
    return scoring.bytes();
  }

  /** How many values a label takes: of several labels two each. */
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
   * Checks the features' column, and adds those of the model.
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
   * By the {@code thresholds}, where they are set; else by the model's own, where it has one.
   *
   * @throws UnsupportedOperationException of several labels: see {@link #predictAll}
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

  /** The prediction for a row: its class, or of several labels 1 for each that applies, else 0. */
  public double[] predictAll(Vector features) {
    return scores.areOfLabels()
        ? scores.applying(scores.probabilities(scoring.logits(features)))
        : new double[] {predict(features)};
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // two of its supertypes have it with one erasure
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

  /** The model at a path: what was saved, the directory of a run, or a model file. */
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
