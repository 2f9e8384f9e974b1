package org.lockstep.model.optim;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.lockstep.model.text.Named;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;

/**
 * A rule for the next θ from θ and a gradient g with learning rate η, as PyTorch defines it: its
 * constants and its loop in both precisions. {@link Updater} applies it to vectors.
 *
 * <p>θ' is written to memory of its own, so θ is still there, whole, if θ' turns out useless. One
 * pass over memory computes g from the summed gradient ({@link Step}), the state and θ'. Element i
 * of θ' and of the state depends on element i of the others alone: slices may be updated one by
 * one, or by several threads, with the same bits.
 *
 * <p>For maintainers: the JIT compiler turns each loop into vector instructions. That is why every
 * array is read and written at the plain loop index, with no branch and no method call per element;
 * and why constants are rounded to the arrays' type before the loop.
 */
public sealed interface Optimizer extends Named, Serializable
    permits Sgd, Momentum, Nesterov, Adam, AdamW, RmsProp, Adagrad {

  /** All of them, with their usual constants. */
  static List<Optimizer> all() {
    return List.of(
        new Sgd(),
        new Momentum(),
        new Nesterov(),
        new Adam(),
        new AdamW(),
        new RmsProp(),
        new Adagrad());
  }

  /** The learning rate that suits most networks. */
  double usualRate();

  /** λ of the decay that suits most networks, which is {@link Step#weightDecay}. */
  default double usualWeightDecay() {
    return 0;
  }

  /** Its constants that users may choose, and their values. */
  Map<Constant, Double> constants();

  /**
   * The same rule with these constants.
   *
   * @param constants the value of each; asked for those alone that it has
   * @throws IllegalArgumentException where one is out of its range
   */
  Optimizer with(ToDoubleFunction<Constant> constants);

  /**
   * The same rule with another value of one constant.
   *
   * @throws IllegalArgumentException where it has no such constant, or the value is out of its
   *     range
   */
  default Optimizer with(Constant constant, double value) {
    Map<Constant, Double> own = constants();
    if (!own.containsKey(constant)) {
      throw new IllegalArgumentException(word() + " has no " + Words.of(constant));
    }
    return with(each -> each == constant ? value : own.get(each));
  }

  /** Its word, and its constants where they are not the usual ones: {@code adam, beta1 0.8}. */
  default String text() {
    Optimizer usual = Words.find(all(), word()).orElseThrow();
    Stream<String> others =
        Arrays.stream(Constant.values())
            .filter(each -> constants().containsKey(each))
            .filter(each -> !constants().get(each).equals(usual.constants().get(each)))
            .map(each -> Words.of(each) + " " + Text.number(constants().get(each)));
    return String.join(", ", Stream.concat(Stream.of(word()), others).toList());
  }

  /** How many vectors as long as θ must be kept to go on exactly; all 0 at the start. */
  int stateVectors();

  /** Whether an element of θ stays, and its state, where its gradient is 0 and nothing decays. */
  default boolean restsWithoutGradient() {
    return false;
  }

  /**
   * Updates the elements [from, to), all with the step's decay.
   *
   * @param theta θ
   * @param sum G
   * @param state {@link #stateVectors} arrays, updated
   * @param next θ', overwritten
   */
  void update(
      Step step, float[] theta, float[] sum, float[][] state, float[] next, int from, int to);

  /**
   * Updates the elements [from, to), all with the step's decay.
   *
   * @param theta θ
   * @param sum G
   * @param state {@link #stateVectors} arrays, updated
   * @param next θ', overwritten
   */
  void update(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to);
}
