package org.lockstep.model.activation;

/**
 * The operators that activation formulas are built from. Given numbers, they return values; given
 * numbers with derivatives, both; given nodes of a graph, new nodes.
 *
 * @param <T> the type of the operands
 */
public interface Operators<T> {
  /** A constant. */
  T constant(double value);

  /** {@code a + b}. */
  T add(T a, T b);

  /** {@code a·b}. */
  T multiply(T a, T b);

  /** The larger of the two. */
  T max(T a, T b);

  /** The smaller of the two. */
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
