package org.lockstep.spark.shard;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.Precision;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.spark.table.Table;

/**
 * How rows are stored in shards.
 *
 * @param shards S
 * @param kind the stored type of features
 * @param packed whether rows come as {@link org.lockstep.spark.table.PackedFeatures}
 * @param origins what is subtracted from each raw value of a row before it is rounded
 * @param target what the target column holds
 * @param hasWeights whether rows have weights
 */
public record ShardLayout(
    int shards,
    Features.Kind kind,
    boolean packed,
    List<Double> origins,
    TargetLayout target,
    boolean hasWeights)
    implements Serializable {
  public ShardLayout {
    origins = List.copyOf(origins);
  }

  /** A layout of rows without origins. */
  public ShardLayout(
      int shards,
      Features.Kind kind,
      boolean packed,
      int width,
      TargetLayout target,
      boolean hasWeights) {
    this(shards, kind, packed, Collections.nCopies(width, 0.0), target, hasWeights);
  }

  /** Whether a target is a class or numbers, and how many outputs it has. */
  public record TargetLayout(Task task, int outputs) implements Serializable {
    /** The layout of targets of this schema. */
    public static TargetLayout of(TargetSchema schema) {
      return new TargetLayout(schema.task(), schema.outputs());
    }
  }

  /** How a table's features are stored: as bytes if they are bytes, otherwise in the precision. */
  public static Features.Kind kindOf(Table table, Precision precision) {
    if (table.form() == Table.Form.BYTES) {
      return Features.Kind.BYTES;
    }
    return precision == Precision.FLOAT ? Features.Kind.FLOATS : Features.Kind.DOUBLES;
  }

  /** The same for a network of dense or sparse rows. */
  public static Features.Kind kindOf(Table table, Precision precision, boolean sparse) {
    Features.Kind kind = kindOf(table, precision);
    return sparse && kind != Features.Kind.BYTES ? kind.sparse() : kind;
  }

  /** How many raw values a row has. */
  int width() {
    return origins.size();
  }

  ShardBuilder builder(int index) {
    return new ShardBuilder(
        index, shards, new RowForm(kind, width(), target.task(), target.outputs(), hasWeights));
  }
}
