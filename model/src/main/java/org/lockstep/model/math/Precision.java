package org.lockstep.model.math;

/** The floating-point type of parameters, activations and gradients. */
public enum Precision {
  /** 32 bits: twice the speed and half the traffic. */
  FLOAT(Float.BYTES),
  /** 64 bits: for comparison with references and for gradient checks. */
  DOUBLE(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one value in bytes. */
  public int bytes() {
    return bytes;
  }
}
