package org.lockstep.spark.shard;

import java.io.Serializable;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardChecksum;

/** The training, validation and test shards of one index, which live together on an executor. */
public final class ShardGroup implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final Shard train;
  private final Shard validation;
  private final Shard test;
  private final int checksum;

  ShardGroup(int index, Shard train, Shard validation, Shard test) {
    this.index = index;
    this.train = train;
    this.validation = validation;
    this.test = test;
    ShardChecksum sum = new ShardChecksum();
    train.addTo(sum);
    validation.addTo(sum);
    test.addTo(sum);
    this.checksum = sum.value();
  }

  /** CRC-32C of all rows, in order. */
  public int checksum() {
    return checksum;
  }

  /** k, from 0 to S-1. */
  public int index() {
    return index;
  }

  /** The shard of a part; an empty shard if the part has no rows here. */
  public Shard shard(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }
}
