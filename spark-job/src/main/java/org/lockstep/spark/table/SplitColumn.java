package org.lockstep.spark.table;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The column whose values decide which rows are held out: rows of one value stay together.
 *
 * @param after rows from there on are test rows; empty: values are chosen at random
 */
public record SplitColumn(String name, Optional<SplitPoint> after) implements Serializable {

  /** What a value becomes: numbers in the order of time, or one for each different text. */
  @FunctionalInterface
  public interface Keys extends Serializable {
    /** The key of a value, which is null where it is missing; empty where it can have none. */
    OptionalLong of(String value);
  }

  /** The keys of the values. */
  public Keys keys() {
    return after.<Keys>map(point -> point.kind()::key).orElse(SplitColumn::hash);
  }

  /** Two values that meet in one hash are held out together, which does no harm. */
  private static OptionalLong hash(String value) {
    return OptionalLong.of(
        value == null ? 0 : MurmurHash3.hash128x64(value.getBytes(StandardCharsets.UTF_8))[0]);
  }
}
