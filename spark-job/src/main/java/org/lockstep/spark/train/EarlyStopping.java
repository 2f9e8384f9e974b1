package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.settings.KeepTies;

/** Keeps the parameters of the best epoch, and decides when to stop waiting for a better one. */
final class EarlyStopping {
  private final StoppingRule rule;
  private final FlatVector best;
  private double bestMerit = EpochMerit.NONE;
  private int bestEpoch;
  private double countedMerit = EpochMerit.NONE; // of the latest improvement by more than tol
  private int countedEpoch;

  EarlyStopping(StoppingRule rule, FlatVector theta) {
    this.rule = rule;
    this.best = rule.keep() == Keep.LAST ? null : theta.copy();
  }

  /**
   * Restores the state after these epochs.
   *
   * @param theta the parameters of the best of them
   * @return whether to stop after the last of them
   */
  boolean restore(List<EpochReport> reports, Optional<FlatVector> theta) {
    boolean stops = false;
    for (EpochReport report : reports) {
      stops = judge(report);
    }
    if (best != null && theta.isPresent()) {
      best.copyFrom(theta.get());
    }
    return stops;
  }

  boolean stopsAfter(EpochReport report, FlatVector theta) {
    boolean stops = judge(report);
    if (best != null && bestEpoch == report.epoch()) {
      best.copyFrom(theta);
    }
    return stops;
  }

  private boolean judge(EpochReport report) {
    double merit = EpochMerit.of(report, rule.keep());
    boolean isTie = merit == bestMerit && merit > EpochMerit.NONE;
    if (merit > bestMerit || (isTie && rule.ties() == KeepTies.LAST)) {
      bestMerit = merit;
      bestEpoch = report.epoch();
    }
    if (merit > countedMerit + rule.tol()) { // -∞ + tol is -∞
      countedMerit = merit;
      countedEpoch = report.epoch();
    }
    return rule.patience().isPresent()
        && report.epoch() - countedEpoch >= rule.patience().getAsInt();
  }

  /** The best epoch so far; 0 for none. */
  int bestEpoch() {
    return bestEpoch;
  }

  /** The parameters of the best epoch so far, if they are kept and there is one. */
  Optional<FlatVector> best() {
    return keepsBest() ? Optional.of(best) : Optional.empty();
  }

  /** The parameters to end with, given the last ones; those are kept if no epoch has a merit. */
  FlatVector kept(FlatVector last) {
    return keepsBest() ? best : last;
  }

  /** The epoch whose parameters are kept, given the last one. */
  int keptEpoch(int last) {
    return keepsBest() ? bestEpoch : last;
  }

  private boolean keepsBest() {
    return best != null && bestEpoch > 0;
  }

  /** Says why the run stops. */
  String text() {
    return "the validation "
        + rule.keep().measure()
        + " has not improved"
        + (rule.tol() > 0 ? " by more than " + Text.number(rule.tol()) : "")
        + " for "
        + rule.patience().getAsInt()
        + " epochs"
        + keptText();
  }

  /**
   * Says which epoch's parameters are kept, after a colon; empty if the run always keeps the last.
   */
  String keptText() {
    if (best == null) {
      return "";
    }
    return keepsBest()
        ? ": kept epoch "
            + bestEpoch
            + " with validation "
            + EpochMerit.text(bestMerit, rule.keep())
        : ": kept the last, since the validation rows judge none";
  }
}
