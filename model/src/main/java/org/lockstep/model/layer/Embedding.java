package org.lockstep.model.layer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/**
 * Embeds categories, as the first layer: a row of E replaces a category's one-hot columns. Y = the
 * columns in no block, in their order, followed by {@code X[:, block]·E_block} for each block. A
 * row without a category, all 0 in its block, gets zeros.
 *
 * <p>E is {@code (Σ widths of the blocks) x dimensions}, with the blocks' parts one below another.
 * It starts drawn from N(0, 1), like PyTorch's {@code nn.Embedding}.
 *
 * @param dimensions the number of values per category
 * @param blocks the blocks of columns, ascending
 */
public record Embedding(int dimensions, List<Block> blocks) implements Layer {

  /** The columns [from, to): one for each value of a category. */
  public record Block(int from, int to) implements Serializable {

    /** The number of its columns. */
    public int width() {
      return to - from;
    }
  }

  public Embedding {
    blocks = List.copyOf(blocks);
    int end = 0;
    boolean fits = dimensions > 0 && !blocks.isEmpty();
    for (Block block : blocks) {
      fits &= block.from() >= end && block.to() > block.from();
      end = block.to();
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "embedding of " + dimensions + " dimensions of the blocks " + blocks);
    }
  }

  /** A rule that gives these blocks: {@code embedding 8 above 20}. */
  @Override
  public String text() {
    return text(dimensions, blocks.stream().mapToInt(Block::width).min().orElseThrow() - 1);
  }

  /** The rule for categories with more than {@code above} values. */
  public static String text(int dimensions, int above) {
    return "embedding " + dimensions + (above == dimensions ? "" : " above " + above);
  }

  /** The columns in no block. */
  public List<Integer> others(int inputs) {
    List<Integer> others = new ArrayList<>();
    int from = 0;
    for (Block block : blocks) {
      for (int j = from; j < block.from(); j++) {
        others.add(j);
      }
      from = block.to();
    }
    for (int j = from; j < inputs; j++) {
      others.add(j);
    }
    return others;
  }

  private int embedded() {
    return blocks.stream().mapToInt(Block::width).sum();
  }

  @Override
  public int outputs(int inputs) {
    int end = blocks.get(blocks.size() - 1).to();
    if (end > inputs) {
      throw BadInputException.at(text(), "blocks of " + inputs + " columns", "one up to " + end);
    }
    long outputs = inputs - embedded() + (long) dimensions * blocks.size();
    return (int) Math.min(outputs, Integer.MAX_VALUE);
  }

  @Override
  public List<ParameterSpec> parameters(int inputs) {
    return List.of(
        new ParameterSpec("embed", embedded(), dimensions, Role.WEIGHT, new Start.Normal(1)));
  }

  @Override
  public boolean takesBatch() {
    return true;
  }

  @Override
  public void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass) {
    Batch features = (Batch) x;
    int from = 0;
    int at = 0;
    for (int b = 0; b < blocks.size(); b++) {
      features.copyColumns(from, blocks.get(b).from(), y, at);
      at += blocks.get(b).from() - from;
      from = blocks.get(b).to();
    }
    features.copyColumns(from, x.columns(), y, at);
    at += x.columns() - from;
    int row = 0;
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      features.gather(block.from(), block.to(), parameters.get(0), row, y, at); // X_b·E_b
      row += block.width();
      at += dimensions;
    }
  }

  /** There is no dX: nothing precedes the first layer. */
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
    Matrix dE = gradients.get(0);
    if (!accumulate) {
      dE.fill(0);
    }
    int row = 0;
    int at = dY.columns() - dimensions * blocks.size();
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      ((Batch) x).scatter(block.from(), block.to(), dE, row, dY, at); // dE_b = X_bᵀ·dY_b
      row += block.width();
      at += dimensions;
    }
  }
}
