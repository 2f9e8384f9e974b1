package org.lockstep.model.layer;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Broadcast;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/**
 * Adds the output of inner layers to X: {@code Y = X + F(X)} (K. He et al., CVPR 2016).
 *
 * @param inner F: layers with as many outputs as inputs
 */
public record Residual(List<Layer> inner) implements Layer {
  public Residual {
    inner = List.copyOf(inner);
    if (inner.isEmpty()) {
      throw BadInputException.at("residual", "layers between its brackets", "none");
    }
  }

  @Override
  public String text() {
    return "residual(" + inner.stream().map(Layer::text).collect(joining(", ")) + ")";
  }

  @Override
  public int outputs(int inputs) {
    int width = inputs;
    for (Layer layer : inner) {
      width = layer.outputs(width);
    }
    if (width != inputs) {
      throw BadInputException.at(
          text(), "as many outputs as inputs, " + inputs, Integer.toString(width));
    }
    return inputs;
  }

  @Override
  public int fewestRows() {
    return inner.stream().mapToInt(Layer::fewestRows).max().orElseThrow();
  }

  @Override
  public Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    return new LayerStack(inner, inputs, capacity, arithmetic, true);
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    LayerStack f = (LayerStack) memory;
    f.forward(x, parameters.inner(), pass);
    Broadcast.sum(y, (Matrix) x, f.output()); // Y = X + F(X)
  }

  @Override
  public void backward(
      Rows x,
      Matrix y,
      LayerArrays parameters,
      Memory memory,
      Matrix dY,
      LayerArrays gradients,
      Matrix dX,
      boolean accumulate) {
    LayerStack f = (LayerStack) memory;
    f.outputDerivative().copyFrom(dY);
    f.backward(x, parameters.inner(), gradients.inner(), accumulate);
    if (dX != null) {
      Broadcast.sum(dX, dY, f.inputDerivative()); // dX = dY + F'(X)ᵀ·dY
    }
  }

  @Override
  public void observe(Memory memory, LayerArrays gradients, double weight, boolean accumulate) {
    ((LayerStack) memory).observe(gradients.inner(), weight, accumulate);
  }
}
