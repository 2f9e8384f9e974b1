package org.lockstep.model.optim;

import java.util.List;
import java.util.stream.Stream;
import org.lockstep.model.layer.Role;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.FloatVector;
import org.lockstep.model.math.TouchedRows;
import org.lockstep.model.network.ParameterLayout;

/**
 * Applies an optimizer to vectors of one precision, and holds its state, which is laid out like θ.
 */
public final class Updater {
  private static final TouchedRows ALL = new TouchedRows(0, 0, 0);

  private final ElementRule optimizer;
  private final ParameterLayout layout;
  private final double[] factors; // of the rate, one per array; null if all are 1
  private final List<FlatVector> state;
  private final float[][] floats; // the state's memory; null in double precision
  private final double[][] doubles; // the state's memory; null in single precision
  private TouchedRows moved; // by the last update, unless movedAll; null before the first
  private TouchedRows due; // to be written by this update, unless it writes all
  private boolean movedAll;
  private final boolean observes; // whether layers observe statistics

  /**
   * An optimizer at any point of a run.
   *
   * @param state {@link Optimizer#stateVectors} vectors like θ, which the updates overwrite
   */
  public Updater(
      ElementRule optimizer, ParameterLayout layout, FlatVector theta, List<FlatVector> state) {
    this(optimizer, layout, RateFactors.NONE, theta, state);
  }

  /** The same, with a different learning rate for some arrays. */
  public Updater(
      ElementRule optimizer,
      ParameterLayout layout,
      RateFactors rateFactors,
      FlatVector theta,
      List<FlatVector> state) {
    if (state.size() != optimizer.stateVectors()) {
      throw new IllegalArgumentException(
          "expected "
              + optimizer.stateVectors()
              + " vectors of state for "
              + optimizer.word()
              + " but found "
              + state.size());
    }
    boolean isFloat = theta instanceof FloatVector;
    this.optimizer = optimizer;
    this.layout = layout;
    this.observes = !layout.ofRole(Role.STATISTIC).isEmpty();
    this.factors = rateFactors.equals(RateFactors.NONE) ? null : rateFactors.of(layout);
    this.state = List.copyOf(state);
    this.floats = isFloat ? state.stream().map(Updater::floats).toArray(float[][]::new) : null;
    this.doubles = isFloat ? null : state.stream().map(Updater::doubles).toArray(double[][]::new);
  }

  /** An optimizer at the start of a run: its state is 0. */
  public static Updater atStart(ElementRule optimizer, ParameterLayout layout, FlatVector theta) {
    return new Updater(optimizer, layout, theta, stateAtStart(optimizer, theta));
  }

  /** The state at the start of a run from θ: zeros. */
  public static List<FlatVector> stateAtStart(Optimizer optimizer, FlatVector theta) {
    return Stream.generate(() -> FlatVector.zeros(theta.precision(), theta.length()))
        .limit(optimizer.stateVectors())
        .toList();
  }

  /** What must be kept to resume exactly. */
  public List<FlatVector> state() {
    return state;
  }

  /**
   * Performs one update.
   *
   * @param theta θ
   * @param sum G, of the same length
   * @param next θ', of the same length, overwritten
   */
  public void update(FlatVector theta, FlatVector sum, Step step, FlatVector next) {
    update(theta, sum, step, next, 0, theta.length());
  }

  /**
   * The elements that an update must write if θ' overwrites θ's predecessor: those that its
   * gradient moves, and those that the last update moved. The rest are the same in all three
   * vectors.
   *
   * <p>Called once per update. Its θ' must overwrite the θ of the previous update or, in the first
   * update, a copy of θ.
   *
   * @param touched the elements of G that may differ from 0
   */
  public TouchedRows due(Step step, TouchedRows touched) {
    if (step.decays() || !optimizer.restsWithoutGradient()) {
      movedAll = true;
      return ALL;
    }
    if (moved == null) {
      moved = touched.likewise();
      due = touched.likewise();
    }
    due.clear();
    due.addAll(moved);
    due.addAll(touched);
    moved.clear();
    moved.addAll(touched);
    boolean all = movedAll;
    movedAll = false;
    return all ? ALL : due;
  }

  /** Performs an update of the elements [from, to) only. */
  public void update(
      FlatVector theta, FlatVector sum, Step step, FlatVector next, int from, int to) {
    if (!step.decays() && factors == null && !observes) {
      slice(theta, sum, step, next, from, to);
      return;
    }
    Step withoutDecay = step.withoutDecay();
    List<ParameterLayout.Array> arrays = layout.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      ParameterLayout.Array array = arrays.get(i);
      int first = Math.max(from, array.offset());
      int end = Math.min(to, array.end());
      if (first >= end) {
        continue;
      }
      if (array.role().isTrained()) {
        Step own = array.role().decays() ? step : withoutDecay;
        Step withRate = factors == null ? own : own.withRate(factors[i] * step.rate());
        slice(theta, sum, withRate, next, first, end);
      } else {
        average(theta, sum, step, next, first, end);
      }
    }
  }

  /**
   * {@code s' = s + share·(observed - s)} for the statistics that layers observe; unchanged if all
   * weights are 0.
   */
  private static void average(
      FlatVector theta, FlatVector sum, Step step, FlatVector next, int from, int to) {
    double share = step.mean() > 0 ? Role.MOVING_SHARE : 0;
    for (int i = from; i < to; i++) {
      double before = theta.get(i);
      next.set(i, before + share * (step.mean() * sum.get(i) - before));
    }
  }

  /** Updates the elements [from, to), all with the step's decay and rate. */
  private void slice(
      FlatVector theta, FlatVector sum, Step step, FlatVector next, int from, int to) {
    if (floats != null) {
      slice(floats(theta), floats(sum), step, floats(next), from, to);
    } else {
      slice(doubles(theta), doubles(sum), step, doubles(next), from, to);
    }
  }

  /** Where the rule does not compute g, each element of θ' holds its g until the rule reads it. */
  private void slice(float[] theta, float[] sum, Step step, float[] next, int from, int to) {
    if (step.l1() == 0) {
      optimizer.update(step, theta, sum, floats, next, from, to);
    } else {
      Terms.gradient(step, theta, sum, next, from, to);
      optimizer.update(step.ofGradient(), theta, next, floats, next, from, to);
    }
    if (step.weightDecay() != 0) {
      Terms.decay(step, theta, next, from, to);
    }
  }

  /** The same for doubles. */
  private void slice(double[] theta, double[] sum, Step step, double[] next, int from, int to) {
    if (step.l1() == 0) {
      optimizer.update(step, theta, sum, doubles, next, from, to);
    } else {
      Terms.gradient(step, theta, sum, next, from, to);
      optimizer.update(step.ofGradient(), theta, next, doubles, next, from, to);
    }
    if (step.weightDecay() != 0) {
      Terms.decay(step, theta, next, from, to);
    }
  }

  private static float[] floats(FlatVector vector) {
    return ((FloatVector) vector).array();
  }

  private static double[] doubles(FlatVector vector) {
    return ((DoubleVector) vector).array();
  }
}
