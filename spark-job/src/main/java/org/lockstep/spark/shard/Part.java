package org.lockstep.spark.shard;

/** What a row is used for. The numbers are the values of the column {@code part}. */
public enum Part {
  /** Fits the parameters. */
  TRAIN(0),
  /** Decides about stopping early and about hyper-parameters. */
  VALIDATION(1),
  /** Never decides anything. */
  TEST(2);

  private final int number;

  Part(int number) {
    this.number = number;
  }

  /** This part's value in the column {@code part}. */
  public int number() {
    return number;
  }
}
