package org.lockstep.model.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.LeakyRelu;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.activation.Sigmoid;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.text.Words;

/**
 * A model as ONNX, for other programs to predict with: operator set 13, IR version 7 (ONNX 1.8 and
 * later). All numbers are 32-bit floats, whatever the model's precision.
 *
 * <pre>
 *   input   rows x inputs    raw features, as the model was trained on them, text as one-hot columns
 *   output  rows x outputs   probabilities of the classes, of the second class alone for a binary
 *                            task, or the predicted numbers in the target's own unit
 * </pre>
 *
 * <p>The graph subtracts and multiplies for scaling, and has a product, a sum and an activation for
 * each layer; where targets are scaled, it undoes that. The model's metadata names the task, the
 * target columns and, under {@code class_0}, {@code class_1}, ..., the classes; of two, where the
 * model has one, the {@code threshold}. Field numbers are those of {@code onnx.proto}.
 */
public final class OnnxFile {
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;
  private static final int FLOAT = 1; // TensorProto.DataType, AttributeProto.AttributeType
  private static final int INT = 2; // AttributeProto.AttributeType

  /** A message of Protocol Buffers has at most 2 GB, and is copied into the one around it. */
  private static final int MOST_PARAMETERS = 1 << 27;

  private final Model model;
  private final ProtoMessage graph = new ProtoMessage();
  private String latest = "input"; // the value that the next node takes

  private OnnxFile(Model model) {
    this.model = model;
  }

  /**
   * Writes a model. The stream is flushed and stays open.
   *
   * @throws BadInputException where the model is too large for one file, or has numbers that 32-bit
   *     floats cannot tell apart
   */
  public static void write(Model model, OutputStream out) throws IOException {
    if (model.parameters().length() > MOST_PARAMETERS) {
      throw BadInputException.at(
          "model",
          "at most " + MOST_PARAMETERS + " parameters for ONNX",
          Integer.toString(model.parameters().length()));
    }
    for (InputColumn column : model.input().columns()) {
      if (column instanceof NumberColumn number && number.origin() != 0) {
        throw BadInputException.at(
            "model",
            "numbers that 32-bit floats tell apart, for ONNX",
            "column " + BadInputException.quote(column.name()) + ", far from 0 and close together");
      }
      if (column instanceof DateColumn) {
        throw BadInputException.at(
            "model",
            "numbers and texts, for ONNX",
            "dates in column " + BadInputException.quote(column.name()));
      }
    }
    out.write(new OnnxFile(model).message().toBytes());
    out.flush();
  }

