package org.lockstep.model.optim;

/**
 * Limited-memory BFGS: J. Nocedal, "Updating quasi-Newton matrices with limited storage", Math.
 * Comp. 35, 1980. It moves along {@code d = -H·g}, where H is built from the last pairs {@code s =
 * θ' - θ} and {@code y = g' - g}, as far as {@link LineSearch} decides.
 *
 * <p>Its state is the pairs, the newest first: all s, then all y. If there are fewer pairs, the
 * rest is 0. Loss and gradient are functions of θ, so they need not be kept.
 *
 * @param history the largest number of pairs
 */
public record Lbfgs(int history) implements Optimizer {
  /** More pairs than anyone needs; they are kept as vectors like θ. */
  public static final int MOST_HISTORY = 100;

  public Lbfgs {
    if (history < 1 || history > MOST_HISTORY) {
      throw new IllegalArgumentException("a history of " + history);
    }
  }

  /** With ten pairs. */
  public Lbfgs() {
    this(10);
  }

  @Override
  public String word() {
    return "lbfgs";
  }

  /** The step that is tried first, in units of the direction. */
  @Override
  public double usualRate() {
    return 1;
  }

  @Override
  public int stateVectors() {
    return 2 * history;
  }
}
