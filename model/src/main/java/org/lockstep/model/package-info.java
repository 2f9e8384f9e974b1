/**
 * The mathematics of a multilayer perceptron, without Spark.
 *
 * <h2>Conventions</h2>
 *
 * <p>A batch is a matrix of <i>rows x features</i>, row-major: NumPy's view. The same memory is the
 * column-major transpose that BLAS works on. Names inside formulas are symbols:
 *
 * <table>
 *   <caption>Symbols</caption>
 *   <tr><th>symbol</th><th>shape</th><th>words</th></tr>
 *   <tr><td>X</td><td>rows x in</td><td>the input of a layer</td></tr>
 *   <tr><td>W, b</td><td>in x out, out</td><td>weights and biases</td></tr>
 *   <tr><td>Z = X·W + b</td><td>rows x out</td><td>dense layer output; the last: logits</td></tr>
 *   <tr><td>A = g(Z)</td><td>rows x out</td><td>activations, the next layer's X</td></tr>
 *   <tr><td>θ</td><td>parameters</td><td>all of W1, b1, W2, b2, ... in one flat vector</td></tr>
 *   <tr><td>dQ</td><td>as Q</td><td>loss derivative with respect to Q: dW, db, dZ, dA, dX</td></tr>
 *   <tr><td>η, λ₂, λ₁, λ</td><td></td><td>learning rate; strength of L2, L1, weight decay</td></tr>
 * </table>
 *
 * <p>Backward: {@code dZ = dA ⊙ g'(Z)}, {@code dW = Xᵀ·dZ}, {@code db = 1ᵀ·dZ}, {@code dX = dZ·Wᵀ}.
 *
 * <p>Losses and gradients are <b>sums</b> over rows. The driver divides them exactly once, by the
 * sum of the rows' weights (the number of rows if they have no weights). The penalty {@code
 * ½·λ₂·‖W‖² + λ₁·Σ|W|} covers weights, not biases; it is added after that division.
 *
 * <p>Nothing here depends on the number of tasks. Random choices are pure functions of the seed and
 * the thing chosen ({@link org.lockstep.model.random}); floating-point sums over shards follow one
 * fixed tree ({@link org.lockstep.model.reduce}).
 */
package org.lockstep.model;