  private ProtoMessage message() {
    scale();
    layers();
    unscaleTargets();
    node("Identity", "output", List.of(latest));
    int inputs = model.network().inputs();
    graph.text(2, "lockstep");
    graph.message(11, valueInfo("input", inputs));
    graph.message(12, valueInfo("output", model.network().outputs()));
    ProtoMessage message =
        new ProtoMessage()
            .number(1, IR_VERSION)
            .text(2, "Lockstep")
            .message(7, graph)
            .message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET));
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
    return message;
  }

  /** {@code (x - shift) · (1 / scale)}. */
  private void scale() {
    double[] shift = model.scaling().shift();
    double[] factor = model.scaling().factor();
    tensor("scaling_shift", List.of(shift.length), i -> shift[i]);
    tensor("scaling_factor", List.of(factor.length), i -> factor[i]);
    node("Sub", "centered", List.of(latest, "scaling_shift"));
    node("Mul", "scaled", List.of(latest, "scaling_factor"));
    if (model.scaling().kind().isClipped()) {
      clip();
    }
  }

  /** {@code x / sqrt(1 + (x/3)²)}. */
  private void clip() {
    String x = latest;
    tensor("clip_one", List.of(1), i -> 1);
    tensor("three", List.of(1), i -> 3);
    node("Div", "clip_third", List.of(x, "three"));
    node("Mul", "clip_square", List.of(latest, latest));
    node("Add", "clip_sum", List.of(latest, "clip_one"));
    node("Sqrt", "clip_root", List.of(latest));
    node("Div", "clipped", List.of(x, latest));
  }

  /** {@code Z = X·W + b}, {@code A = g(Z)}. */
  private void layers() {
    for (ParameterLayout.Array array : ParameterLayout.of(model.network()).arrays()) {
      tensor(array.name(), array.shape(), i -> model.parameters().get(array.offset() + i));
    }
    int number = 0;
    int activations = 0;
    for (Layer layer : model.network().layers()) {
      if (layer instanceof Dense dense) {
        number++;
        node("MatMul", "product" + number, List.of(latest, "W" + number));
        if (dense.bias()) {
          node("Add", "sum" + number, List.of(latest, "b" + number));
        }
      } else if (layer instanceof ActivationLayer activation) {
        activation(activation.function(), "activation" + ++activations);
      } // dropout lets everything pass
    }
    output(model.network().outputLoss().activation());
  }

  private void activation(Activation g, String output) {
    if (g instanceof LeakyRelu leaky) {
      ProtoMessage alpha = new ProtoMessage().text(1, "alpha").real(2, (float) leaky.slope());
      node("LeakyRelu", output, List.of(latest), alpha.number(20, FLOAT));
    } else if (g instanceof Relu) {
      node("Relu", output, List.of(latest));
    } else if (g instanceof Tanh) {
      node("Tanh", output, List.of(latest));
    } else if (g instanceof Sigmoid) {
      node("Sigmoid", output, List.of(latest));
    } // of the identity there is nothing to compute
  }

  private void output(OutputActivation activation) {
    switch (activation) {
      case SOFTMAX -> node("Softmax", "probabilities", List.of(latest), axis(1));
      case SIGMOID -> node("Sigmoid", "sigmoid", List.of(latest));
      case LINEAR -> {} // the sum is the output
    }
  }

  /** {@code t = a · scale + shift}; of log, {@code sign(t) · (exp(|t|) - 1)}. */
  private void unscaleTargets() {
    TargetScaling scaling = model.targetScaling();
    if (scaling.isNone()) {
      return;
    }
    double[] scale = scaling.scale();
    double[] shift = scaling.shift();
    tensor("target_scale", List.of(scale.length), j -> scale[j]);
    tensor("target_shift", List.of(shift.length), j -> shift[j]);
    node("Mul", "spread", List.of(latest, "target_scale"));
    node("Add", "numbers", List.of(latest, "target_shift"));
    if (scaling.kind() == TargetScaling.Kind.LOG) {
      tensor("one", List.of(1), j -> 1);
      node("Sign", "sign", List.of("numbers"));
      node("Abs", "size", List.of("numbers"));
      node("Exp", "grown", List.of(latest));
      node("Sub", "magnitude", List.of(latest, "one"));
      node("Mul", "signed", List.of(latest, "sign"));
    }
  }

  private static ProtoMessage axis(int axis) {
    return new ProtoMessage().text(1, "axis").number(3, axis).number(20, INT);
  }

  private void node(
      String operator, String output, List<String> inputs, ProtoMessage... attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    for (ProtoMessage attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    latest = output;
  }

  private void tensor(String name, List<Integer> shape, IntToDoubleFunction values) {
    ProtoMessage tensor = new ProtoMessage();
    int length = 1;
    for (int size : shape) {
      tensor.number(1, size);
      length = Math.multiplyExact(length, size);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(length, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length; i++) {
      bytes.putFloat((float) values.applyAsDouble(i));
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, bytes.array()));
  }

  /** A matrix of floats with any number of rows. */
  private static ProtoMessage valueInfo(String name, int columns) {
    ProtoMessage shape =
        new ProtoMessage()
            .message(1, new ProtoMessage().text(2, "rows"))
            .message(1, new ProtoMessage().number(1, columns));
    ProtoMessage tensor = new ProtoMessage().number(1, FLOAT).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  private static void metadata(ProtoMessage message, String key, String value) {
    message.message(14, new ProtoMessage().text(1, key).text(2, value));
  }
}
