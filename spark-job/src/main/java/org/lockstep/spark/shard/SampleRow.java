package org.lockstep.spark.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.lockstep.model.shard.Shard;

/** A row with its class, collected to the driver. */
public final class SampleRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long index;
  private final double[] features;
  private final int label;

  private SampleRow(long index, double[] features, int label) {
    this.index = index;
    this.features = features;
    this.label = label;
  }

  /** The raw features. */
  public double[] features() {
    return features.clone();
  }

  /** The class. */
  public int label() {
    return label;
  }

  /**
   * Returns the first rows of a part, in order.
   *
   * @param rows the most rows to return; few, since the driver holds all of them in memory
   */
  public static List<SampleRow> first(JavaRDD<ShardGroup> shards, Part part, int rows) {
    int partitions = shards.getNumPartitions();
    int each = (rows + partitions - 1) / partitions;
    List<SampleRow> sample =
        new ArrayList<>(shards.flatMap(group -> of(group.shard(part), each).iterator()).collect());
    sample.sort(Comparator.comparingLong(row -> row.index));
    return sample.subList(0, Math.min(rows, sample.size()));
  }

  private static List<SampleRow> of(Shard shard, int rows) {
    List<SampleRow> sample = new ArrayList<>();
    for (int position = 0; position < Math.min(rows, shard.rows()); position++) {
      double[] features = new double[shard.features().width()];
      shard.features().loadRow(position, features);
      sample.add(new SampleRow(shard.rowIndex(position), features, shard.classAt(position)));
    }
    return sample;
  }
}
