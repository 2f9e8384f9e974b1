package org.lockstep.model.network;

import java.io.Serializable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.TouchedRows;
import org.lockstep.model.score.Score;

/**
 * A sum over rows: the gradient of their loss with respect to θ, and their score. Merging adds; an
 * empty sum is represented by null and costs nothing. The caller divides, once.
 */
public final class GradientSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FlatVector gradient;
  private final Score score;
  private final TouchedRows touched; // the elements that may differ from 0
  private final transient ParameterViews views; // where gradients are computed
  private transient List<Addition> later; // in order; null if there was never one

  /** A pending {@code to += from}. */
  private record Addition(FlatVector to, GradientSum from) {
    void run(int first, int end) {
      add(to, from, first, end);
    }
  }

  /** {@code to += from}, for the elements of from that may differ from 0. */
  private static void add(FlatVector to, GradientSum from, int first, int end) {
    int start = from.touched.runFrom(first, end);
    while (start < end) {
      int next = from.touched.runEnd(start, end);
      to.add(from.gradient, start, next);
      start = from.touched.runFrom(next, end);
    }
  }

  /** A sum over no rows, with its own memory for the gradient. */
  public GradientSum(Network network, Arithmetic arithmetic, Score score) {
    this.gradient = arithmetic.vector(network.layout().length());
    this.score = score;
    this.views = new ParameterViews(network, arithmetic, gradient);
    this.touched = network.touchedRows();
    if (network.hasSparseGradient()) {
      views.ofLayers().get(0).get(0).track(touched);
    }
  }

  /** The sum over rows of the derivative with respect to θ, laid out like θ. */
  public FlatVector gradient() {
    slice(0, gradient.length());
    sliced();
    return gradient;
  }

  /** {@code this += other}, except for the gradient, which {@link #slice} adds later. */
  public GradientSum mergeLater(GradientSum other) {
    if (later == null) {
      later = new ArrayList<>();
    }
    if (other.later != null) {
      later.addAll(other.later);
    }
    later.add(new Addition(gradient, other));
    touched.addAll(other.touched);
    score.merge(other.score);
    return this;
  }

  /**
   * Adds up the elements [from, to) of the gradient, and returns the gradient. Several threads may
   * each do a slice; every element must be in exactly one slice before {@link #sliced}.
   */
  public FlatVector slice(int from, int to) {
    if (later != null) {
      for (int i = 0; i < later.size(); i++) {
        later.get(i).run(from, to);
      }
    }
    return gradient;
  }

  /** Called when every element has been in a slice. */
  public void sliced() {
    if (later != null) {
      later.clear();
    }
  }

  /** Forgets all rows. The gradient remains, to be overwritten. */
  public void clear() {
    sliced();
    score.clear();
  }

  /** The rows' score: loss, weight, accuracy. */
  public Score score() {
    return score;
  }

  /** {@code this += other}. */
  public GradientSum merge(GradientSum other) {
    gradient();
    other.gradient();
    add(gradient, other, 0, gradient.length());
    touched.addAll(other.touched);
    score.merge(other.score);
    return this;
  }

  /** The elements of the gradient that may differ from 0. */
  public TouchedRows touched() {
    return touched;
  }

  /** The number of bytes that {@link #writeTo} writes. */
  public long bytes() {
    int left = (touched.rows() - touched.count()) * touched.columns(); // elements that are 0
    return score.bytes()
        + (1L + touched.count()) * Integer.BYTES
        + (long) (gradient.length() - left) * gradient.precision().bytes();
  }

  /**
   * Writes score and gradient at the buffer's position, leaving out gradient rows that no sparse
   * row touched.
   *
   * <pre>
   *   score              as {@link Score#writeTo} writes it
   *   touched rows       int
   *   row, values        int, values: for each touched row
   *   values             all after the first matrix; for a dense network, all
   * </pre>
   */
  public void writeTo(ByteBuffer buffer) {
    gradient(); // adds up what is pending
    score.writeTo(buffer);
    buffer.putInt(touched.count());
    for (int i = 0; i < touched.count(); i++) {
      int row = touched.row(i);
      buffer.putInt(row);
      gradient.writeTo(buffer, touched.offset(row), touched.offset(row + 1));
    }
    gradient.writeTo(buffer, touched.end(), gradient.length());
  }

  /**
   * Overwrites this sum with what {@link #writeTo} wrote.
   *
   * @throws BufferUnderflowException where the buffer ends too early
   * @throws IllegalArgumentException where it names a row that the network does not have, or names
   *     one twice
   */
  public void readFrom(ByteBuffer buffer) {
    clear();
    score.readFrom(buffer);
    for (int i = 0; i < touched.count(); i++) {
      int row = touched.row(i);
      gradient.fill(0, touched.offset(row), touched.offset(row + 1));
    }
    touched.clear();
    int count = buffer.getInt();
    if (count < 0 || count > touched.rows()) {
      throw new IllegalArgumentException(
          "expected at most " + touched.rows() + " rows of a gradient but found " + count);
    }
    for (int i = 0; i < count; i++) {
      int row = buffer.getInt();
      if (row < 0 || row >= touched.rows() || touched.contains(row)) {
        throw new IllegalArgumentException(
            "expected each row of a gradient once, below " + touched.rows() + ", but found " + row);
      }
      touched.add(row);
      gradient.readFrom(buffer, touched.offset(row), touched.offset(row + 1));
    }
    gradient.readFrom(buffer, touched.end(), gradient.length());
  }

  ParameterViews views() {
    return views;
  }
}
