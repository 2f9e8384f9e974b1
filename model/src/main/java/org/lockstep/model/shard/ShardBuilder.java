package org.lockstep.model.shard;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lockstep.model.math.Precision;

/**
 * Collects the rows of one shard, which must come in the order of their index. Memory grows with
 * the rows: no allocation relies on a claimed number.
 */
public final class ShardBuilder {
  private static final int FIRST_ROWS = 64;

  /** The first allocation has room for fewer rows if they are wide. */
  private static final int FIRST_VALUES = 1 << 14;

  private final int index;
  private final int shards;
  private final RowForm form;
  private final FeatureBlocks blocks;
  private final List<Object> values = new ArrayList<>(); // blocks: byte[], float[] or double[]
  private final SparseBlocks sparse; // null if zeros are stored
  private int[] classes = new int[0];
  private double[] numbers = new double[0];
  private float[] weights = new float[0];
  private int rows;

  /**
   * An empty shard.
   *
   * @param index k
   * @param shards S
   * @param form of all rows
   */
  public ShardBuilder(int index, int shards, RowForm form) {
    this.index = index;
    this.shards = shards;
    this.form = form;
    this.blocks = FeatureBlocks.of(form.width());
    this.sparse =
        form.kind().isSparse()
            ? new SparseBlocks(
                form.kind() == Features.Kind.SPARSE_FLOATS ? Precision.FLOAT : Precision.DOUBLE,
                blocks)
            : null;
  }

  /** Begins a row of unsigned bytes. */
  public void addBytes(byte[] row) {
    checkWidth(row.length);
    addBytes(row, 0);
  }

  /** Begins a row of the bytes from an offset on. */
  void addBytes(byte[] from, int offset) {
    copy(from, offset);
  }

  /** Begins a row of the floats from an offset on. */
  void addFloats(float[] from, int offset) {
    copy(from, offset);
  }

  /** Begins a row of the doubles from an offset on. */
  void addDoubles(double[] from, int offset) {
    copy(from, offset);
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the kind
  private void copy(Object from, int offset) {
    System.arraycopy(from, offset, block(), blocks.offset(rows), blocks.width());
    rows++;
  }

  /**
   * Begins a row in which only these numbers are not 0; for sparse shards.
   *
   * @param columns of the numbers, ascending
   */
  public void addSparse(int[] columns, double[] numbers) {
    sparse.add(columns, numbers);
    rows++;
  }

  /** Begins a row of numbers, stored as floats or doubles. */
  public void addNumbers(double[] row) {
    checkWidth(row.length);
    if (sparse != null) {
      sparse.add(null, row);
      rows++;
      return;
    }
    if (form.kind() == Features.Kind.DOUBLES) {
      addDoubles(row, 0);
      return;
    }
    float[] floats = (float[]) block();
    int offset = blocks.offset(rows);
    for (int j = 0; j < row.length; j++) {
      floats[offset + j] = (float) row[j];
    }
    rows++;
  }

  /** Adds all rows of a piece: a shard like this one, whose index does not matter. */
  public void add(Shard piece) {
    for (int i = 0; i < piece.rows(); i++) {
      piece.copyRow(i, this);
    }
  }

  /** Sets the class of the row begun last. */
  public void setClass(int label) {
    classes = room(classes, rows);
    classes[rows - 1] = label;
  }

  /** Sets the targets of the row begun last. */
  public void setTargets(double[] targets) {
    long needed = (long) rows * form.outputs();
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "shard " + index + " has more than 2^31 target numbers: use more shards");
    }
    if (numbers.length < needed) {
      numbers = Arrays.copyOf(numbers, grown(numbers.length, (int) needed));
    }
    System.arraycopy(targets, 0, numbers, (rows - 1) * form.outputs(), form.outputs());
  }

  /** Sets the weight of the row begun last. */
  public void setWeight(double weight) {
    if (weights.length < rows) {
      weights = Arrays.copyOf(weights, grown(weights.length, rows));
    }
    weights[rows - 1] = (float) weight;
  }

  /** The number of rows added. */
  public int rows() {
    return rows;
  }

  /** Builds the shard of all rows added. */
  public Shard build() {
    boolean hasClasses = form.task().isOfClasses();
    return new Shard(
        index,
        shards,
        features(),
        hasClasses ? Arrays.copyOf(classes, rows) : null,
        hasClasses ? null : Arrays.copyOf(numbers, rows * form.outputs()),
        form.hasWeights() ? Arrays.copyOf(weights, rows) : null);
  }

  private Features features() {
    if (sparse != null) {
      return sparse.build();
    }
    Object[] trimmed = values.toArray();
    if (rows > 0) {
      int last = trimmed.length - 1;
      trimmed[last] = resized(trimmed[last], blocks.offset(rows - 1) + blocks.width());
    }
    return switch (form.kind()) {
      case BYTES ->
          new ByteFeatures(rows, blocks, Arrays.copyOf(trimmed, trimmed.length, byte[][].class));
      case FLOATS ->
          new FloatFeatures(rows, blocks, Arrays.copyOf(trimmed, trimmed.length, float[][].class));
      case DOUBLES ->
          new DoubleFeatures(
              rows, blocks, Arrays.copyOf(trimmed, trimmed.length, double[][].class));
      case SPARSE_FLOATS, SPARSE_DOUBLES -> throw new IllegalStateException("rows are sparse");
    };
  }

  /** The block that the next row goes to, with room for it. */
  private Object block() {
    int number = blocks.block(rows);
    int used = blocks.offset(rows);
    if (number == values.size()) {
      int most = Math.min(blocks.rowsPerBlock(), Math.max(1, FIRST_VALUES / blocks.width()));
      values.add(resized(null, blocks.width() * Math.min(FIRST_ROWS, most)));
    } else if (used + blocks.width() > Array.getLength(values.get(number))) {
      // Doubles, so that a small shard does not take a whole block; a full one never grows.
      int rowsNow = Math.min(blocks.rowsPerBlock(), 2 * (used / blocks.width()));
      values.set(number, resized(values.get(number), rowsNow * blocks.width()));
    }
    return values.get(number);
  }

  private Object resized(Object block, int length) {
    return switch (form.kind()) {
      case BYTES -> block == null ? new byte[length] : Arrays.copyOf((byte[]) block, length);
      case FLOATS -> block == null ? new float[length] : Arrays.copyOf((float[]) block, length);
      case DOUBLES -> block == null ? new double[length] : Arrays.copyOf((double[]) block, length);
      case SPARSE_FLOATS, SPARSE_DOUBLES -> throw new IllegalStateException("rows are sparse");
    };
  }

  private void checkWidth(int width) {
    if (width != blocks.width()) {
      throw new IllegalArgumentException(
          "expected a row of " + blocks.width() + " features but found " + width);
    }
  }

  private static int[] room(int[] array, int length) {
    return array.length >= length ? array : Arrays.copyOf(array, grown(array.length, length));
  }

  private static int grown(int length, int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, length + (length >> 1) + 64L));
  }
}
