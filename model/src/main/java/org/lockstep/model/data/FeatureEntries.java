package org.lockstep.model.data;

import java.util.Arrays;

/**
 * A reusable, growing buffer of a row's numbers with their places. Places ascend; the row's other
 * numbers are 0.
 */
public final class FeatureEntries {
  private static final int FIRST = 64;

  private int[] places = new int[FIRST];
  private double[] values = new double[FIRST];
  private int count;

  /** Removes all numbers. */
  public void clear() {
    count = 0;
  }

  /** Appends a number. */
  public void put(int place, double value) {
    if (count == places.length) {
      int length = Math.addExact(count, count >> 1);
      places = Arrays.copyOf(places, length);
      values = Arrays.copyOf(values, length);
    }
    places[count] = place;
    values[count++] = value;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The places of the first {@link #count()}; valid until the next {@link #put}. */
  public int[] places() {
    return places;
  }

  /** The numbers at the same indices as their places; valid until the next {@link #put}. */
  public double[] values() {
    return values;
  }

  /** Divides the numbers from an index on by their Euclidean norm. */
  void normalize(int from) {
    double squares = 0;
    for (int k = from; k < count; k++) {
      squares += values[k] * values[k];
    }
    double norm = Math.sqrt(squares);
    for (int k = from; k < count; k++) {
      values[k] /= norm;
    }
  }
}
