package org.lockstep.model.predict;

import java.util.Arrays;
import java.util.List;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.score.Probability;

/**
 * What a network's outputs say about a row of several labels, each of which applies or not.
 *
 * @param names of the labels: the target columns
 * @param applies one per label: whether it is predicted, that is, whether its probability is
 *     greater than 0.5
 * @param probabilities one per label, from 0 to 1
 */
public record LabelPrediction(
    List<String> names, List<Boolean> applies, List<Double> probabilities) {
  public LabelPrediction {
    names = List.copyOf(names);
    applies = List.copyOf(applies);
    probabilities = List.copyOf(probabilities);
  }

  /**
   * Reads the prediction from a network's outputs.
   *
   * @param target a target of several labels
   * @param outputs one per output of the network
   * @throws IllegalArgumentException for classes and regression
   */
  public static LabelPrediction of(TargetSchema target, double[] outputs) {
    if (target.task() != Task.MULTI_LABEL) {
      throw new IllegalArgumentException(
          "a prediction of " + target.task().predicts() + " has no labels");
    }
    return new LabelPrediction(
        target.columns(),
        Arrays.stream(outputs).mapToObj(Probability::applies).toList(),
        Arrays.stream(outputs).map(Probability::of).boxed().toList());
  }
}
