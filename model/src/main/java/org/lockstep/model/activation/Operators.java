package org.lockstep.model.activation;

/**
 * What formulas of activations are made of. Of numbers they give values, of numbers with their
 * derivatives both, of a graph's nodes more nodes.
 *
 * @param <T> what is computed with
 */
public interface Operators<T> {
  /** A constant. */
  T constant(double value);

  /** {@code a + b}. */
  T add(T a, T b);

  /** {@code a·b}. */
  T multiply(T a, T b);

  /** The larger one. */
  T max(T a, T b);

  /** The smaller one. */
  T min(T a, T b);

  /** {@code e^a}. */
  T exp(T a);

  /** {@code tanh a}. */
  T tanh(T a);

  /** {@code 1 / (1 + e^-a)}. */
  T sigmoid(T a);

  /** {@code ln(1 + e^a)}. */
  T softplus(T a);

  /** {@code 2/√π·∫ e^(-t²) dt} from 0 to a. */
  T erf(T a);
}
