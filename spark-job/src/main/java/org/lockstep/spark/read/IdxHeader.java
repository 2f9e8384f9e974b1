package org.lockstep.spark.read;

/** The beginning of an IDX file. */
record IdxHeader() {
  /** Whether the bytes begin as IDX does: two zeros, a known type, at least one dimension. */
  static boolean isMagic(byte[] head) {
    return head.length >= 4
        && head[0] == 0
        && head[1] == 0
        && head[2] >= 8
        && head[2] <= 14
        && head[3] > 0;
  }
}
