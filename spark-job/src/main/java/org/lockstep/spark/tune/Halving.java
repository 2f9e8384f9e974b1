package org.lockstep.spark.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lockstep.spark.sweep.SweepResult;

/**
 * Successive halving, by thirds (K. Jamieson and A. Talwalkar, "Non-stochastic best arm
 * identification and hyperparameter optimization", AISTATS 2016; as a bracket of L. Li et al.,
 * "Hyperband", JMLR 18, 2018): all trials get a ninth of the epochs, the best third of them a
 * third, and the best third of those get all. They start afresh each time, because a schedule
 * depends on its length.
 *
 * @param epochs the epochs of each rung, ascending; the last rung gets all
 */
public record Halving(List<Integer> epochs) {
  private static final int FACTOR = 3;
  private static final int MOST_RUNGS = 3;

  /** At least two go on, so that each can be compared with another. */
  private static final int FEWEST = 2;

  public Halving {
    epochs = List.copyOf(epochs);
  }

  /** The rungs of a run of this many epochs: three, or as many as differ. */
  public static Halving of(int all) {
    List<Integer> epochs = new ArrayList<>();
    int share = 1;
    for (int i = 0; i < MOST_RUNGS; i++) {
      int rung = (all + share - 1) / share; // rounded up
      if (epochs.isEmpty() || rung < epochs.get(0)) {
        epochs.add(0, rung);
      }
      share *= FACTOR;
    }
    return new Halving(epochs);
  }

  /** How many rungs there are. */
  public int rungs() {
    return epochs.size();
  }

  /** The first rungs only. */
  public Halving first(int rungs) {
    return new Halving(epochs.subList(0, rungs));
  }

  /** How many of the trials reach a rung, counted from 0: a third each time, but at least two. */
  public static int reaching(int rung, int trials) {
    int left = trials;
    for (int i = 0; i < rung; i++) {
      left = Math.min(left, Math.max(FEWEST, (left + FACTOR - 1) / FACTOR));
    }
    return left;
  }

  /**
   * The trials that go on to a rung: the best of the previous rung, and the preset in any case,
   * which comes first.
   *
   * @param rung from 1
   * @param all how many trials the first rung had
   * @param before the result of the previous rung
   * @param trials by the number of their cell
   */
  public static List<Trial> promoted(
      int rung, int all, SweepResult before, Map<Integer, Trial> trials) {
    List<Trial> ranked =
        before.ranked().stream().map(outcome -> trials.get(outcome.cell().number())).toList();
    List<Trial> promoted = new ArrayList<>();
    ranked.stream().filter(Trial::isPreset).forEach(promoted::add);
    ranked.stream()
        .limit(reaching(rung, all))
        .filter(trial -> !trial.isPreset())
        .forEach(promoted::add);
    return promoted;
  }
}
