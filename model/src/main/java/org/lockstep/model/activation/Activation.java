package org.lockstep.model.activation;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.choice.Choice;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.ElementFunction;

/** The elementwise function g of a hidden layer, {@code A = g(Z)}. */
public sealed interface Activation extends ElementFunction, Choice<Activation>, Serializable
    permits Relu, LeakyRelu, HardSwish, HardTanh, Tanh, Sigmoid, Identity, BlockActivation {

  /** All activations, with their usual constants. */
  static List<Activation> all() {
    return List.of(
        new Relu(),
        new LeakyRelu(),
        new Tanh(),
        new Sigmoid(),
        new Identity(),
        new Elu(),
        new Selu(),
        new Gelu(),
        new GeluTanh(),
        new Silu(),
        new Mish(),
        new Softplus(),
        new HardTanh(),
        new HardSwish());
  }

  /** What {@link #backward} takes in addition to dA. */
  enum Kept {
    /** Z: the layer keeps it in addition to A. */
    Z,
    /** A: the layer overwrites Z with it. */
    A
  }

  /**
   * {@code g(z)} as a formula. Tests check the loops against it, and the ONNX export builds its
   * graph from it.
   */
  <T> T formula(Operators<T> o, T z);

  /** What the derivative is computed from. */
  Kept kept();

  /** As users write it: {@code silu}, {@code leaky-relu 0.2}. */
  default String text() {
    return Choice.text(this, all());
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @param place where the text is, for messages
   * @throws BadInputException if the text is not an activation
   */
  static Activation parse(String place, String text) {
    return Choice.parse(place, text, all());
  }

  /** Whether He initialisation is meant for it. */
  default boolean isReluFamily() {
    return false;
  }

  /** How many kinks g has: points where the derivative jumps. */
  default int kinks() {
    return 0;
  }

  /**
   * How many of its kinks lie below z.
   *
   * @param kept z or {@code g(z)}, as {@link #kept} says
   */
  default int kinksBelow(double kept) {
    return 0;
  }

  /** Whether |g(z)| is at most 1 for every z. */
  default boolean isBounded() {
    return false;
  }
}
