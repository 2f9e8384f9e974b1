package org.lockstep.spark.ml;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.activation.Sigmoid;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.optim.Lbfgs;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.text.Words;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.settings.LoopSettings;
import scala.Option;

/**
 * Converts MLlib's multilayer perceptrons to this library's, and back.
 *
 * <pre>{@code
 * MlpClassificationModel ours = MllibModels.fromMllib("hdfs:///models/digits");
 * MllibModels.toMllib(ours).write().overwrite().save("hdfs:///models/digits");
 * }</pre>
 */
public final class MllibModels {
  private static final List<String> OF_MODELS =
      List.of(
          "featuresCol",
          "labelCol",
          "predictionCol",
          "probabilityCol",
          "rawPredictionCol",
          "thresholds",
          "layers");

  private static final List<String> OF_ESTIMATORS = List.of("maxIter", "seed", "tol");

  private static final Map<Class<?>, Class<?>> MLLIBS =
      Map.of(
          MlpClassificationModel.class, MultilayerPerceptronClassificationModel.class,
          MlpClassifier.class, MultilayerPerceptronClassifier.class);

  private MllibModels() {}

  // --- From MLlib ------------------------------------------------------------------------------

  /**
   * Converts MLlib's model to a model in double precision. Its raw predictions, probabilities and
   * predictions are equal except for the last bits. It has the same columns, thresholds and layers,
   * a new uid, and no training summary. MLlib has no names of classes, so their numbers are used.
   *
   * @throws IllegalArgumentException with a message of one line, if the model has no layers or a
   *     single class, weights that do not fit its layers, or a weight that is not finite
   */
  public static MlpClassificationModel fromMllib(MultilayerPerceptronClassificationModel mllib) {
    try {
      if (!mllib.isDefined(mllib.layers())) {
        throw BadInputException.at("layers", "the sizes of all layers", "none");
      }
      MlpClassificationModel model =
          MlpClassificationModel.of(
              MllibNetwork.model(
                  mllib.getLayers(),
                  mllib.weights().toArray().clone(),
                  Columns.bare(mllib.getFeaturesCol()),
                  Columns.bare(mllib.getLabelCol())));
      copy(OF_MODELS, mllib, model);
      return model;
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /**
   * Converts a model that MLlib saved at a path.
   *
   * @throws IllegalArgumentException with a message of one line, if there is nothing or something
   *     else at the path
   */
  public static MlpClassificationModel fromMllib(String path) {
    try {
      SparkSession spark = SparkSession.builder().getOrCreate();
      SavedParams.read(path, spark.sessionState().newHadoopConf())
          .of(MultilayerPerceptronClassificationModel.class);
      return fromMllib(MultilayerPerceptronClassificationModel.load(path));
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      throw ParamNames.refusal(FileErrors.explain(path, e));
    }
  }

  /**
   * Converts MLlib's classifier to one that trains the same network, with sigmoid hidden layers. It
   * takes over columns, thresholds and layers; seed and tol, if they are set; and maxIter, which
   * counts passes over the rows in both.
   *
   * <ul>
   *   <li>{@code gd} becomes {@code sgd} with {@code stepSize}, over all rows in each step and
   *       without scaling. From equal initial weights, every step is the same, except that MLlib
   *       gives each block the same weight, however many rows it has.
   *   <li>{@code l-bfgs} becomes {@code lbfgs}, over all rows in each step and without scaling. It
   *       minimises the same loss, with a line search of its own. {@code stepSize} is ignored, as
   *       in MLlib.
   *   <li>{@code tol} ends a training in MLlib when weights or loss hardly change. Here it is the
   *       relative decrease of the loss at which {@code lbfgs} ends; with {@code sgd}, the smallest
   *       improvement that counts for {@code patience}.
   *   <li>{@code blockSize} only concerns MLlib's memory, and is left out.
   * </ul>
   *
   * @throws IllegalArgumentException with a message of one line, if it has initialWeights, which
   *     are read from a file here, or maxIter is 0
   */
  public static MlpClassifier fromMllib(MultilayerPerceptronClassifier mllib) {
    if (mllib.isDefined(mllib.initialWeights())) {
      throw ParamNames.refusal(
          BadInputException.at(
              "initialWeights",
              "none, since initFrom takes them from a file",
              mllib.getInitialWeights().size() + " weights"));
    }
    MlpClassifier classifier =
        new MlpClassifier().setActivation(Words.of(new Sigmoid())).setMaxIter(mllib.getMaxIter());
    copy(OF_MODELS, mllib, classifier);
    copy(OF_ESTIMATORS, mllib, classifier);
    classifier.setBatchSize(LoopSettings.FULL).setScale("none");
    return mllib.getSolver().equals("gd")
        ? classifier.setSolver(Words.of(new Sgd())).setStepSize(mllib.getStepSize())
        : classifier.setSolver(Words.of(new Lbfgs()));
  }

  // --- To MLlib --------------------------------------------------------------------------------

  /**
   * Converts a model to MLlib's, for Spark without Lockstep. Its hidden layers must be sigmoid, and
   * its output softmax, or one sigmoid for two classes. The scaling of features is folded into the
   * first layer. There, a feature whose mean is many times its deviation loses a corresponding
   * number of digits.
   *
   * <p>Columns, thresholds and layers are the same. The names of classes are lost, as is {@code
   * handleInvalid}; features must be vectors, not arrays. Probabilities are equal except for the
   * last bits if the model is in double precision, the only one that MLlib has. Raw predictions of
   * two classes with one output z are 0 and z, not -z and z.
   *
   * @throws IllegalArgumentException with a message of one line, if MLlib cannot compute the model
   */
  public static MultilayerPerceptronClassificationModel toMllib(MlpClassificationModel model) {
    try {
      MultilayerPerceptronClassificationModel mllib =
          new MultilayerPerceptronClassificationModel(
              Identifiable$.MODULE$.randomUID("mlpc"),
              Vectors.dense(MllibNetwork.theta(model.model())));
      copy(OF_MODELS, model, mllib);
      mllib.set(mllib.layers(), MllibNetwork.layers(model.model()));
      OptionalDouble threshold = model.model().target().threshold();
      if (threshold.isPresent() && !model.isSet(model.thresholds())) {
        double t = threshold.getAsDouble(); // p1/t > p0/(1-t) if p1 > t
        mllib.set(mllib.thresholds(), new double[] {1 - t, t});
      }
      return mllib;
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  // --- Parameters and files --------------------------------------------------------------------

  /** Copies the parameters with these names, if they are set. */
  private static void copy(List<String> names, Params from, Params to) {
    for (String name : names) {
      Option<Object> value = from.get(from.getParam(name));
      if (value.isDefined()) {
        Param<Object> param = to.getParam(name);
        to.set(param, value.get());
      }
    }
  }

  /** A hint for loading MLlib's estimator or model as ours; empty for anything else. */
  static String help(Class<?> expected, String found) {
    Class<?> counterpart = MLLIBS.get(expected);
    return counterpart != null && counterpart.getName().equals(found)
        ? ", which MllibModels.fromMllib converts"
        : "";
  }
}
