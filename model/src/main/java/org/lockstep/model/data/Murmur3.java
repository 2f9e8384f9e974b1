package org.lockstep.model.data;

import java.nio.charset.StandardCharsets;

/**
 * The 32-bit MurmurHash3 for little-endian words (A. Appleby 2011, public domain), applied to UTF-8
 * with the seed 42, as in Spark's {@code HashingTF}.
 */
final class Murmur3 {
  private static final int SEED = 42;

  private Murmur3() {}

  static int hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int hash = SEED;
    int whole = bytes.length & -Integer.BYTES;
    for (int i = 0; i < whole; i += Integer.BYTES) {
      hash = Integer.rotateLeft(hash ^ mixed(word(bytes, i, Integer.BYTES)), 13) * 5 + 0xe6546b64;
    }
    hash ^= mixed(word(bytes, whole, bytes.length - whole));
    hash ^= bytes.length;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }

  private static int word(byte[] bytes, int from, int count) {
    int word = 0;
    for (int i = 0; i < count; i++) {
      word |= (bytes[from + i] & 0xff) << (Byte.SIZE * i);
    }
    return word;
  }

  private static int mixed(int word) {
    return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
  }
}
