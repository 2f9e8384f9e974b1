package org.lockstep.bench.peer;

import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;

/** The three products of a layer, with the memory that they need. */
public final class LayerProducts {
  private final Batch x; // in the form that a first layer takes
  private final Matrix w;
  private final Matrix z;
  private final Matrix dW;
  private final Matrix dX;

  /** The kinds of products. */
  enum Kind {
    /** Z = X·W. */
    FORWARD("forward") {
      @Override
      void multiply(LayerProducts layer) {
        layer.z.multiply(layer.x, layer.w, false);
      }
    },
    /** dW = Xᵀ·dZ. */
    WEIGHT_GRADIENT("weight-gradient") {
      @Override
      void multiply(LayerProducts layer) {
        layer.dW.multiplyTransposedLeft(layer.x, layer.z, false);
      }
    },
    /** dX = dZ·Wᵀ. */
    INPUT_GRADIENT("input-gradient") {
      @Override
      void multiply(LayerProducts layer) {
        layer.dX.multiplyTransposedRight(layer.z, layer.w);
      }
    };

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    abstract void multiply(LayerProducts layer);

    String word() {
      return word;
    }
  }

  LayerProducts(Arithmetic arithmetic, int rows, int in, int out) {
    this.x = arithmetic.batch(rows, in);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < in; j++) {
        x.set(i, j, Math.sin((double) i * in + j));
      }
    }
    this.w = filled(arithmetic, in, out);
    this.z = filled(arithmetic, rows, out);
    this.dW = filled(arithmetic, in, out);
    this.dX = filled(arithmetic, rows, in);
  }

  /** A matrix of numbers between -1 and 1. */
  public static Matrix filled(Arithmetic arithmetic, int rows, int columns) {
    FlatVector values = arithmetic.vector(rows * columns);
    for (int i = 0; i < values.length(); i++) {
      values.set(i, Math.sin(i));
    }
    return arithmetic.view(values, 0, rows, columns);
  }
}
