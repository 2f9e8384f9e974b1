package org.lockstep.spark.settings;

import java.util.Optional;
import org.lockstep.model.blas.BlasChoice;

/**
 * How training is computed. None of this changes the result, except the number of shards, which
 * belongs to the data.
 *
 * @param shards S, the number of shards; empty: decided elsewhere
 * @param tasks the most tasks; empty: one per core
 */
public record ComputeSettings(
    EngineChoice engine, Optional<Integer> shards, Optional<Integer> tasks, BlasChoice blas) {

  /** The engine. */
  public static final Setting<EngineChoice> ENGINE =
      Setting.named("engine", SettingTypes.word(EngineChoice.class))
          .label("NAME")
          .help(
              "`resident`: tasks that stay for the whole run; `job`: one Spark job per step;"
                  + " `auto`: `resident` if it can run")
          .byDefault(EngineChoice.AUTO)
          .ofManner()
          .page("engines.md")
          .inMl("engine")
          .build();

  /** S, the number of shards. */
  public static final Setting<Integer> SHARDS =
      Setting.named("shards", SettingTypes.count())
          .label("S")
          .help("Logical shards of the rows; the bits of the result depend on it")
          .otherwise("one for each core")
          .ofManner() // the data's fingerprint includes it
          .page("engines.md#the-same-bits-on-every-processor")
          .inMl("shards")
          .otherwiseInMl("from the batch size: one for 25 rows, a power of two, at most 64")
          .build();

  /** The most tasks. */
  public static final Setting<Integer> TASKS =
      Setting.named("tasks", SettingTypes.count())
          .label("N")
          .help("Maximum tasks at a time, of one core each")
          .otherwise("one for each core, but no more than shards")
          .ofManner()
          .page("engines.md")
          .inMl("tasks")
          .build();

  /** The BLAS. */
  public static final Setting<BlasChoice> BLAS =
      Setting.named("blas", SettingTypes.word(BlasChoice.class))
          .label("NAME")
          .help(
              "The implementation of matrix products: `native`: a BLAS library; `mkl`: Intel's;"
                  + " `java`: our own products, the same bits on every processor; `auto`: `native`"
                  + " if it works, otherwise `java`")
          .byDefault(BlasChoice.AUTO)
          .ofManner()
          .page("engines.md#matrix-products")
          .inMl("blas")
          .build();

  /** Returns the compute settings of these values. */
  public static ComputeSettings of(SettingValues values) {
    return new ComputeSettings(
        values.get(ENGINE), values.find(SHARDS), values.find(TASKS), values.get(BLAS));
  }
}
