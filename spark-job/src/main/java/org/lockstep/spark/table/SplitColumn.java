package org.lockstep.spark.table;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The column whose values decide which rows are held out: rows with the same value stay together.
 *
 * @param after rows from this point on are test rows; empty: values are chosen at random
 */
public record SplitColumn(String name, Optional<SplitPoint> after) implements Serializable {

  /** Maps values to keys: numbers in the order of time, or one for each different text. */
  @FunctionalInterface
  public interface Keys extends Serializable {
    /** The key of a value, which is null if it is missing; empty if the value can have no key. */
    OptionalLong of(String value);
  }

  /** The keys of the values. */
  public Keys keys() {
    return after.<Keys>map(point -> point.kind()::key).orElse(SplitColumn::hash);
  }

  /** Two values with the same hash are held out together, which does no harm. */
  private static OptionalLong hash(String value) {
    return OptionalLong.of(
        value == null ? 0 : MurmurHash3.hash128x64(value.getBytes(StandardCharsets.UTF_8))[0]);
  }
}
