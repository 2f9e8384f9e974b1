package org.lockstep.spark.table;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.lockstep.model.math.Precision;

/**
 * Stores a row's numbers in few bytes: rounded to the precision of the training, with zeros left
 * out where that is shorter. Equal numbers have equal bytes, whether their vector is dense or
 * sparse.
 *
 * <p>The first byte says whether the row is dense or sparse and in which precision; the next four
 * hold the number of features. A sparse row goes on with the number of its entries and their
 * positions; then come the numbers. Everything is big-endian.
 */
public final class PackedFeatures {
  private static final int SPARSE = 1;
  private static final int DOUBLES = 2;
  private static final int HEAD = 1 + Integer.BYTES;

  private PackedFeatures() {}

  /**
   * Packs a row.
   *
   * @throws NotFiniteNumberException if a number is NaN or infinite, or becomes so by rounding
   */
  public static byte[] pack(Vector vector, Precision precision) {
    // Spark's own numNonzeros and toSparse box every number.
    double[] values =
        vector instanceof SparseVector sparse ? sparse.values() : ((DenseVector) vector).values();
    int[] places = vector instanceof SparseVector sparse ? sparse.indices() : null;
    int entries = 0;
    for (double value : values) {
      entries += value == 0 ? 0 : 1;
    }
    int entry = precision.bytes();
    long shorter = Integer.BYTES + (long) entries * (Integer.BYTES + entry);
    return shorter < (long) vector.size() * entry
        ? packSparse(vector.size(), places, values, entries, precision)
        : packDense(vector.size(), places, values, precision);
  }

  /** Packs raw values unchanged; missing ones are NaN. */
  public static byte[] packAll(double[] values) {
    byte[] packed = new byte[HEAD + values.length * Double.BYTES];
    head(packed, 0, values.length, Precision.DOUBLE).asDoubleBuffer().put(values);
    return packed;
  }

  /**
   * Packs some raw values unchanged; missing ones are NaN, and all other values are 0.
   *
   * @param places the positions of the values, ascending
   * @param count how many values there are
   */
  public static byte[] packEntries(int size, int[] places, double[] values, int count) {
    int numbers = HEAD + Integer.BYTES + count * Integer.BYTES;
    byte[] packed = new byte[numbers + count * Double.BYTES];
    ByteBuffer buffer = head(packed, SPARSE, size, Precision.DOUBLE).putInt(count);
    for (int i = 0; i < count; i++) {
      buffer.putInt(places[i]);
      buffer.putDouble(numbers + i * Double.BYTES, values[i]);
    }
    return packed;
  }

  /**
   * Packs all numbers.
   *
   * @param places the positions of the values; null if all are present
   */
  private static byte[] packDense(int size, int[] places, double[] values, Precision precision) {
    int entry = precision.bytes();
    byte[] packed = new byte[HEAD + size * entry];
    ByteBuffer buffer = head(packed, 0, size, precision);
    for (int i = 0; i < values.length; i++) {
      put(buffer, HEAD + (places == null ? i : places[i]) * entry, values[i], precision);
    }
    return packed;
  }

  /** Packs the numbers that are not 0; see {@link #packDense}. */
  private static byte[] packSparse(
      int size, int[] places, double[] values, int entries, Precision precision) {
    int entry = precision.bytes();
    int numbers = HEAD + Integer.BYTES + entries * Integer.BYTES;
    byte[] packed = new byte[numbers + entries * entry];
    ByteBuffer buffer = head(packed, SPARSE, size, precision);
    buffer.putInt(entries);
    int packedEntries = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        buffer.putInt(places == null ? i : places[i]);
        put(buffer, numbers + packedEntries * entry, values[i], precision);
        packedEntries++;
      }
    }
    return packed;
  }

  private static ByteBuffer head(byte[] packed, int form, int size, Precision precision) {
    int doubles = precision == Precision.DOUBLE ? DOUBLES : 0;
    return ByteBuffer.wrap(packed).put((byte) (form + doubles)).putInt(size);
  }

  private static void put(ByteBuffer buffer, int at, double value, Precision precision) {
    double number = value + 0.0; // -0.0 becomes 0.0
    boolean isFinite =
        precision == Precision.DOUBLE ? Double.isFinite(number) : Float.isFinite((float) number);
    if (!isFinite) {
      throw new NotFiniteNumberException(value);
    }
    if (precision == Precision.DOUBLE) {
      buffer.putDouble(at, number);
    } else {
      buffer.putFloat(at, (float) number);
    }
  }

  /** Rows of a table with packed features, as rows of ML vectors. */
  public static Dataset<Row> asVectors(Dataset<Row> rows) {
    UDF1<byte[], Vector> unpacked =
        packed -> {
          double[] values = new double[size(packed)];
          unpack(packed, values);
          return Vectors.dense(values);
        };
    return rows.withColumn(
        Table.FEATURES,
        functions.udf(unpacked, SQLDataTypes.VectorType()).apply(functions.col(Table.FEATURES)));
  }

  /** How many features a packed row has. */
  public static int size(byte[] packed) {
    return ByteBuffer.wrap(packed).getInt(1);
  }

  /** Whether a packed row leaves out its zeros. */
  public static boolean isSparse(byte[] packed) {
    return (packed[0] & SPARSE) != 0;
  }

  /**
   * How many numbers a packed row stores: all of them if it is dense, its non-zero ones if it is
   * sparse.
   */
  public static int stored(byte[] packed) {
    return ByteBuffer.wrap(packed).getInt(isSparse(packed) ? HEAD : 1);
  }

  /** The entries of a sparse row. */
  public static SparseVector entries(byte[] packed) {
    ByteBuffer buffer = ByteBuffer.wrap(packed).position(HEAD);
    int[] places = new int[buffer.getInt()];
    double[] values = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = buffer.getInt();
    }
    for (int i = 0; i < places.length; i++) {
      values[i] = (packed[0] & DOUBLES) != 0 ? buffer.getDouble() : buffer.getFloat();
    }
    return new SparseVector(size(packed), places, values);
  }

  /**
   * Unpacks a row.
   *
   * @param into overwritten; one element per feature
   */
  public static void unpack(byte[] packed, double[] into) {
    ByteBuffer buffer = ByteBuffer.wrap(packed);
    boolean doubles = (packed[0] & DOUBLES) != 0;
    buffer.position(HEAD);
    if ((packed[0] & SPARSE) == 0) {
      if (doubles) {
        buffer.asDoubleBuffer().get(into);
        return;
      }
      for (int j = 0; j < into.length; j++) {
        into[j] = buffer.getFloat();
      }
      return;
    }
    Arrays.fill(into, 0);
    int entries = buffer.getInt();
    int numbers = buffer.position() + entries * Integer.BYTES;
    for (int i = 0; i < entries; i++) {
      int at = numbers + i * (doubles ? Double.BYTES : Float.BYTES);
      into[buffer.getInt()] = doubles ? buffer.getDouble(at) : buffer.getFloat(at);
    }
  }

  /** Thrown for a number that cannot be trained on. */
  public static final class NotFiniteNumberException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final double number;

    NotFiniteNumberException(double number) {
      super(Double.toString(number));
      this.number = number;
    }

    /** The offending number. */
    public double number() {
      return number;
    }
  }
}
