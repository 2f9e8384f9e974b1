package org.lockstep.model.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.text.Words;

/**
 * A model as ONNX, for other programs to predict with: operator set 13, operator set 2 of {@code
 * ai.onnx.ml}, IR version 7 (ONNX 1.8 and later). All arithmetic except on dates and origins is in
 * 32-bit floats, whatever the model's precision.
 *
 * <p>A model of a table takes its raw columns, each an input of rows x 1 by its name:
 *
 * <pre>
 *   a number        float, NaN if missing; double if the model subtracts an origin
 *   a category      string, empty if missing
 *   a date          double, seconds since 1970 (UTC), NaN if missing
 *   a text          strings, rows x any: its words, lower-cased, padded with empty ones
 *   label           rows             the name of the class, by the model's threshold
 *   probabilities   rows x classes   or, for several labels,
 *   labels          rows x labels    0 or 1
 *   probabilities   rows x labels    or, for a regression,
 *   prediction      rows x targets   in the target's own unit
 * </pre>
 *
 * <p>A model of one vector, or of an image, takes a matrix:
 *
 * <pre>
 *   input   rows x inputs    raw features, as the model was trained on them
 *   output  rows x outputs   probabilities of the classes, of the second class alone for a binary
 *                            task, of several labels that each applies, or the predicted numbers
 *                            in the target's own unit
 * </pre>
 *
 * <p>The graph fills, encodes and scales the input, applies each layer, and undoes the scaling of
 * targets if there is one. The model's metadata names the task, the target columns and, under
 * {@code class_0}, {@code class_1}, ..., the classes; for two classes, also the {@code threshold}
 * if the model has one. It names the inputs of dates under {@code date_0}, ... and those of words
 * under {@code words_0}, ...; the {@code doc_string} of each says what it takes. Field numbers are
 * those of {@code onnx.proto}.
 */
public final class OnnxFile {
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;
  private static final int ML_OPERATOR_SET = 2;

  /** A Protocol Buffers message has at most 2 GB, and is copied into the message around it. */
  private static final int MOST_PARAMETERS = 1 << 27;

  private final Model model;
  private final boolean isMatrix;
  private final OnnxGraph graph;
  private String latest = "input"; // the value that the next node takes

  private OnnxFile(Model model) {
    this.model = model;
    this.isMatrix = OnnxColumns.isMatrix(model.input());
    this.graph = new OnnxGraph(isMatrix ? List.of() : OnnxColumns.names(model.input()));
  }

  /**
   * Writes a model. The stream is flushed and stays open.
   *
   * @throws BadInputException if the model is too large for one file, or has columns that ONNX has
   *     no operators for
   */
  public static void write(Model model, OutputStream out) throws IOException {
    if (model.parameters().length() > MOST_PARAMETERS) {
      throw BadInputException.at(
          "model",
          "at most " + MOST_PARAMETERS + " parameters for ONNX",
          Integer.toString(model.parameters().length()));
    }
    out.write(new OnnxFile(model).message().toBytes());
    out.flush();
  }

