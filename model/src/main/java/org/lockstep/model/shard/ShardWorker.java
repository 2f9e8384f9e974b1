package org.lockstep.model.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.score.Score;

/**
 * Computes on shards, one thread at a time, in memory that is allocated once: gradients of a step's
 * rows, scores of all rows. Its results depend on (θ, seed, epoch, step, shard) and nothing else.
 */
public final class ShardWorker {
  private static final int MOST_CHUNK_ROWS = 1024;
  private static final int MOST_CHUNK_VALUES = 1 << 22;

  private final ShardProgram program;
  private final Network network;
  private final Arithmetic arithmetic;
  private final int chunkRows;
  private final boolean learnsFromRowsTogether; // so chunks should have about the same size
  private final Workspace workspace;
  private final Standardizer scaling;
  private final double[] classWeights; // or null
  private double threshold = Double.NaN; // of two classes, for scores
  private final int[] inOrder; // positions of a chunk of rows to score
  private final List<GradientSum> sums = new ArrayList<>(); // made so far
  private final Deque<GradientSum> spare = new ArrayDeque<>(); // those not in use

  /** A worker for this program. */
  public ShardWorker(ShardProgram program) {
    this.program = program;
    this.network = new Network(program.network());
    this.arithmetic = program.arithmetic();
    this.chunkRows = chunkRows(program.network());
    this.learnsFromRowsTogether = program.network().fewestRows() > 1;
    this.inOrder = new int[chunkRows];
    this.workspace = new Workspace(network, arithmetic, chunkRows);
    workspace.targets().scaleBy(program.targets().scaling());
    this.scaling = program.standardizer(arithmetic);
    this.classWeights =
        program.targets().classWeights().isEmpty()
            ? null
            : program.targets().classWeights().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Computes with these parameters from now on, and takes back every sum it gave out.
   *
   * @param theta θ; read in place, so it must not change until the last call before the next begin
   *     has returned. A caller that alternates between two vectors allocates nothing.
   */
  public void begin(FlatVector theta) {
    workspace.setParameters(theta);
    spare.clear();
    for (int i = 0; i < sums.size(); i++) { // addAll would allocate
      spare.add(sums.get(i));
    }
  }

  /**
   * The same, but the sums given out since {@link #begin} stay with their users.
   *
   * @param theta θ, as for begin
   */
  public void beginAgain(FlatVector theta) {
    workspace.setParameters(theta);
  }

  /**
   * Computes loss and gradient, summed over the rows of one shard that belong to a step.
   *
   * @param epoch from 1
   * @param step within the epoch, from 0
   * @return null if the step takes no row from this shard; otherwise a sum that is valid until the
   *     next {@link #begin}
   */
  public GradientSum gradient(Shard shard, int epoch, long step) {
    Batches batches = program.batches();
    int from = batches.from(step, shard.index());
    int to = Math.min(batches.to(step, shard.index()), shard.rows());
    if (from >= to) {
      return null;
    }
    int[] order = shard.order(batches, epoch);
    GradientSum sum = acquire();
    double dropout = program.dropoutFactor(epoch, step);
    int most = rowsAtOnce(learnsFromRowsTogether, chunkRows, to - from);
    for (int start = from; start < to; start += most) {
      int rows = Math.min(most, to - start);
      workspace.setRows(rows);
      gather(shard, order, start, rows, classWeights);
      for (int i = 0; i < rows; i++) {
        long row = shard.rowIndex(order[start + i]);
        workspace.drawMasks(i, program.dropout().seed(), epoch, row, dropout);
      }
      network.gradient(workspace, sum, start > from);
    }
    return sum;
  }

  /** {@code left + right}, in the memory of left; right's memory is reused. */
  public GradientSum merge(GradientSum left, GradientSum right) {
    left.merge(right);
    spare.push(right);
    return left;
  }

  /**
   * From now on, scores two classes by this threshold.
   *
   * @param other NaN: by the likeliest class
   */
  public void decideAt(double other) {
    threshold = other;
  }

  /**
   * Scores all rows of a shard.
   *
   * @param inDetail whether to count the confusion matrix and the details
   * @return null for a shard without rows
   */
  public Score score(Shard shard, boolean inDetail) {
    if (shard.rows() == 0) {
      return null;
    }
    Score score = newScore(inDetail);
    score.numberRows(shard.rowIndex(0), shard.rowIndex(1) - shard.rowIndex(0));
    for (int start = 0; start < shard.rows(); start += chunkRows) {
      int rows = Math.min(chunkRows, shard.rows() - start);
      workspace.setRows(rows);
      for (int i = 0; i < rows; i++) {
        inOrder[i] = start + i;
      }
      gather(shard, inOrder, 0, rows, null);
      network.score(workspace, score);
    }
    return score;
  }

  /** Fills the batch with the rows at positions order[start, start + rows). */
  private void gather(Shard shard, int[] order, int start, int rows, double[] perClass) {
    scaling.gather(shard.features(), order, start, rows, workspace.input());
    for (int i = 0; i < rows; i++) {
      shard.loadTarget(order[start + i], workspace.targets(), i, perClass);
    }
  }

  private GradientSum acquire() {
    GradientSum sum = spare.poll();
    if (sum == null) {
      sum = new GradientSum(network, arithmetic, newScore(false));
      sums.add(sum);
    }
    sum.clear();
    return sum;
  }

  /**
   * How many rows pass through the network at once: fewer where rows are wide, so that a chunk fits
   * in memory. It affects the bits of the results, since sums run chunk by chunk, so it depends on
   * the network alone.
   */
  public static int chunkRows(NetworkSpec spec) {
    return Math.max(1, Math.min(MOST_CHUNK_ROWS, MOST_CHUNK_VALUES / spec.widest()));
  }

  /**
   * How many of {@code rows} rows of a step pass through the network at once. Where layers learn
   * from the rows together, all chunks have about the same size.
   */
  private static int rowsAtOnce(boolean learnsFromRowsTogether, int chunkRows, int rows) {
    if (!learnsFromRowsTogether) {
      return chunkRows;
    }
    int chunks = (rows - 1) / chunkRows + 1;
    return (rows - 1) / chunks + 1;
  }

  /**
   * The fewest rows that ever pass through the network at once in a step of these batches.
   *
   * @return at least 1; shards that have no row in a step do not count
   */
  public static long fewestRowsAtOnce(NetworkSpec spec, Batches batches) {
    long fewest = Long.MAX_VALUE;
    long last = batches.stepsPerEpoch() - 1;
    // All full batches take the same number of rows from a shard, or one more.
    for (long step : new long[] {0, Math.max(0, last - 1), last}) {
      for (int shard = 0; shard < batches.shards(); shard++) {
        int rows = batches.to(step, shard) - batches.from(step, shard);
        if (rows > 0) {
          int most = rowsAtOnce(spec.fewestRows() > 1, chunkRows(spec), rows);
          fewest = Math.min(fewest, rows % most == 0 ? most : rows % most);
        }
      }
    }
    return fewest;
  }

  private Score newScore(boolean inDetail) {
    return new Score(program.targets().task(), program.network().outputs(), inDetail, threshold);
  }
}
