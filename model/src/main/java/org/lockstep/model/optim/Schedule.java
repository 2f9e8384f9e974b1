package org.lockstep.model.optim;

import java.io.Serializable;
import java.util.Optional;

/**
 * A number for each step of a run: the learning rate η, or a factor of another number. It is a pure
 * function of the step, so that a resumed run, and every task, knows it without being told.
 *
 * <p>For maintainers: all schedules use {@link StrictMath}, for the same bits everywhere.
 */
public sealed interface Schedule extends Serializable {

  /**
   * The number of a step.
   *
   * @param step how many steps of the run came before
   */
  double rate(long step);

  /** A watch at the start of a run, if the results of epochs lower the numbers; otherwise empty. */
  default Optional<Plateau.Watch> watch() {
    return Optional.empty();
  }

  /** Always η₀. */
  record Constant(double initial) implements Schedule {
    @Override
    public double rate(long step) {
      return initial;
    }
  }

  /**
   * {@code η₀·decay^⌊(epoch-1) / every⌋}: PyTorch's StepLR.
   *
   * @param every epochs between drops
   * @param stepsPerEpoch of the run
   */
  record Step(double initial, double decay, int every, long stepsPerEpoch) implements Schedule {
    public Step {
      checkDecay(decay);
      checkSteps(stepsPerEpoch);
      if (every < 1) {
        throw new IllegalArgumentException("a drop every " + every + " epochs");
      }
    }

    @Override
    public double rate(long step) {
      long drops = step / stepsPerEpoch / every;
      return initial * power(decay, drops);
    }
  }

  /**
   * {@code η₀·decay^(epoch-1)}: PyTorch's ExponentialLR.
   *
   * @param stepsPerEpoch of the run
   */
  record Exponential(double initial, double decay, long stepsPerEpoch) implements Schedule {
    public Exponential {
      checkDecay(decay);
      checkSteps(stepsPerEpoch);
    }

    @Override
    public double rate(long step) {
      return initial * power(decay, step / stepsPerEpoch);
    }
  }

  /**
   * {@code ½·η₀·(1 + cos(π·(epoch-1) / epochs))}: I. Loshchilov and F. Hutter, ICLR 2017; PyTorch's
   * CosineAnnealingLR.
   *
   * @param epochs of the run
   * @param stepsPerEpoch of the run
   */
  record Cosine(double initial, int epochs, long stepsPerEpoch) implements Schedule {
    public Cosine {
      checkSteps(stepsPerEpoch);
    }

    @Override
    public double rate(long step) {
      long before = step / stepsPerEpoch;
      return initial / 2 * (1 + StrictMath.cos(Math.PI * (double) before / epochs));
    }
  }

  /**
   * Up to η₀ along half a cosine in the first 30 % of the steps, then down along another half: L.
   * Smith and N. Topin, arXiv 1708.07120, 2018, as in PyTorch's OneCycleLR. It begins at η₀/25 and
   * ends at η₀/250,000. The momentum does not change.
   *
   * @param steps of the run
   */
  record OneCycle(double initial, long steps) implements Schedule {
    private static final double RISE = 0.3;
    private static final double DIVISOR = 25;
    private static final double LAST_DIVISOR = 1e4;

    public OneCycle {
      checkSteps(steps);
    }

    @Override
    public double rate(long step) {
      double number = (double) step;
      double last = (double) steps - 1;
      double top = RISE * (last + 1) - 1;
      double first = initial / DIVISOR;
      return number <= top
          ? cosine(first, initial, number / top)
          : cosine(initial, first / LAST_DIVISOR, (number - top) / (last - top));
    }

    /** Goes from one number to another as t goes from 0 to 1. */
    private static double cosine(double from, double to, double t) {
      return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * t));
    }
  }

  /**
   * {@code η₀·(½ - ½·cos(2π·log₂(1 + 15·t)))} with {@code t = step / steps}: four cycles, each
   * twice as long as the one before. D. Holzmüller, L. Grinsztajn and I. Steinwart, arXiv
   * 2407.04491, 2024.
   *
   * @param steps of the run
   */
  record Coslog4(double initial, long steps) implements Schedule {
    private static final double LN_2 = StrictMath.log(2);

    public Coslog4 {
      checkSteps(steps);
    }

    @Override
    public double rate(long step) {
      double cycles = StrictMath.log(1 + 15 * share(step, steps)) / LN_2;
      return initial * (0.5 - StrictMath.cos(2 * Math.PI * cycles) / 2);
    }
  }

  /**
   * {@code ½·η₀·(1 + cos(π·(max(1, 2t) - 1)))} with {@code t = step / steps}: η₀ for half of the
   * steps, then down to 0. From the same paper.
   *
   * @param steps of the run
   */
  record FlatCosine(double initial, long steps) implements Schedule {
    public FlatCosine {
      checkSteps(steps);
    }

    @Override
    public double rate(long step) {
      double fall = Math.max(1, 2 * share(step, steps)) - 1;
      return initial / 2 * (1 + StrictMath.cos(Math.PI * fall));
    }
  }

  /** η₀, lowered when the epochs stop improving. */
  record OnPlateau(double initial, Plateau rule) implements Schedule {
    @Override
    public double rate(long step) {
      return initial;
    }

    @Override
    public Optional<Plateau.Watch> watch() {
      return Optional.of(new Plateau.Watch(rule, initial));
    }
  }

  /**
   * {@code min(1, (step+1) / steps)} times another schedule, which runs from the first step: P.
   * Goyal et al., arXiv 1706.02677, 2017; PyTorch's LinearLR from 1/steps.
   *
   * @param steps of the warm-up
   */
  record WarmUp(Schedule schedule, long steps) implements Schedule {
    public WarmUp {
      checkSteps(steps);
    }

    @Override
    public double rate(long step) {
      double rate = schedule.rate(step);
      return step + 1 < steps ? rate * share(step + 1, steps) : rate;
    }

    @Override
    public Optional<Plateau.Watch> watch() {
      return schedule.watch();
    }
  }

  private static double power(double decay, long drops) {
    return StrictMath.pow(decay, (double) drops);
  }

  private static double share(long step, long steps) {
    return (double) step / (double) steps;
  }

  private static void checkDecay(double decay) {
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException("a decay of " + decay);
    }
  }

  private static void checkSteps(long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(steps + " steps");
    }
  }
}
