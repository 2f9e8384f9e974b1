package org.lockstep.model.shard;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.BatchTargets;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.Workspace;

/**
 * The rows of one logical shard: the row of a data set with index p is at position p div S of the
 * shard with index p mod S. Rows never change; the order in which an epoch visits them is kept from
 * one step to the next.
 *
 * <p>Targets are class indices for classification and binary tasks, otherwise numbers.
 */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final int shards;
  private final Features features;
  private final int[] classes; // rows, or null
  private final double[] values; // rows x outputs, or null
  private final float[] weights; // rows, or null where every weight is 1
  private transient volatile VisitingOrder order; // any thread may compute it: all get the same

  Shard(int index, int shards, Features features, int[] classes, double[] values, float[] weights) {
    this.index = index;
    this.shards = shards;
    this.features = features;
    this.classes = classes;
    this.values = values;
    this.weights = weights;
  }

  /** k, from 0 to S-1. */
  public int index() {
    return index;
  }

  /** The number of rows. */
  public int rows() {
    return features.rows();
  }

  /** Whether any row has a positive weight. */
  public boolean weighsAnything() {
    if (weights == null) {
      return rows() > 0;
    }
    for (float weight : weights) {
      if (weight > 0) {
        return true;
      }
    }
    return false;
  }

  /** The rows' raw features. */
  public Features features() {
    return features;
  }

  /** A copy of the first rows of this shard, at most this many. */
  public Shard head(int most) {
    ShardBuilder head = emptyLike(index, shards);
    for (int i = 0; i < Math.min(most, rows()); i++) {
      copyRow(i, head);
    }
    return head.build();
  }

  /**
   * A copy of the first rows of a data set, at most this many, as the only shard of a new set.
   *
   * @param all every shard of the data set, or the head of each, by index
   */
  public static Shard head(List<Shard> all, int most) {
    Shard longest = Collections.max(all, Comparator.comparingInt(Shard::rows));
    ShardBuilder head = longest.emptyLike(0, 1); // a shard without rows does not know its targets
    int left = most;
    for (int position = 0; position < longest.rows() && left > 0; position++) {
      for (Shard shard : all) { // some have fewer rows: others were held out
        if (position < shard.rows() && left > 0) {
          shard.copyRow(position, head);
          left--;
        }
      }
    }
    return head.build();
  }

  private int outputs() {
    return classes == null && rows() > 0 ? values.length / rows() : 1;
  }

  /** Adds a row to a builder of rows like these. */
  public void copyRow(int i, ShardBuilder into) {
    features.copyRow(i, into);
    if (classes == null) {
      into.setTargets(Arrays.copyOfRange(values, i * outputs(), (i + 1) * outputs()));
    } else {
      into.setClass(classes[i]);
    }
    if (weights != null) {
      into.setWeight(weights[i]);
    }
  }

  /**
   * Makes a batch of the first rows of this shard, as a step of the first epoch sees them: scaled,
   * with the dropout masks of their positions in the data set.
   *
   * @param rows at most as many as there are
   */
  public Workspace batchOfFirst(int rows, ShardProgram program, Network network) {
    Workspace batch = new Workspace(network, program.arithmetic(), rows);
    batch.setRows(rows);
    batch.targets().scaleBy(program.targets().scaling());
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    program.standardizer(program.arithmetic()).gather(features, order, 0, rows, batch.input());
    for (int i = 0; i < rows; i++) {
      loadTarget(i, batch.targets(), i, null);
      batch.drawMasks(i, program.dropout().seed(), 1, rowIndex(i));
    }
    return batch;
  }

  /** The index in the data set of the row at a position: p = position·S + k. */
  public long rowIndex(int position) {
    return (long) position * shards + index;
  }

  /** The class of the row at a position; not for regression. */
  public int classAt(int position) {
    return classes[position];
  }

  /** Whether rows have classes; otherwise their targets are numbers. */
  public boolean hasClasses() {
    return classes != null;
  }

  /** The weight of the row at a position. */
  public double weightAt(int position) {
    return weights == null ? 1 : weights[position];
  }

  /** An empty shard for rows like these, as part of a data set that is split differently. */
  public ShardBuilder emptyLike(int newIndex, int ofShards) {
    return new ShardBuilder(
        newIndex,
        ofShards,
        new RowForm(
            features.kind(),
            features.width(),
            classes == null ? Task.REGRESSION : Task.CLASSIFICATION,
            outputs(),
            weights != null));
  }

  /** The number of targets of a row; not for classes. */
  public int targets() {
    return outputs();
  }

  /** Fills {@code y} with the targets of the row at a position; not for classes. */
  public void loadTargets(int position, double[] y) {
    System.arraycopy(values, position * y.length, y, 0, y.length);
  }

  /** Fills target {@code i} of a batch from the row at a position. */
  void loadTarget(int position, BatchTargets targets, int i, double[] classWeights) {
    double weight = weights == null ? 1 : weights[position];
    if (classes != null) {
      int label = classes[position];
      targets.setClass(i, label, classWeights == null ? weight : weight * classWeights[label]);
    } else {
      int outputs = values.length / features.rows();
      targets.setValues(i, values, position * outputs, weight);
    }
  }

  /** Adds all rows, in order, to a checksum. */
  public void addTo(ShardChecksum checksum) {
    checksum.add(rows());
    features.addTo(checksum);
    if (classes != null) {
      for (int i = 0; i < rows(); i++) {
        checksum.add(classes[i]);
      }
    } else {
      checksum.add(values);
    }
    if (weights != null) {
      checksum.add(weights);
    }
  }

  /** Adds each row to the count of its class. */
  public void countClasses(long[] counts) {
    for (int label : classes) {
      counts[label]++;
    }
  }

  /** The positions in the order in which an epoch visits them. */
  int[] order(Batches batches, int epoch) {
    VisitingOrder known = order;
    if (known == null || known.epoch != epoch || !known.batches.equals(batches)) {
      known = new VisitingOrder(batches, epoch, batches.order(epoch, index, rows()));
      order = known;
    }
    return known.positions;
  }

  private static final class VisitingOrder {
    private final Batches batches;
    private final int epoch;
    private final int[] positions;

    VisitingOrder(Batches batches, int epoch, int[] positions) {
      this.batches = batches;
      this.epoch = epoch;
      this.positions = positions;
    }
  }
}
