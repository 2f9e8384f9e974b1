package org.lockstep.model.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.LeakyRelu;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.BatchNorm;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Embedding;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.LayerNorm;
import org.lockstep.model.layer.ParametricActivation;
import org.lockstep.model.layer.PeriodicEmbedding;
import org.lockstep.model.layer.Residual;
import org.lockstep.model.layer.ScalingLayer;
import org.lockstep.model.network.ParameterLayout;

/** The layers of a network as operators of a graph. Constants have the names of their arrays. */
final class OnnxLayers {
  private final OnnxGraph graph;
  private final Iterator<ParameterLayout.Array> arrays;
  private final String prefix; // of names
  private final Map<String, Integer> numbers = new HashMap<>(); // of operators, by name
  private int width;

  private OnnxLayers(OnnxGraph graph, Model model, int member) {
    this.prefix = model.network().members() == 1 ? "" : "member" + (member + 1) + "_";
    List<ParameterLayout.Array> all = ParameterLayout.of(model.network()).arrays();
    for (ParameterLayout.Array array : all) {
      graph.floats(
          prefix + array.name(),
          array.memberShape(),
          i -> model.parameters().get(array.offset(member) + i));
    }
    this.graph = graph;
    this.arrays = all.iterator();
    this.width = model.network().inputs();
  }

  /**
   * Adds a model's layers.
   *
   * @param member the member whose parameters they have, from 0
   * @param input the value that the first layer takes
   * @return the value that the last layer returns: the logits
   */
  static String add(OnnxGraph graph, Model model, int member, String input) {
    return new OnnxLayers(graph, model, member).add(model.network().layers(), input);
  }

  private String add(List<Layer> layers, String input) {
    String latest = input;
    for (Layer layer : layers) {
      latest = add(layer, latest);
      width = layer.outputs(width);
    }
    return latest;
  }

  private String add(Layer layer, String x) {
    if (layer instanceof Dense dense) {
      return dense(dense, x);
    }
    if (layer instanceof Embedding embedding) {
      return embedding(embedding, x);
    }
    if (layer instanceof PeriodicEmbedding periodic) {
      return periodic(periodic, x);
    }
    if (layer instanceof ActivationLayer plain) {
      return activation(plain.function(), x);
    }
    if (layer instanceof ParametricActivation mixed) { // X + α ⊙ (A - X)
      String a = activation(mixed.function(), x);
      String change = node("Mul", "mixed", node("Sub", "gap", a, x), next());
      return node("Add", "parametric", x, change);
    }
    if (layer instanceof ScalingLayer) {
      return node("Mul", "factored", x, next());
    }
    if (layer instanceof LayerNorm) {
      return layerNorm(x);
    }
    if (layer instanceof BatchNorm) {
      OnnxAttribute epsilon = OnnxAttribute.of("epsilon", (float) BatchNorm.EPSILON);
      List<String> inputs = List.of(x, next(), next(), next(), next());
      return graph.node("BatchNormalization", name("normalized"), inputs, epsilon);
    }
    if (layer instanceof Residual residual) {
      return node("Add", "residual", x, add(residual.inner(), x));
    }
    if (layer instanceof Dropout) { // has no effect in prediction
      return x;
    }
    throw new IllegalArgumentException(layer.text());
  }

  /** {@code X·W + b}, or {@code X·W/√in + b}. */
  private String dense(Dense dense, String x) {
    String z = node("MatMul", "product", x, next());
    if (dense.ntk()) {
      double factor = 1 / Math.sqrt(width);
      z = node("Mul", "scaled_product", z, constant("ntk", factor));
    }
    return dense.bias() ? node("Add", "sum", z, next()) : z;
  }

  /** The columns in no block, and X_b·E_b for each block. */
  private String embedding(Embedding embedding, String x) {
    String table = next();
    List<String> parts = new ArrayList<>();
    if (!embedding.others(width).isEmpty()) {
      parts.add(columns(x, embedding.others(width)));
    }
    int row = 0;
    for (Embedding.Block block : embedding.blocks()) {
      String rows = slice(table, 0, row, row + block.width());
      parts.add(node("MatMul", "embedded", slice(x, 1, block.from(), block.to()), rows));
      row += block.width();
    }
    return concat(parts);
  }

