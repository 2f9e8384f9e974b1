package org.lockstep.model.importance;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardProgram;

/**
 * Scores the rows of a block as they are, and with the values of each column shuffled among them.
 * This is the permutation importance of L. Breiman, "Random forests", Machine Learning 45, 2001;
 * for any model: A. Fisher, C. Rudin, F. Dominici, "All models are wrong, but many are useful",
 * JMLR 20, 2019.
 *
 * <p>The features that a column becomes lie together and are shuffled together. The order depends
 * on seed, column, repeat and block alone. A row that receives its own values, or those of an
 * earlier repeat, is not computed again: its outputs are the same.
 *
 * <p>Not thread-safe.
 */
public final class ColumnShuffler {
  /** The most rows to predict at a time, to bound the memory for their outputs. */
  private static final int MOST_WAITING = 1 << 13;

  private static final int MOST_WAITING_OUTPUTS = 1 << 22;

  /** Columns with more features than this are not searched for equal values. */
  private static final int MOST_COMPARED = 64;

  private final Plan plan;
  private final Task task;
  private final MixedPredictor predictor;
  private final double[] a;
  private final double[] y;

  /**
   * What to compute.
   *
   * @param starts the first feature of each column, and one past the last feature
   * @param repeats how often each column is shuffled
   * @param metric the metric whose sums are computed
   * @param threshold the threshold for two classes; NaN to predict the likeliest class
   */
  public record Plan(
      List<Integer> starts, int repeats, long seed, ScoreMetric metric, double threshold)
      implements Serializable {
    public Plan {
      starts = List.copyOf(starts);
    }

    /** The number of columns. */
    public int columns() {
      return starts.size() - 1;
    }

    private int start(int column) {
      return starts.get(column);
    }
  }

  /**
   * Creates a shuffler for a model's rows.
   *
   * @param program how shards become the network's input
   * @param theta the model's θ
   */
  public ColumnShuffler(ShardProgram program, FlatVector theta, Plan plan) {
    this.plan = plan;
    this.task = program.targets().task();
    this.predictor = new MixedPredictor(program, theta);
    this.a = new double[predictor.outputs()];
    this.y = new double[predictor.outputs()];
  }

  /**
   * Computes the sums of a block's rows, for a share of the columns.
   *
   * @param block the block's rows; the shard has the block's index
   * @param share from 0; share 0 also scores the rows as they are
   * @param shares columns c with c mod shares = share are shuffled
   */
  public ImportanceSums score(Shard block, int share, int shares) {
    Batch features = predictor.encode(block.features());
    double[] own = new double[block.rows() * a.length];
    predictor.begin(own);
    for (int i = 0; i < block.rows(); i++) {
      predictor.add(features, i);
    }
    predictor.end();
    MetricSums asTheyAre = null;
    if (share == 0) {
      asTheyAre = sums();
      for (int i = 0; i < block.rows(); i++) {
        add(asTheyAre, block, i, own, i);
      }
    }
    MetricSums[][] shuffled = new MetricSums[plan.columns()][plan.repeats()];
    for (int c = share; c < plan.columns(); c += shares) {
      Arrays.setAll(shuffled[c], r -> sums());
      shuffle(block, features, own, c, shuffled[c]);
    }
    return new ImportanceSums(plan.metric(), asTheyAre, shuffled);
  }

  private MetricSums sums() {
    return new MetricSums(plan.metric(), task, a.length, plan.threshold());
  }

  private void add(MetricSums sums, Shard block, int row, double[] outputs, int at) {
    System.arraycopy(outputs, at * a.length, a, 0, a.length);
    sums.add(block, row, a, y);
  }

  private void shuffle(Shard block, Batch features, double[] own, int c, MetricSums[] sums) {
    int rows = block.rows();
    int repeats = plan.repeats();
    int[][] donors = new int[repeats][];
    Arrays.setAll(donors, r -> order(c, r, block.index(), rows));
    int[] like = firstEqual(features, rows, plan.start(c), plan.start(c + 1));
    int most = Math.min(MOST_WAITING, MOST_WAITING_OUTPUTS / a.length) / repeats;
    int atOnce = Math.min(rows, Math.max(1, most));
    double[] computed = new double[atOnce * repeats * a.length];
    int[] places = new int[atOnce * repeats]; // where a row's outputs lie; -1 for its own
    for (int start = 0; start < rows; start += atOnce) {
      int count = Math.min(atOnce, rows - start);
      predict(features, donors, like, c, start, count, places, computed);
      for (int r = 0; r < repeats; r++) {
        for (int i = 0; i < count; i++) {
          int place = places[i * repeats + r];
          add(sums[r], block, start + i, place < 0 ? own : computed, place < 0 ? start + i : place);
        }
      }
    }
  }

  /** The row that each row takes its values from. */
  private int[] order(int column, int repeat, int block, int rows) {
    return new RandomStream(Purpose.SHUFFLED_COLUMN, plan.seed(), column, repeat, block)
        .permutation(rows);
  }

  private void predict(
      Batch features,
      int[][] donors,
      int[] like,
      int c,
      int start,
      int count,
      int[] places,
      double[] computed) {
    int next = 0;
    predictor.begin(computed);
    for (int i = 0; i < count; i++) {
      for (int r = 0; r < donors.length; r++) {
        int row = start + i;
        int donor = donors[r][row];
        int earlier = 0;
        while (earlier < r && like[donors[earlier][row]] != like[donor]) {
          earlier++;
        }
        int place = i * donors.length + r;
        if (like[donor] == like[row]) {
          places[place] = -1;
        } else if (earlier < r) {
          places[place] = places[place - r + earlier];
        } else {
          places[place] = next++;
          predictor.add(features, row, features, donor, plan.start(c), plan.start(c + 1));
        }
      }
    }
    predictor.end();
  }

  /**
   * For each row, the first row with the same features [from, to); the row itself if there are too
   * many features to compare.
   */
  private static int[] firstEqual(Batch features, int rows, int from, int to) {
    int[] first = new int[rows];
    if (to - from > MOST_COMPARED) {
      Arrays.setAll(first, i -> i);
      return first;
    }
    int[] table = new int[Integer.highestOneBit(Math.max(1, rows)) * 4]; // row + 1; 0 for none
    for (int i = 0; i < rows; i++) {
      long hash = 0;
      for (int j = from; j < to; j++) {
        hash = (hash ^ Double.doubleToLongBits(features.get(i, j))) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 32;
      }
      int slot = (int) hash & (table.length - 1);
      while (table[slot] != 0 && !areEqual(features, table[slot] - 1, i, from, to)) {
        slot = (slot + 1) & (table.length - 1);
      }
      if (table[slot] == 0) {
        table[slot] = i + 1;
      }
      first[i] = table[slot] - 1;
    }
    return first;
  }

  private static boolean areEqual(Batch features, int left, int right, int from, int to) {
    for (int j = from; j < to; j++) {
      long of = Double.doubleToLongBits(features.get(left, j));
      if (of != Double.doubleToLongBits(features.get(right, j))) {
        return false;
      }
    }
    return true;
  }
}
