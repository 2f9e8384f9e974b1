package org.lockstep.model.score;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** How often each class was predicted for rows of each class. Mergeable. */
final class ConfusionCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int classes;
  private final long[] counts; // [true · classes + predicted]

  ConfusionCounts(int classes) {
    this.classes = classes;
    this.counts = new long[classes * classes];
  }

  void add(int actual, int predicted) {
    counts[actual * classes + predicted]++;
  }

  void merge(ConfusionCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  void clear() {
    Arrays.fill(counts, 0);
  }

  /** The number of bytes that {@link #writeTo} writes. */
  int bytes() {
    return Long.BYTES * counts.length;
  }

  void writeTo(ByteBuffer buffer) {
    for (long count : counts) {
      buffer.putLong(count);
    }
  }

  void readFrom(ByteBuffer buffer) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buffer.getLong();
    }
  }

  /** [true class][predicted class] counts. */
  long[][] matrix() {
    long[][] matrix = new long[classes][];
    for (int c = 0; c < classes; c++) {
      matrix[c] = Arrays.copyOfRange(counts, c * classes, (c + 1) * classes);
    }
    return matrix;
  }
}
