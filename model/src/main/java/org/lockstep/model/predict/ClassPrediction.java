package org.lockstep.model.predict;

import java.util.Arrays;
import java.util.List;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.score.Probability;
import org.lockstep.model.score.Score;

/**
 * What a network's outputs say about a row's class.
 *
 * @param label of the predicted class
 * @param probabilities one per class, in class order: the outputs; for binary tasks the output,
 *     clamped to [0, 1], preceded by its complement. They sum to 1 for softmax outputs and binary
 *     tasks; the outputs of several sigmoids need not
 */
public record ClassPrediction(String label, List<Double> probabilities) {
  public ClassPrediction {
    probabilities = List.copyOf(probabilities);
  }

  /**
   * Reads the prediction from a network's outputs.
   *
   * @param target a target of classes
   * @param outputs one per output of the network
   * @throws IllegalArgumentException for regression and multi-label tasks
   */
  public static ClassPrediction of(TargetSchema target, double[] outputs) {
    List<Double> probabilities =
        switch (target.task()) {
          case BINARY -> {
            double second = Probability.of(outputs[0]);
            yield List.of(1 - second, second);
          }
          case CLASSIFICATION -> Arrays.stream(outputs).boxed().toList();
          case REGRESSION ->
              throw new IllegalArgumentException("a prediction of numbers has no class");
          case MULTI_LABEL ->
              throw new IllegalArgumentException("a prediction of several labels has no class");
        };
    int label = Score.classOf(target, outputs);
    return new ClassPrediction(target.classes().get(label), probabilities);
  }
}
