package org.lockstep.model.file;

/** The types of numbers and texts in an ONNX graph: {@code TensorProto.DataType}. */
enum OnnxType {
  FLOAT(1),
  INT64(7),
  STRING(8),
  DOUBLE(11);

  private final int number;

  OnnxType(int number) {
    this.number = number;
  }

  /** The number that stands for it in files. */
  int number() {
    return number;
  }
}
