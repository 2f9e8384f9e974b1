package org.lockstep.spark.shard;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.spark.table.PackedFeatures;

/**
 * Adds rows of (part, row, features, target, weight) to shards of a layout, one after another. Not
 * thread-safe.
 */
final class RowAdder {
  @SuppressWarnings("unchecked") // by its definition
  private static final UserDefinedType<Vector> VECTOR =
      (UserDefinedType<Vector>) SQLDataTypes.VectorType();

  private static final int VECTOR_FIELDS = ((StructType) VECTOR.sqlType()).size();

  private final ShardLayout layout;
  private final double[] origins;
  private final double[] unpacked;

  RowAdder(ShardLayout layout) {
    this.layout = layout;
    this.origins = layout.origins().stream().mapToDouble(Double::doubleValue).toArray();
    this.unpacked = new double[layout.packed() ? layout.width() : 0];
  }

  /** Adds a row; returns how many numbers it holds. */
  int add(InternalRow row, ShardBuilder part) {
    int numbers = addFeatures(row, part);
    addTarget(row, part);
    if (layout.hasWeights()) {
      part.setWeight(row.getDouble(4));
    }
    return numbers;
  }

  private int addFeatures(InternalRow row, ShardBuilder part) {
    if (layout.kind() == Features.Kind.BYTES && !layout.packed()) {
      part.addBytes(row.getBinary(2));
      return layout.width();
    }
    SparseVector sparse = null;
    double[] dense = unpacked;
    if (layout.packed()) {
      byte[] packed = row.getBinary(2);
      if (layout.kind().isSparse() && PackedFeatures.isSparse(packed)) {
        sparse = PackedFeatures.entries(packed);
      } else {
        PackedFeatures.unpack(packed, unpacked);
      }
    } else {
      Vector vector = VECTOR.deserialize(row.getStruct(2, VECTOR_FIELDS));
      if (layout.kind().isSparse() && vector instanceof SparseVector entries) {
        sparse = entries;
      } else {
        dense = vector.toArray().clone();
      }
    }
    if (sparse != null) {
      part.addSparse(sparse.indices(), from(origins, sparse));
      return sparse.indices().length;
    }
    part.addNumbers(from(origins, dense));
    return dense.length;
  }

  /** Subtracts the origins from the numbers, in place. */
  private static double[] from(double[] origins, double[] numbers) {
    for (int j = 0; j < Math.min(origins.length, numbers.length); j++) {
      numbers[j] -= origins[j];
    }
    return numbers;
  }

  /** The same for a sparse row. Columns with an origin have all their numbers among its entries. */
  private static double[] from(double[] origins, SparseVector row) {
    int[] places = row.indices();
    double[] numbers = row.values().clone();
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] -= origins[places[k]];
    }
    return numbers;
  }

  private void addTarget(InternalRow row, ShardBuilder part) {
    if (layout.target().task().isOfClasses()) {
      part.setClass((int) row.getDouble(3));
    } else if (layout.target().outputs() == 1) {
      part.setTargets(new double[] {row.getDouble(3)});
    } else {
      part.setTargets(row.getArray(3).toDoubleArray());
    }
  }
}
