package org.lockstep.model.layer;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Periodic;
import org.lockstep.model.math.Rows;

/**
 * Periodic embeddings of numbers, before dense layers: x and {@code V·cos(2π·w·x + c) + v} replace
 * each x. Y = the other columns, in their order, followed by the numbers of each embedded column
 * (Y. Gorishniy, I. Rubachev and A. Babenko, NeurIPS 2022; in this form D. Holzmüller, L.
 * Grinsztajn and I. Steinwart, NeurIPS 2024, "PBLD").
 *
 * <p>For n columns with k frequencies each and m further numbers, the parameters start as follows:
 * w, n x k, is drawn from N(0, 0.1²); c, n·k, uniformly from (-π, π); V, n·m x k, and v, n·m,
 * uniformly from (-1/√k, 1/√k), like PyTorch's linear layers.
 *
 * @param frequencies k
 * @param outputs m + 1
 * @param columns the embedded columns of X, ascending
 */
public record PeriodicEmbedding(int frequencies, int outputs, List<Integer> columns)
    implements Layer {

  /** As users write it. */
  public static final String WORD = "periodic-embedding";

  /** The default, as in the paper. */
  public static final int FREQUENCIES = 16;

  /** The default, as in the paper. */
  public static final int OUTPUTS = 4;

  private static final double DEVIATION = 0.1; // of the frequencies, in the paper

  public PeriodicEmbedding {
    columns = List.copyOf(columns);
    boolean fits = frequencies > 0 && outputs > 1 && !columns.isEmpty() && columns.get(0) >= 0;
    for (int f = 1; f < columns.size(); f++) {
      fits &= columns.get(f) > columns.get(f - 1);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          text(frequencies, outputs) + " of " + columns.size() + " columns");
    }
  }

  @Override
  public String text() {
    return text(frequencies, outputs);
  }

  /** The text for this many frequencies and outputs. */
  public static String text(int frequencies, int outputs) {
    boolean isUsual = frequencies == FREQUENCIES && outputs == OUTPUTS;
    return isUsual ? WORD : WORD + " " + frequencies + " " + outputs;
  }

  /** The columns that are not embedded. */
  public List<Integer> others(int inputs) {
    List<Integer> others = new ArrayList<>();
    int next = 0;
    for (int j = 0; j < inputs; j++) {
      if (next < columns.size() && columns.get(next) == j) {
        next++;
      } else {
        others.add(j);
      }
    }
    return others;
  }

  @Override
  public int outputs(int inputs) {
    int last = columns.get(columns.size() - 1);
    if (last >= inputs) {
      throw BadInputException.at(text(), "columns below " + inputs, Integer.toString(last));
    }
    long width = inputs + (outputs - 1L) * columns.size();
    return (int) Math.min(width, Integer.MAX_VALUE);
  }

  @Override
  public List<ParameterSpec> parameters(int inputs) {
    int n = columns.size();
    Start evenly = new Start.Uniform(1 / Math.sqrt(frequencies));
    return List.of(
        new ParameterSpec("frequency", n, frequencies, Role.WEIGHT, new Start.Normal(DEVIATION)),
        new ParameterSpec("phase", 1, times(n, frequencies), Role.BIAS, new Start.Uniform(Math.PI)),
        new ParameterSpec("wave", times(n, outputs - 1), frequencies, Role.WEIGHT, evenly),
        new ParameterSpec("wavebias", 1, times(n, outputs - 1), Role.BIAS, evenly));
  }

  private static int times(int a, int b) {
    return (int) Math.min((long) a * b, Integer.MAX_VALUE); // larger layers are refused
  }

  /** Keeps the angles {@code 2π·w·x + c} and their cosines. */
  @Override
  public Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    int width = Math.multiplyExact(columns.size(), frequencies);
    Periodic.Columns places =
        new Periodic.Columns(
            columns.stream().mapToInt(j -> j).toArray(),
            others(inputs).stream().mapToInt(j -> j).toArray());
    return new Waves(
        places, arithmetic.matrix(capacity, width), arithmetic.matrix(capacity, width));
  }

  /** What the layer keeps of a batch. */
  record Waves(Periodic.Columns places, Matrix angles, Matrix cosines) implements Memory {
    @Override
    public void setRows(int rows) {
      angles.setRows(rows);
      cosines.setRows(rows);
    }
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    Waves waves = (Waves) memory;
    Matrix input = (Matrix) x;
    Matrix z = waves.angles();
    Periodic.angles(z, input, waves.places(), parameters.get(0), parameters.get(1));
    waves.cosines().copyFrom(z);
    Periodic.cosine(waves.cosines());
    Periodic.combine(
        y, input, waves.places(), waves.cosines(), parameters.get(2), parameters.get(3));
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
    Waves waves = (Waves) memory;
    if (!accumulate) {
      for (int i = 0; i < 4; i++) {
        gradients.get(i).fill(0);
      }
    }
    Matrix h = waves.cosines();
    Periodic.addGradients(dY, waves.places(), h, gradients.get(2), gradients.get(3));
    Matrix sines = waves.angles();
    Periodic.sine(sines);
    Matrix dZ = h; // h is no longer needed
    Periodic.angleDerivatives(dZ, dY, waves.places(), sines, parameters.get(2));
    Periodic.addGradientsOfAngles(
        dZ, (Matrix) x, waves.places(), gradients.get(0), gradients.get(1));
    if (dX != null) {
      Periodic.inputDerivatives(dX, dY, dZ, waves.places(), parameters.get(0));
    }
  }
}
