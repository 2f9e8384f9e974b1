package org.lockstep.spark.ml;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.Platform;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.predict.Predictor;
import org.lockstep.model.text.Text;

/**
 * Reads features directly from Spark SQL's rows into one reused array, so that no vector and array
 * are allocated for each row. Not thread-safe.
 */
final class FeatureReader implements RowReader {
  private static final int SPARSE = 0; // the first field of a vector in VectorUDT
  private static final int SIZE = 1;
  private static final int INDICES = 2;
  private static final int VALUES = 3;
  private static final int FIELDS = 4;

  private final int column;
  private final String name;
  private final DataType element; // null for vectors
  private final double[] values; // of the last row read, if it is dense
  private int[] places; // of the entries of the last row read; null if it is dense
  private double[] entries;

  /**
   * A reader of a column.
   *
   * @param width the number of features of a row
   */
  FeatureReader(int column, String name, DataType type, int width) {
    this.column = column;
    this.name = name;
    this.element = type instanceof ArrayType array ? array.elementType() : null;
    this.values = new double[width];
  }

  /**
   * Loads the features read last as row {@code i} of the batch.
   *
   * @return whether all of them are finite
   */
  @Override
  public boolean load(Predictor predictor, int i) {
    return places == null ? predictor.load(values, i) : predictor.load(places, entries, i);
  }

  /**
   * Reads the features of a row.
   *
   * @return whether all features are there: none is null
   * @throws BadInputException if the number of features is wrong
   */
  @Override
  public boolean read(InternalRow row) {
    if (row.isNullAt(column)) {
      return false;
    }
    if (element != null) {
      return readArray(row.getArray(column));
    }
    InternalRow vector = row.getStruct(column, FIELDS);
    return vector.getByte(0) == SPARSE ? readSparse(vector) : readDense(vector.getArray(VALUES));
  }

  private boolean readSparse(InternalRow vector) {
    checkSize(vector.getInt(SIZE));
    places = vector.getArray(INDICES).toIntArray();
    entries = vector.getArray(VALUES).toDoubleArray();
    return true;
  }

  private boolean readDense(ArrayData numbers) {
    places = null;
    checkSize(numbers.numElements());
    if (numbers instanceof UnsafeArrayData bytes) {
      Platform.copyMemory(
          bytes.getBaseObject(),
          bytes.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(values.length),
          values,
          Platform.DOUBLE_ARRAY_OFFSET,
          (long) values.length * Double.BYTES);
    } else {
      System.arraycopy(numbers.toDoubleArray(), 0, values, 0, values.length);
    }
    return true;
  }

  private boolean readArray(ArrayData numbers) {
    int size = numbers.numElements();
    for (int j = 0; j < size; j++) {
      if (numbers.isNullAt(j)) {
        return false;
      }
    }
    if (element == DataTypes.DoubleType) {
      return readDense(numbers);
    }
    checkSize(size);
    places = null;
    for (int j = 0; j < size; j++) {
      Object number = numbers.get(j, element);
      values[j] =
          number instanceof Decimal decimal ? decimal.toDouble() : ((Number) number).doubleValue();
    }
    return true;
  }

  private void checkSize(int size) {
    if (size != values.length) {
      throw BadInputException.at(
          "column " + name, values.length + " features, as in training", Integer.toString(size));
    }
  }

  @Override
  public BadInputException problem(boolean isThere) {
    return BadInputException.at(
        "column " + name, "numbers", isThere ? Text.number(firstNotFinite()) : "null");
  }

  /** The first feature that is not finite, or that overflows in single precision. */
  private double firstNotFinite() {
    double[] read = places == null ? values : entries;
    return Arrays.stream(read)
        .filter(value -> !Double.isFinite(value))
        .findFirst()
        .orElseGet(
            () ->
                Arrays.stream(read)
                    .filter(value -> !Float.isFinite((float) value))
                    .findFirst()
                    .orElseThrow());
  }
}
