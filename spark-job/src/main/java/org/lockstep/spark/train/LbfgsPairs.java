package org.lockstep.spark.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.lockstep.model.math.FlatVector;

/**
 * The last pairs {@code s = θ' - θ}, {@code y = g' - g} of a run, and the direction {@code d =
 * -H·g} computed from them by the two-loop recursion of J. Nocedal, Math. Comp. 35, 1980 (algorithm
 * 7.4 of J. Nocedal and S. Wright, "Numerical Optimization", 2006), starting from {@code H₀ = sᵀy /
 * yᵀy} of the newest pair.
 */
final class LbfgsPairs {
  private final Blocks blocks;
  private final double rounding;
  private final Pair[] pairs; // the newest first; after the last, one that is free
  private final int most;
  private int count;

  /** One pair. */
  private static final class Pair {
    private final FlatVector s;
    private final FlatVector y;
    private double sy; // sᵀy
    private double yy; // yᵀy
    private double alpha;

    Pair(FlatVector s, FlatVector y) {
      this.s = s;
      this.y = y;
    }

    void clear() {
      s.fill(0);
      y.fill(0);
    }
  }

  /**
   * The pairs of a state.
   *
   * @param state as {@link org.lockstep.model.optim.Lbfgs} lays it out; overwritten
   * @param rounding the relative rounding error of an element
   */
  LbfgsPairs(Blocks blocks, List<FlatVector> state, double rounding) {
    this.blocks = blocks;
    this.rounding = rounding;
    this.most = state.size() / 2;
    this.pairs = new Pair[most + 1];
    for (int i = 0; i < most; i++) {
      pairs[i] = new Pair(state.get(i), state.get(most + i));
    }
    FlatVector like = state.get(0);
    pairs[most] =
        new Pair(
            FlatVector.zeros(like.precision(), like.length()),
            FlatVector.zeros(like.precision(), like.length()));
    while (count < most && measure(pairs[count])) {
      count++;
    }
  }

  /** The state as {@link org.lockstep.model.optim.Lbfgs} lays it out. */
  List<FlatVector> state() {
    List<Pair> kept = Arrays.asList(pairs).subList(0, most);
    return Stream.concat(kept.stream().map(pair -> pair.s), kept.stream().map(pair -> pair.y))
        .toList();
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Discards all pairs. */
  void clear() {
    for (int i = 0; i < count; i++) {
      pairs[i].clear();
    }
    count = 0;
  }

  /**
   * Adds the pair of a step, replacing the oldest if there is no room. A step along which the
   * gradient does not grow carries no information and is left out.
   */
  void add(FlatVector theta, FlatVector next, FlatVector gradient, FlatVector nextGradient) {
    Pair free = pairs[most];
    blocks.each(
        (from, to) -> {
          free.s.combine(1, next, -1, theta, from, to); // s = θ' - θ
          free.y.combine(1, nextGradient, -1, gradient, from, to); // y = g' - g
        });
    if (!measure(free)) {
      return;
    }
    System.arraycopy(pairs, 0, pairs, 1, most);
    pairs[0] = free;
    if (count < most) {
      pairs[most].clear(); // unused since the start, or left out
      count++;
    }
  }

  /** Computes a pair's products; false if it carries no information. */
  private boolean measure(Pair pair) {
    pair.sy = dot(pair.s, pair.y);
    pair.yy = dot(pair.y, pair.y);
    double ss = dot(pair.s, pair.s);
    return pair.sy > rounding * Math.sqrt(ss) * Math.sqrt(pair.yy);
  }

  /** Writes {@code d = -H·g}; {@code -g} if there is no pair. */
  void direction(FlatVector gradient, FlatVector d) {
    blocks.each((from, to) -> d.combine(-1, gradient, 0, gradient, from, to));
    for (int i = 0; i < count; i++) {
      Pair pair = pairs[i];
      pair.alpha = dot(pair.s, d) / pair.sy;
      addScaled(d, -pair.alpha, pair.y);
    }
    if (count > 0) {
      double scale = pairs[0].sy / pairs[0].yy;
      blocks.each((from, to) -> d.combine(scale, d, 0, d, from, to));
    }
    for (int i = count - 1; i >= 0; i--) {
      Pair pair = pairs[i];
      double beta = dot(pair.y, d) / pair.sy;
      addScaled(d, pair.alpha - beta, pair.s);
    }
  }

  private double dot(FlatVector a, FlatVector b) {
    return blocks.sum((from, to) -> a.dot(b, from, to));
  }

  private void addScaled(FlatVector to, double factor, FlatVector x) {
    blocks.each((first, end) -> to.combine(1, to, factor, x, first, end));
  }
}
