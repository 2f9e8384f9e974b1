package org.lockstep.model.activation;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.ElementFunction;
import org.lockstep.model.text.Named;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;

/** The elementwise function g of a hidden layer, {@code A = g(Z)}. */
public sealed interface Activation extends ElementFunction, Named, Serializable
    permits Relu, LeakyRelu, HardTanh, Tanh, Sigmoid, Identity, BlockActivation {

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
        new HardTanh());
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

  /** The name of its constant that users may choose, if it has one. */
  default Optional<String> constantName() {
    return Optional.empty();
  }

  /** What that constant must be, for messages: {@code a slope between 0 and 1}. */
  default Optional<String> constantRange() {
    return Optional.empty();
  }

  /** That constant's value; NaN where there is none. */
  default double constant() {
    return Double.NaN;
  }

  /**
   * The same with another value of its constant.
   *
   * @throws IllegalArgumentException where it is out of its range
   * @throws UnsupportedOperationException where it has no constant
   */
  default Activation withConstant(double value) {
    throw new UnsupportedOperationException(word());
  }

  /** As users write it: {@code silu}, {@code leaky-relu 0.2}. */
  default String text() {
    return constantName().isEmpty() || all().contains(this)
        ? word()
        : word() + " " + Text.number(constant());
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @param place of the text, for messages
   * @throws BadInputException for another text
   */
  static Activation parse(String place, String text) {
    String[] words = text.strip().split("\\s+", 2);
    Activation usual =
        Words.find(all(), words[0])
            .orElseThrow(
                () ->
                    BadInputException.at(
                        place,
                        "one of " + all().stream().map(Named::word).collect(joining(", ")),
                        BadInputException.quote(text)));
    if (words.length == 1) {
      return usual;
    }
    String found = BadInputException.quote(words[1]);
    String range =
        usual
            .constantRange()
            .orElseThrow(() -> BadInputException.at(place, usual.word() + " alone", found));
    try {
      return usual.withConstant(Double.parseDouble(words[1]));
    } catch (IllegalArgumentException e) { // no number, or out of its range
      throw BadInputException.at(place, range + " behind " + usual.word(), found);
    }
  }

  /** Whether He initialisation is made for it. */
  default boolean isReluFamily() {
    return false;
  }

  /** Whether |g(z)| is at most 1 for any z. */
  default boolean isBounded() {
    return false;
  }
}
