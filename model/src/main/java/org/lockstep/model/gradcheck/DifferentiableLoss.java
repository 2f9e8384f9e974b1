package org.lockstep.model.gradcheck;

import java.util.BitSet;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;

/** A function of θ that claims to know its gradient. */
public interface DifferentiableLoss {

  /** How θ is divided into arrays. */
  ParameterLayout layout();

  /** L(θ). */
  double value(FlatVector theta);

  /**
   * Which smooth piece of the function θ lies in: equal for the same piece.
   *
   * @param theta of the latest call
   */
  BitSet piece(FlatVector theta);

  /** ∂L/∂θ as the function claims it, laid out as θ, in memory of its own. */
  FlatVector gradient(FlatVector theta);
}
