package org.lockstep.model.kernel;

/** Computes functions one number after another. */
public final class PlainFunctions implements Functions {

  @Override
  public void exp(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Exp.of(x[i]);
    }
  }

  @Override
  public void exp(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Exp.of(x[i]);
    }
  }

  @Override
  public void expm1(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Expm1.of(x[i]);
    }
  }

  @Override
  public void expm1(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Expm1.of(x[i]);
    }
  }

  @Override
  public void log(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Log.of(x[i]);
    }
  }

  @Override
  public void log(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Log.of(x[i]);
    }
  }

  @Override
  public void log1p(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Log1p.of(x[i]);
    }
  }

  @Override
  public void log1p(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Log1p.of(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Tanh.of(x[i]);
    }
  }

  @Override
  public void tanh(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Tanh.of(x[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Sigmoid.of(x[i]);
    }
  }

  @Override
  public void sigmoid(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Sigmoid.of(x[i]);
    }
  }

  @Override
  public void erf(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Erf.of(x[i]);
    }
  }

  @Override
  public void erf(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Erf.of(x[i]);
    }
  }

  @Override
  public void sin(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Sin.of(x[i]);
    }
  }

  @Override
  public void sin(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Sin.of(x[i]);
    }
  }

  @Override
  public void cos(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Cos.of(x[i]);
    }
  }

  @Override
  public void cos(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Cos.of(x[i]);
    }
  }
}