  /** The other columns, and for each embedded one x and V·cos(2π·w·x + c) + v. */
  private String periodic(PeriodicEmbedding periodic, String x) {
    int n = periodic.columns().size();
    int k = periodic.frequencies();
    int m = periodic.outputs() - 1;
    String numbers = reshape(columns(x, periodic.columns()), -1, n, 1);
    String turns = node("Mul", "turns", numbers, constant("turn", 2 * Math.PI));
    String waves = node("Mul", "frequencies", turns, reshape(next(), n, k));
    String cosines = node("Cos", "cosines", node("Add", "angles", waves, reshape(next(), n, k)));
    String products =
        node("Mul", "amplitudes", reshape(cosines, -1, n, 1, k), reshape(next(), n, m, k));
    String sums =
        graph.node(
            "ReduceSum",
            name("wave_sums"),
            List.of(products, integer(3)),
            OnnxAttribute.of("keepdims", 0));
    String made = node("Add", "waves", sums, reshape(next(), n, m));
    String all =
        graph.node("Concat", name("periods"), List.of(numbers, made), OnnxAttribute.of("axis", 2));
    String flat = reshape(all, -1, n * (m + 1));
    List<Integer> others = periodic.others(width);
    return others.isEmpty() ? flat : concat(List.of(columns(x, others), flat));
  }

  private String reshape(String x, Integer... shape) {
    return node("Reshape", "reshaped", x, graph.integers(name("shape"), List.of(shape)));
  }

  private String concat(List<String> parts) {
    return graph.node("Concat", name("columns"), parts, OnnxAttribute.of("axis", 1));
  }

  private String columns(String x, List<Integer> columns) {
    String indices = graph.integers(name("indices"), columns);
    return graph.node("Gather", name("chosen"), List.of(x, indices), OnnxAttribute.of("axis", 1));
  }

  private String slice(String x, int axis, int from, int to) {
    return node("Slice", "slice", x, integer(from), integer(to), integer(axis));
  }

  private String integer(int value) {
    return graph.integers(name("integer"), List.of(value));
  }

  /** {@code (X - μ) / √(σ² + ε) ⊙ γ + β}. */
  private String layerNorm(String x) {
    OnnxAttribute columns = OnnxAttribute.integers("axes", List.of(1));
    String mean = graph.node("ReduceMean", name("row_mean"), List.of(x), columns);
    String centered = node("Sub", "row_centered", x, mean);
    String squares = node("Mul", "row_squares", centered, centered);
    String variance = graph.node("ReduceMean", name("row_variance"), List.of(squares), columns);
    String shifted = node("Add", "row_shifted", variance, constant("norm", LayerNorm.EPSILON));
    String deviation = node("Sqrt", "row_deviation", shifted);
    String normalized = node("Div", "row_normalized", centered, deviation);
    return node("Add", "row_norm", node("Mul", "row_gained", normalized, next()), next());
  }

  private String activation(Activation g, String x) {
    String name = name("activation");
    if (g instanceof LeakyRelu leaky) { // runtimes have one operator for it, as for the next
      OnnxAttribute alpha = OnnxAttribute.of("alpha", (float) leaky.slope());
      return graph.node("LeakyRelu", name, List.of(x), alpha);
    }
    if (g instanceof Relu) {
      return graph.node("Relu", name, List.of(x));
    }
    return g.formula(new OnnxFormula(graph, name), x);
  }

  /** The next array of θ. */
  private String next() {
    return graph.own(prefix + arrays.next().name());
  }

  private String constant(String name, double value) {
    return graph.floats(name(name), List.of(1), i -> value);
  }

  private String node(String operator, String output, String... inputs) {
    return graph.node(operator, name(output), List.of(inputs));
  }

  private String name(String name) {
    return prefix + name + numbers.merge(name, 1, Integer::sum);
  }
}
