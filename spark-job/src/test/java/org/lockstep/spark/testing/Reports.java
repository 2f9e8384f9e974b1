package org.lockstep.spark.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.HeldOut;
import org.lockstep.spark.train.TimeLedger;

/** Reports of epochs as a run could write them. */
public final class Reports {
  private Reports() {}

  /** A report whose numbers follow from its epoch. */
  public static EpochReport of(int epoch, HeldOut validation, HeldOut test) {
    return new EpochReport(
        epoch,
        3L * epoch,
        1.0 / epoch,
        1 - 0.5 / epoch,
        validation,
        test,
        0.25,
        100,
        2,
        new TimeLedger(2_000_000_000L, 500_000_000L, 300_000_000L, 200_000_000L),
        Instant.parse("2026-01-02T03:04:05.123456Z"));
  }

  /** The first reports of a run with validation and test rows. */
  public static List<EpochReport> first(int epochs) {
    List<EpochReport> reports = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      reports.add(of(epoch, heldOut(2.0 / epoch, 0.5), heldOut(3.0 / epoch, 0.25)));
    }
    return reports;
  }

  /** A loss and an accuracy. */
  public static HeldOut heldOut(double loss, double accuracy) {
    return new HeldOut(OptionalDouble.of(loss), OptionalDouble.of(accuracy));
  }
}
