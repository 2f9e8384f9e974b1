package org.lockstep.model.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * Builds an ONNX graph: inputs, constants, operators, outputs. Field numbers are those of {@code
 * onnx.proto}. Values inside the graph have names that no input has.
 */
final class OnnxGraph {
  /** The domain of the operators on texts. */
  static final String ML = "ai.onnx.ml";

  private static final String PREFIX = "/";
  private static final int DOC_STRING = 3; // of ValueInfoProto

  private final ProtoMessage graph = new ProtoMessage();
  private final String prefix;
  private final Set<String> names; // of inputs and outputs
  private final List<ProtoMessage> inputs = new ArrayList<>();
  private final List<ProtoMessage> outputs = new ArrayList<>();

  /**
   * An empty graph.
   *
   * @param columns the inputs that users named; empty if the only input is {@code input}
   */
  OnnxGraph(Collection<String> columns) {
    this.names = new HashSet<>(columns);
    String free = columns.isEmpty() ? "" : PREFIX;
    while (!free.isEmpty() && startsOne(free)) {
      free += PREFIX;
    }
    this.prefix = free;
  }

  private boolean startsOne(String free) {
    return names.stream().anyMatch(name -> name.startsWith(free));
  }

  /**
   * Adds an operator.
   *
   * @param output the result's name within the graph
   * @return the result's full name
   */
  String node(String operator, String output, List<String> inputs, OnnxAttribute... attributes) {
    String name = own(output);
    add(operator, "", name, inputs, attributes);
    return name;
  }

  /** Adds an operator of {@link #ML}. */
  String mlNode(String operator, String output, List<String> inputs, OnnxAttribute... attributes) {
    String name = own(output);
    add(operator, ML, name, inputs, attributes);
    return name;
  }

  private void add(
      String operator,
      String domain,
      String name,
      List<String> inputs,
      OnnxAttribute... attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, name).text(3, name).text(4, operator);
    for (OnnxAttribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    if (!domain.isEmpty()) {
      node.text(7, domain);
    }
    graph.message(1, node);
  }

  /** Adds constant floats and returns their full name. */
  String floats(String name, List<Integer> shape, IntToDoubleFunction values) {
    byte[] bytes = room(shape, Float.BYTES);
    ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; floats.hasRemaining(); i++) {
      floats.putFloat((float) values.applyAsDouble(i));
    }
    return tensor(name, OnnxType.FLOAT, shape, bytes);
  }

  /** Adds one constant double and returns its full name. */
  String real(String name, double value) {
    byte[] bytes = room(List.of(1), Double.BYTES);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
    return tensor(name, OnnxType.DOUBLE, List.of(1), bytes);
  }

  /** Adds constant integers and returns their full name. */
  String integers(String name, List<Integer> values) {
    byte[] bytes = room(List.of(values.size()), Long.BYTES);
    ByteBuffer longs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(longs::putLong);
    return tensor(name, OnnxType.INT64, List.of(values.size()), bytes);
  }

  private static byte[] room(List<Integer> shape, int size) {
    return new byte[shape.stream().reduce(size, Math::multiplyExact)];
  }

  private String tensor(String name, OnnxType type, List<Integer> shape, byte[] values) {
    String whole = own(name);
    ProtoMessage tensor = new ProtoMessage();
    shape.forEach(size -> tensor.number(1, size));
    tensor.number(2, type.number()).text(8, whole).bytes(9, values);
    graph.message(5, tensor);
    return whole;
  }

  /** The full name of a part of the graph. */
  String own(String name) {
    return prefix + name;
  }

  /** Declares an input with any number of rows. */
  void input(String name, OnnxType type, int columns) {
    inputs.add(valueInfo(name, type, List.of(columns)));
  }

  /** Declares an input and describes it. */
  void input(String name, OnnxType type, int columns, String text) {
    inputs.add(valueInfo(name, type, List.of(columns)).text(DOC_STRING, text));
  }

  /**
   * Declares an input with any number of columns and describes it.
   *
   * @param columns the name for the number of columns
   */
  void input(String name, OnnxType type, String columns, String text) {
    ProtoMessage shape = rows().message(1, new ProtoMessage().text(2, columns));
    inputs.add(valueInfo(name, type, shape).text(DOC_STRING, text));
  }

  /**
   * Makes a value an output with any number of rows, under a name that no input has.
   *
   * @param columns of a matrix; empty for one value per row
   */
  void output(String name, String value, OnnxType type, List<Integer> columns) {
    String free = name;
    while (!names.add(free)) {
      free += "_";
    }
    add("Identity", "", free, List.of(value));
    outputs.add(valueInfo(free, type, columns));
  }

  private static ProtoMessage valueInfo(String name, OnnxType type, List<Integer> columns) {
    ProtoMessage shape = rows();
    columns.forEach(size -> shape.message(1, new ProtoMessage().number(1, size)));
    return valueInfo(name, type, shape);
  }

  private static ProtoMessage rows() {
    return new ProtoMessage().message(1, new ProtoMessage().text(2, "rows"));
  }

  private static ProtoMessage valueInfo(String name, OnnxType type, ProtoMessage shape) {
    ProtoMessage tensor = new ProtoMessage().number(1, type.number()).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  /** The whole graph, under this name. */
  ProtoMessage message(String name) {
    graph.text(2, name);
    inputs.forEach(input -> graph.message(11, input));
    outputs.forEach(output -> graph.message(12, output));
    return graph;
  }
}
