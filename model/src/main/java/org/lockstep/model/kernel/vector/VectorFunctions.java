package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lockstep.model.kernel.Functions;

/**
 * Computes a vector of numbers at a time, in the widest vectors of this processor, and the last few
 * one by one, since masked loads and stores are slow on Java 17.
 *
 * <p>The class of each function has its own loop around its formula: a shared loop that took the
 * formula as an argument, or a method that C2 finds too large to inline, would allocate every
 * vector.
 */
public final class VectorFunctions implements Functions {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  @Override
  public void exp(float[] x, int from, int to) {
    VectorExp.of(x, from, to);
  }

  @Override
  public void exp(double[] x, int from, int to) {
    VectorExp.of(x, from, to);
  }

  @Override
  public void expm1(float[] x, int from, int to) {
    VectorExpm1.of(x, from, to);
  }

  @Override
  public void expm1(double[] x, int from, int to) {
    VectorExpm1.of(x, from, to);
  }

  @Override
  public void log(float[] x, int from, int to) {
    VectorLog.of(x, from, to);
  }

  @Override
  public void log(double[] x, int from, int to) {
    VectorLog.of(x, from, to);
  }

  @Override
  public void log1p(float[] x, int from, int to) {
    VectorLog1p.of(x, from, to);
  }

  @Override
  public void log1p(double[] x, int from, int to) {
    VectorLog1p.of(x, from, to);
  }

  @Override
  public void tanh(float[] x, int from, int to) {
    VectorTanh.of(x, from, to);
  }

  @Override
  public void tanh(double[] x, int from, int to) {
    VectorTanh.of(x, from, to);
  }

  @Override
  public void sigmoid(float[] x, int from, int to) {
    VectorSigmoid.of(x, from, to);
  }

  @Override
  public void sigmoid(double[] x, int from, int to) {
    VectorSigmoid.of(x, from, to);
  }

  @Override
  public void erf(float[] x, int from, int to) {
    VectorErf.of(x, from, to);
  }

  @Override
  public void erf(double[] x, int from, int to) {
    VectorErf.of(x, from, to);
  }

  @Override
  public void sin(float[] x, int from, int to) {
    VectorSin.of(x, from, to);
  }

  @Override
  public void sin(double[] x, int from, int to) {
    VectorSin.of(x, from, to);
  }

  @Override
  public void cos(float[] x, int from, int to) {
    VectorCos.of(x, from, to);
  }

  @Override
  public void cos(double[] x, int from, int to) {
    VectorCos.of(x, from, to);
  }
}
