package org.lockstep.spark.job;

import java.util.Locale;

/** Constants as people write them. */
public final class Words {
  private Words() {}

  /** {@code LEAKY_RELU} as {@code leaky-relu}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
