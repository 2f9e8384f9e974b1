package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.predict.Predictor;

/** The features of an SQL call: one vector, one array, separate numbers, or raw columns by name. */
abstract class SqlFeatures implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int FIRST = 1; // comes after the path

  private final List<DataType> types;

  private SqlFeatures(DataType path, List<DataType> features) {
    List<DataType> all = new ArrayList<>(features);
    all.add(0, path);
    this.types = List.copyOf(all);
  }

  /** Features in an ML vector, dense or sparse. */
  static SqlFeatures vector(DataType path) {
    return new OfVector(path);
  }

  /** Features in an array, which Spark casts to doubles. */
  static SqlFeatures array(DataType path) {
    return new OfArray(path);
  }

  /** Features in separate arguments, which Spark casts to doubles; true is 1. */
  static SqlFeatures columns(DataType path, List<DataType> types) {
    return new OfColumns(
        path,
        types.stream()
            .map(type -> type instanceof BooleanType ? type : DataTypes.DoubleType)
            .toList());
  }

  /**
   * Features in the fields of a struct, in which texts stay texts and a missing value is NULL.
   *
   * @param columns the model's columns, located in the struct
   */
  static SqlFeatures struct(DataType path, StructType struct, List<RawColumn> columns) {
    return new OfStruct(path, struct, columns);
  }

  /** The exception for a call with the wrong number of features. */
  static BadInputException wrongCount(String function, int expected, int found) {
    return BadInputException.at(
        function,
        expected + (expected == 1 ? " feature" : " features") + ", as in training,",
        Integer.toString(found));
  }

  /** The types that arguments are cast to, starting with the path's. */
  DataType[] types() {
    return types.toArray(DataType[]::new);
  }

  /**
   * Loads the arguments' features as row 0 of a batch.
   *
   * @param function for messages
   * @param raw a buffer for the features
   * @return whether all are finite numbers; otherwise there is nothing to compute
   * @throws BadInputException if the number of features is wrong
   */
  abstract boolean load(String function, InternalRow arguments, double[] raw, Predictor predictor);

  private static void check(String function, int expected, int found) {
    if (found != expected) {
      throw wrongCount(function, expected, found);
    }
  }

  private static final class OfVector extends SqlFeatures {
    private static final long serialVersionUID = 1L;

    private static final UserDefinedType<?> VECTORS =
        (UserDefinedType<?>) SQLDataTypes.VectorType();

    OfVector(DataType path) {
      super(path, List.of(VECTORS));
    }

    @Override
    boolean load(String function, InternalRow arguments, double[] raw, Predictor predictor) {
      if (arguments.isNullAt(FIRST)) {
        return false;
      }
      Vector vector = (Vector) VECTORS.deserialize(arguments.get(FIRST, VECTORS));
      check(function, raw.length, vector.size());
      if (vector instanceof SparseVector sparse) {
        return predictor.load(sparse.indices(), sparse.values(), 0);
      }
      return predictor.load(((DenseVector) vector).values(), 0);
    }
  }

  private static final class OfArray extends SqlFeatures {
    private static final long serialVersionUID = 1L;

    OfArray(DataType path) {
      super(path, List.of(DataTypes.createArrayType(DataTypes.DoubleType)));
    }

    @Override
    boolean load(String function, InternalRow arguments, double[] raw, Predictor predictor) {
      if (arguments.isNullAt(FIRST)) {
        return false;
      }
      ArrayData array = arguments.getArray(FIRST);
      check(function, raw.length, array.numElements());
      for (int j = 0; j < raw.length; j++) {
        if (array.isNullAt(j)) {
          return false;
        }
        raw[j] = array.getDouble(j);
      }
      return predictor.load(raw, 0);
    }
  }

  private static final class OfStruct extends SqlFeatures {
    private static final long serialVersionUID = 1L;

    private final int fields;
    private final List<RawColumn> columns;
    private transient NamedReader reader; // null before the first row

    OfStruct(DataType path, StructType struct, List<RawColumn> columns) {
      super(path, List.of(struct));
      this.fields = struct.size();
      this.columns = List.copyOf(columns);
    }

    @Override
    boolean load(String function, InternalRow arguments, double[] raw, Predictor predictor) {
      if (arguments.isNullAt(FIRST)) {
        return false;
      }
      if (reader == null) {
        reader = new NamedReader(columns, true);
      }
      return reader.read(arguments.getStruct(FIRST, fields)) && reader.load(predictor, 0);
    }
  }

  private static final class OfColumns extends SqlFeatures {
    private static final long serialVersionUID = 1L;

    private final boolean[] areFlags;

    OfColumns(DataType path, List<DataType> types) {
      super(path, types);
      areFlags = new boolean[types.size()];
      for (int j = 0; j < areFlags.length; j++) {
        areFlags[j] = types.get(j) instanceof BooleanType;
      }
    }

    @Override
    boolean load(String function, InternalRow arguments, double[] raw, Predictor predictor) {
      for (int j = 0; j < raw.length; j++) {
        if (arguments.isNullAt(FIRST + j)) {
          return false;
        }
        raw[j] = areFlags[j] ? flag(arguments, FIRST + j) : arguments.getDouble(FIRST + j);
      }
      return predictor.load(raw, 0);
    }

    private static double flag(InternalRow arguments, int at) {
      return arguments.getBoolean(at) ? 1 : 0;
    }
  }
}
