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

/** How θ is updated: by a rule for each element, or along a line that depends on all of θ. */
public sealed interface Optimizer extends Named, Serializable permits ElementRule, Lbfgs {

  /** All optimizers, with their default constants. */
  static List<Optimizer> all() {
    return Stream.<Optimizer>concat(ElementRule.all().stream(), Stream.of(new Lbfgs())).toList();
  }

  /** The learning rate that suits most networks. */
  double usualRate();

  /** The {@link Step#weightDecay} λ that suits most networks. */
  default double usualWeightDecay() {
    return 0;
  }

  /** The constants that users may choose, with their values. */
  default Map<Constant, Double> constants() {
    return Map.of();
  }

  /**
   * The same rule with these constants.
   *
   * @param constants gives the value of each; called only for constants that the rule has
   * @throws IllegalArgumentException where one is out of its range
   */
  default Optimizer with(ToDoubleFunction<Constant> constants) {
    return this;
  }

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

  /**
   * The optimizer's word, and the constants that differ from their defaults: {@code adam, beta1
   * 0.8}.
   */
  default String text() {
    Optimizer usual = Words.find(all(), word()).orElseThrow();
    Stream<String> others =
        Arrays.stream(Constant.values())
            .filter(each -> constants().containsKey(each))
            .filter(each -> !constants().get(each).equals(usual.constants().get(each)))
            .map(each -> Words.of(each) + " " + Text.number(constants().get(each)));
    return String.join(", ", Stream.concat(Stream.of(word()), others).toList());
  }

  /** How many vectors as long as θ must be kept to resume exactly; all are 0 at the start. */
  int stateVectors();
}
