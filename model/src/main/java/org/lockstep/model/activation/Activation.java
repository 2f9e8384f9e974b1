package org.lockstep.model.activation;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.choice.Choice;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.ElementFunction;

/** The elementwise function g of a hidden layer, {@code A = g(Z)}. */
public sealed interface Activation extends ElementFunction, Choice<Activation>, Serializable
    permits Relu, LeakyRelu, HardSwish, HardTanh, Tanh, Sigmoid, Identity, BlockActivation {

  /** All of them, with their usual parameters. */
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

  /** What {@link #backward} takes beside dA. */
  enum Kept {
    /** Z: the layer keeps it beside A. */
    Z,
    /** A: the layer overwrites Z by it. */
    A
  }

  /**
   * {@code g(z)}, written out: what the loops are held to, and what a graph for other programs is
   * made of.
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
   * @param place of the text, for messages
   * @throws BadInputException for another text
   */
  static Activation parse(String place, String text) {
    return Choice.parse(place, text, all());
  }

  /** Whether He initialisation is made for it. */
  default boolean isReluFamily() {
    return false;
  }

  /** How many kinks g has: z where the derivative jumps. */
  default int kinks() {
    return 0;
  }

  /** How many of its kinks lie below z, where {@code a = g(z)}. */
  default int kinksBelow(double a) {
    return 0;
  }

  /** Whether |g(z)| is at most 1 for any z. */
  default boolean isBounded() {
    return false;
  }
}
