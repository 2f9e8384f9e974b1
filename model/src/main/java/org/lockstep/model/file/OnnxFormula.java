package org.lockstep.model.file;

import java.util.List;
import org.lockstep.model.activation.Operators;

/** The formula of one activation as operators of a graph, each named after the activation. */
final class OnnxFormula implements Operators<String> {
  private final OnnxGraph graph;
  private final String name;
  private int parts;

  OnnxFormula(OnnxGraph graph, String name) {
    this.graph = graph;
    this.name = name;
  }

  private String next() {
    return name + "_" + ++parts;
  }

  private String node(String operator, String... inputs) {
    return graph.node(operator, next(), List.of(inputs));
  }

  @Override
  public String constant(double value) {
    return graph.floats(next(), List.of(1), i -> value);
  }

  @Override
  public String add(String a, String b) {
    return node("Add", a, b);
  }

  @Override
  public String multiply(String a, String b) {
    return node("Mul", a, b);
  }

  @Override
  public String max(String a, String b) {
    return node("Max", a, b);
  }

  @Override
  public String min(String a, String b) {
    return node("Min", a, b);
  }

  @Override
  public String exp(String a) {
    return node("Exp", a);
  }

  @Override
  public String tanh(String a) {
    return node("Tanh", a);
  }

  @Override
  public String sigmoid(String a) {
    return node("Sigmoid", a);
  }

  @Override
  public String softplus(String a) {
    return node("Softplus", a);
  }

  @Override
  public String erf(String a) {
    return node("Erf", a);
  }
}
