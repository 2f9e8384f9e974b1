package org.lockstep.model.file;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;

/** The part of a graph that turns a network's outputs into named predictions. */
final class OnnxOutputs {
  private OnnxOutputs() {}

  /**
   * Adds the operators and outputs.
   *
   * @param outputs the network's outputs, rows x outputs, in the target's own unit
   */
  static void add(OnnxGraph graph, TargetSchema target, String outputs) {
    if (target.task() == Task.REGRESSION) {
      graph.output("prediction", outputs, OnnxType.FLOAT, List.of(target.outputs()));
      return;
    }
    if (target.task() == Task.MULTI_LABEL) {
      String half = graph.floats("threshold", List.of(1), i -> 0.5);
      String applies = graph.node("Greater", "applies", List.of(outputs, half));
      String labels =
          graph.node("Cast", "labels_01", List.of(applies), OnnxColumns.to(OnnxType.INT64));
      graph.output("labels", labels, OnnxType.INT64, List.of(target.outputs()));
      graph.output("probabilities", outputs, OnnxType.FLOAT, List.of(target.outputs()));
      return;
    }
    String probabilities = probabilities(graph, target, outputs);
    String place = place(graph, target, outputs);
    String label =
        graph.mlNode(
            "LabelEncoder",
            "class_name",
            List.of(place),
            OnnxAttribute.integers(
                "keys_int64s", IntStream.range(0, target.classes().size()).boxed().toList()),
            OnnxAttribute.texts("values_strings", target.classes()));
    graph.output("label", label, OnnxType.STRING, List.of());
    graph.output("probabilities", probabilities, OnnxType.FLOAT, List.of(target.classes().size()));
  }

  /** One probability for each class: a binary task's network outputs only that of the second. */
  private static String probabilities(OnnxGraph graph, TargetSchema target, String outputs) {
    if (target.task() != Task.BINARY) {
      return outputs;
    }
    String whole = graph.floats("whole", List.of(1), i -> 1);
    String first = graph.node("Sub", "first_class", List.of(whole, outputs));
    return graph.node(
        "Concat", "both_classes", List.of(first, outputs), OnnxAttribute.of("axis", 1));
  }

  /** The number of each row's class. */
  private static String place(OnnxGraph graph, TargetSchema target, String outputs) {
    OptionalDouble threshold = target.threshold();
    if (target.task() != Task.BINARY && threshold.isEmpty()) {
      return graph.node(
          "ArgMax",
          "likeliest",
          List.of(outputs),
          OnnxAttribute.of("axis", 1),
          OnnxAttribute.of("keepdims", 0));
    }
    String second = outputs;
    if (target.task() != Task.BINARY) {
      String one = graph.integers("second", List.of(1));
      second =
          graph.node("Gather", "second_class", List.of(outputs, one), OnnxAttribute.of("axis", 1));
    }
    float least = roundedDown(threshold.orElse(0.5));
    String constant = graph.floats("threshold", List.of(1), i -> least);
    String isSecond = graph.node("Greater", "is_second", List.of(second, constant));
    String numbers =
        graph.node("Cast", "class_of_two", List.of(isSecond), OnnxColumns.to(OnnxType.INT64));
    String flat = graph.integers("flat", List.of(-1));
    return graph.node("Reshape", "class_number", List.of(numbers, flat));
  }

  /**
   * Rounds a threshold so that a float is greater than the result if it is greater than the double.
   */
  static float roundedDown(double threshold) {
    float rounded = (float) threshold;
    return rounded > threshold ? Math.nextDown(rounded) : rounded;
  }
}
