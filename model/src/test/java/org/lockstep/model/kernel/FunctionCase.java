package org.lockstep.model.kernel;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A function in all its forms: of arrays and of single numbers, in both precisions. */
record FunctionCase(
    String name,
    OfFloats ofFloats,
    OfDoubles ofDoubles,
    FloatUnaryOperator ofFloat,
    DoubleUnaryOperator ofDouble) {

  static final FunctionCase EXP =
      new FunctionCase("exp", Functions::exp, Functions::exp, Exp::of, Exp::of);
  static final FunctionCase EXPM1 =
      new FunctionCase("expm1", Functions::expm1, Functions::expm1, Expm1::of, Expm1::of);
  static final FunctionCase LOG =
      new FunctionCase("log", Functions::log, Functions::log, Log::of, Log::of);
  static final FunctionCase LOG1P =
      new FunctionCase("log1p", Functions::log1p, Functions::log1p, Log1p::of, Log1p::of);
  static final FunctionCase TANH =
      new FunctionCase("tanh", Functions::tanh, Functions::tanh, Tanh::of, Tanh::of);
  static final FunctionCase SIGMOID =
      new FunctionCase("sigmoid", Functions::sigmoid, Functions::sigmoid, Sigmoid::of, Sigmoid::of);
  static final FunctionCase ERF =
      new FunctionCase("erf", Functions::erf, Functions::erf, Erf::of, Erf::of);
  static final FunctionCase SIN =
      new FunctionCase("sin", Functions::sin, Functions::sin, Sin::of, Sin::of);
  static final FunctionCase COS =
      new FunctionCase("cos", Functions::cos, Functions::cos, Cos::of, Cos::of);

  static List<FunctionCase> all() {
    return List.of(EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, ERF, SIN, COS);
  }

  @Override
  public String toString() {
    return name;
  }

  interface OfFloats {
    void apply(Functions functions, float[] x, int from, int to);
  }

  interface OfDoubles {
    void apply(Functions functions, double[] x, int from, int to);
  }

  interface FloatUnaryOperator {
    float applyAsFloat(float x);
  }
}
