package org.lockstep.model.optim;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.lockstep.model.text.Named;

/** How θ moves: by a rule for each element, or along a line that the whole of θ decides. */
public sealed interface Optimizer extends Named, Serializable permits ElementRule, Lbfgs {

  /** All of them, with their usual constants. */
  static List<Optimizer> all() {
    return Stream.<Optimizer>concat(ElementRule.all().stream(), Stream.of(new Lbfgs())).toList();
  }

  /** The learning rate that suits most networks. */
  double usualRate();

  /** How many vectors as long as θ must be kept to go on exactly; all 0 at the start. */
  int stateVectors();
}