  private ProtoMessage message() {
    latest =
        isMatrix
            ? OnnxColumns.fill(graph, model.input(), latest)
            : OnnxColumns.encode(graph, model.input(), model.parameters().precision());
    scale();
    members();
    unscaleTargets();
    if (isMatrix) {
      graph.input("input", OnnxType.FLOAT, model.network().inputs());
      graph.output("output", latest, OnnxType.FLOAT, List.of(model.network().outputs()));
    } else {
      OnnxColumns.declare(graph, model.input());
      OnnxOutputs.add(graph, model.target(), latest);
    }
    ProtoMessage message =
        new ProtoMessage()
            .number(1, IR_VERSION)
            .text(2, "Lockstep")
            .message(7, graph.message("lockstep"))
            .message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET));
    if (!isMatrix) {
      message.message(8, new ProtoMessage().text(1, OnnxGraph.ML).number(2, ML_OPERATOR_SET));
    }
    metadata(message, "task", Words.of(model.target().task()));
    metadata(message, "target", String.join(",", model.target().columns()));
    model
        .target()
        .threshold()
        .ifPresent(threshold -> metadata(message, "threshold", Double.toString(threshold)));
    List<String> classes = model.target().classes();
    for (int c = 0; c < classes.size(); c++) {
      metadata(message, "class_" + c, classes.get(c));
    }
    inputs(message, "date_", DateColumn.class);
    inputs(message, "words_", TextColumn.class);
    return message;
  }

  private void inputs(ProtoMessage message, String key, Class<? extends InputColumn> kind) {
    List<InputColumn> columns = model.input().columns().stream().filter(kind::isInstance).toList();
    for (int i = 0; i < columns.size(); i++) {
      metadata(message, key + i, columns.get(i).name());
    }
  }

  /** {@code (x - shift) · (1 / scale)}. */
  private void scale() {
    double[] shift = model.scaling().shift();
    double[] factor = model.scaling().factor();
    String shifts = graph.floats("scaling_shift", List.of(shift.length), i -> shift[i]);
    String factors = graph.floats("scaling_factor", List.of(factor.length), i -> factor[i]);
    node("Sub", "centered", List.of(latest, shifts));
    node("Mul", "scaled", List.of(latest, factors));
    if (model.scaling().kind().isClipped()) {
      clip();
    }
  }

  /** {@code x / sqrt(1 + (x/3)²)}. */
  private void clip() {
    String x = latest;
    String one = graph.floats("clip_one", List.of(1), i -> 1);
    String three = graph.floats("three", List.of(1), i -> 3);
    node("Div", "clip_third", List.of(x, three));
    node("Mul", "clip_square", List.of(latest, latest));
    node("Add", "clip_sum", List.of(latest, one));
    node("Sqrt", "clip_root", List.of(latest));
    node("Div", "clipped", List.of(x, latest));
  }

  /** The mean of the members' outputs. */
  private void members() {
    OutputActivation activation = model.network().outputLoss().activation();
    List<String> outputs = new ArrayList<>();
    for (int member = 0; member < model.network().members(); member++) {
      String suffix = model.network().members() == 1 ? "" : "_" + (member + 1);
      String logits = OnnxLayers.add(graph, model, member, latest);
      outputs.add(output(activation, logits, suffix));
    }
    latest = outputs.size() == 1 ? outputs.get(0) : graph.node("Mean", "mean_output", outputs);
    Task task = model.target().task();
    if (activation == OutputActivation.LINEAR
        && (task == Task.BINARY || task == Task.MULTI_LABEL)) {
      String least = graph.floats("impossible", List.of(), i -> 0);
      String most = graph.floats("certain", List.of(), i -> 1);
      node("Clip", "from_0_to_1", List.of(latest, least, most));
    }
  }

  private String output(OutputActivation activation, String logits, String suffix) {
    List<String> inputs = List.of(logits);
    return switch (activation) {
      case SOFTMAX ->
          graph.node("Softmax", "probabilities" + suffix, inputs, OnnxAttribute.of("axis", 1));
      case SIGMOID -> graph.node("Sigmoid", "sigmoid" + suffix, inputs);
      case EXP -> graph.node("Exp", "exp" + suffix, inputs);
      case LINEAR -> logits;
    };
  }

  /**
   * {@code t = a · scale + shift}; for log, {@code sign(t) · (exp(|t|) - 1)}; for clipped, {@code
   * min(max(t, low), high)}.
   */
  private void unscaleTargets() {
    TargetScaling scaling = model.targetScaling();
    if (scaling.isNone()) {
      return;
    }
    double[] scale = scaling.scale();
    double[] shift = scaling.shift();
    String scales = graph.floats("target_scale", List.of(scale.length), j -> scale[j]);
    String shifts = graph.floats("target_shift", List.of(shift.length), j -> shift[j]);
    node("Mul", "spread", List.of(latest, scales));
    node("Add", "numbers", List.of(latest, shifts));
    if (scaling.kind() == TargetScaling.Kind.LOG) {
      String one = graph.floats("one", List.of(1), j -> 1);
      String sign = graph.node("Sign", "sign", List.of(latest));
      node("Abs", "size", List.of(latest));
      node("Exp", "grown", List.of(latest));
      node("Sub", "magnitude", List.of(latest, one));
      node("Mul", "signed", List.of(latest, sign));
    }
    if (scaling.isClipped()) { // Clip has one bound for all outputs
      double[] low = scaling.low();
      double[] high = scaling.high();
      String lows = graph.floats("target_low", List.of(low.length), j -> low[j]);
      String highs = graph.floats("target_high", List.of(high.length), j -> high[j]);
      node("Max", "at_least", List.of(latest, lows));
      node("Min", "at_most", List.of(latest, highs));
    }
  }

  private void node(
      String operator, String output, List<String> inputs, OnnxAttribute... attributes) {
    latest = graph.node(operator, output, inputs, attributes);
  }

  private static void metadata(ProtoMessage message, String key, String value) {
    message.message(14, new ProtoMessage().text(1, key).text(2, value));
  }
}
