package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import scala.Function1;

/**
 * Parameters that are not settings of the command line: columns, the sizes of layers, and others.
 */
final class OwnParams implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Parameters of a single call, which are not saved. */
  static final Set<String> OF_A_CALL = Set.of("answer", "callerVersion");

  /** The column that orders the rows. */
  final Param<String> order;

  /** The column that marks the held-out rows. */
  final Param<String> validationIndicator;

  /** How to handle rows that cannot be used. */
  final Param<String> handleInvalid;

  /** The directory for unfinished fits. */
  final Param<String> checkpointDir;

  /** Epochs between checkpoints. */
  final IntParam checkpointInterval;

  /** The sizes of all layers, as in MLlib. */
  final IntArrayParam layers;

  /** The raw columns to use as features. */
  final StringArrayParam inputs;

  /** The raw columns whose words are features. */
  final StringArrayParam texts;

  /** For estimators: the columns of several targets. */
  final StringArrayParam labels;

  /** For models: what transform returns. */
  final Param<String> answer;

  /** For estimators: the version of a caller in another language. */
  final Param<String> callerVersion;

  OwnParams(Params owner) {
    order = text(owner, "orderCol", "Column that orders the rows; without it, their content does");
    validationIndicator =
        text(
            owner,
            "validationIndicatorCol",
            "Boolean column: rows where it is true are held out for validation");
    handleInvalid =
        new Param<>(
            owner.uid(),
            "handleInvalid",
            "Rows whose features are null or not finite: error, skip, or keep (without a"
                + " prediction; a fit leaves them out); of inputCols, keep fills missing values"
                + " [error]",
            (Function1<String, Object> & Serializable) OwnParams::check,
            String.class);
    owner.setDefault(handleInvalid, Words.of(HandleInvalid.ERROR));
    checkpointDir =
        text(
            owner,
            "checkpointDir",
            "Directory for checkpoints of a fit, from which the same fit continues after an"
                + " interruption; deleted when the fit is done");
    checkpointInterval =
        new IntParam(
            owner,
            "checkpointInterval",
            "Epochs between checkpoints, or -1 for the value of checkpointEvery",
            (Function1<Object, Object> & Serializable) OwnParams::checkInterval);
    owner.setDefault(checkpointInterval, Integer.valueOf(-1));
    layers =
        new IntArrayParam(
            owner,
            "layers",
            "Sizes of all layers from features to classes or targets, as in MLlib; instead of"
                + " hiddenLayers",
            (Function1<int[], Object> & Serializable) OwnParams::checkLayers);
    inputs =
        new StringArrayParam(
            owner,
            "inputCols",
            "Raw columns to use as features, instead of featuresCol: numbers, texts, dates, true"
                + " and false");
    texts =
        new StringArrayParam(
            owner,
            "textCols",
            "Columns of inputCols that hold texts whose words become features, such as messages or"
                + " titles");
    labels =
        new StringArrayParam(
            owner,
            "labelCols",
            "Columns of several targets, instead of labelCol: numbers for a regressor, labels of 0"
                + " and 1 for a classifier");
    answer =
        new Param<>(
            owner.uid(),
            "answer",
            "What transform returns: predictions; or what the model knows: history, about, or file;"
                + " for callers over Spark Connect [predictions]",
            (Function1<String, Object> & Serializable) OwnParams::checkAnswer,
            String.class);
    callerVersion =
        new Param<>(
            owner.uid(),
            "callerVersion",
            "The caller's version of Lockstep, which must be this one; Python sets it for a fit",
            (Function1<String, Object> & Serializable) OwnParams::checkVersion,
            String.class);
  }

  /**
   * A parameter that takes any text. Spark Connect asks a parameter for the class of its values.
   */
  private static Param<String> text(Params owner, String name, String doc) {
    return new Param<>(owner.uid(), name, doc, String.class);
  }

  private static Object checkInterval(Object epochs) {
    int count = (Integer) epochs;
    if (count < 1 && count != -1) {
      throw ParamNames.refusal(
          BadInputException.at("checkpointInterval", "at least 1, or -1", Integer.toString(count)));
    }
    return true;
  }

  private static Object checkLayers(int[] sizes) {
    if (sizes.length < 2 || Arrays.stream(sizes).anyMatch(size -> size < 1)) {
      throw ParamNames.refusal(
          BadInputException.at(
              "layers",
              "sizes of at least 1 from the features to the outputs, as in [784, 100, 10]",
              Arrays.toString(sizes)));
    }
    return true;
  }

  private static Object checkAnswer(String word) {
    try {
      return parseAnswer(word) != null;
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  private static ModelAnswers.Answer parseAnswer(String word) {
    return Words.find(ModelAnswers.Answer.class, word)
        .orElseThrow(
            () ->
                BadInputException.at(
                    "answer",
                    "one of " + Words.all(ModelAnswers.Answer.class),
                    BadInputException.quote(word)));
  }

  private static Object checkVersion(String caller) {
    String own = SavedParams.version();
    if (!own.equals(caller) && !own.equals(SavedParams.DEVELOPMENT)) {
      throw ParamNames.refusal(
          BadInputException.at(
              "lockstep-all.jar", caller + ", the version of the Python package", own));
    }
    return true;
  }

  private static Object check(String word) {
    try {
      return parse(word) != null;
    } catch (BadInputException e) {
      throw ParamNames.refusal(e);
    }
  }

  /** Parses a word. */
  static HandleInvalid parse(String word) {
    return Words.find(HandleInvalid.class, word)
        .orElseThrow(
            () ->
                BadInputException.at(
                    "handleInvalid",
                    "one of " + Words.all(HandleInvalid.class),
                    BadInputException.quote(word)));
  }

  /** How an owner handles rows that cannot be used. */
  HandleInvalid handling(Params owner) {
    return parse(owner.getOrDefault(handleInvalid));
  }

  /** The answer requested from an owner. */
  static ModelAnswers.Answer asked(MlpModel owner) {
    Param<String> answer = owner.ownParams().answer;
    return owner.isSet(answer)
        ? parseAnswer(owner.getOrDefault(answer))
        : ModelAnswers.Answer.PREDICTIONS;
  }

  /** The value of a parameter; empty if there is none or it is the empty text. */
  static Optional<String> given(Params owner, Param<String> param) {
    return owner.isDefined(param)
        ? Optional.of(owner.getOrDefault(param)).filter(column -> !column.isEmpty())
        : Optional.empty();
  }
}
