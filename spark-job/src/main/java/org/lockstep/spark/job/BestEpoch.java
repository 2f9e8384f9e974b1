package org.lockstep.spark.job;

import java.util.List;
import java.util.function.LongPredicate;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.Keep;

/** Which epoch's checkpoint is worth keeping longest: the one with the best validation so far. */
final class BestEpoch implements EpochListener {
  private final Keep keep;
  private final long stepsPerEpoch;
  private double merit = Double.NEGATIVE_INFINITY;
  private int epoch; // 0 for none

  BestEpoch(Keep keep, long stepsPerEpoch) {
    this.keep = keep;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  /** Knows these epochs and no others. */
  void restore(List<EpochReport> reports) {
    merit = Double.NEGATIVE_INFINITY;
    epoch = 0;
    reports.forEach(this::onEpoch);
  }

  @Override
  public void onEpoch(EpochReport report) {
    double next = keep.merit(report);
    if (next > merit) {
      merit = next;
      epoch = report.epoch();
    }
  }

  /** Whether a step comes after the best epoch so far, and before the end of the next. */
  LongPredicate isBehind() {
    int best = epoch;
    return step -> best > 0 && step / stepsPerEpoch == best;
  }
}
