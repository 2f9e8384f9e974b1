package org.lockstep.model.activation;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.math.ElementFunction;
import org.lockstep.model.text.Named;

/** The elementwise function g of a hidden layer, {@code A = g(Z)}. */
public sealed interface Activation extends ElementFunction, Named, Serializable
    permits Relu, LeakyRelu, Tanh, Sigmoid, Identity {

  /** All of them, with their usual parameters. */
  static List<Activation> all() {
    return List.of(new Relu(), new LeakyRelu(), new Tanh(), new Sigmoid(), new Identity());
  }

  /** What {@link #backward} takes beside dA. */
  enum Kept {
    /** Z: the layer keeps it beside A. */
    Z,
    /** A: the layer overwrites Z by it. */
    A
  }

  /** What the derivative is computed from. */
  Kept kept();

  /** Whether He initialisation is made for it. */
  default boolean isReluFamily() {
    return false;
  }

  /** Whether |g(z)| is at most 1 for any z. */
  default boolean isBounded() {
    return false;
  }
}
