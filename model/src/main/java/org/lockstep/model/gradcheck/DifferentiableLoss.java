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
   * Which smooth piece of the function θ lies in: two θ on the same piece give equal sets.
   *
   * @param theta the θ of the latest call to {@link #value} or {@link #gradient}
   */
  BitSet piece(FlatVector theta);

  /** The claimed ∂L/∂θ, laid out like θ, in its own memory. */
  FlatVector gradient(FlatVector theta);
}
