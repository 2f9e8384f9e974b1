package org.lockstep.model.file;

import java.util.List;

/** An attribute of an operator: {@code AttributeProto} of {@code onnx.proto}. */
record OnnxAttribute(ProtoMessage message) {
  private static final int TYPE = 20;
  private static final int FLOAT = 1; // AttributeProto.AttributeType, like the next ones
  private static final int INT = 2;
  private static final int STRING = 3;
  private static final int FLOATS = 6;
  private static final int INTS = 7;
  private static final int STRINGS = 8;

  private static ProtoMessage named(String name) {
    return new ProtoMessage().text(1, name);
  }

  private static OnnxAttribute of(ProtoMessage message, int type) {
    return new OnnxAttribute(message.number(TYPE, type));
  }

  static OnnxAttribute of(String name, float value) {
    return of(named(name).real(2, value), FLOAT);
  }

  static OnnxAttribute of(String name, long value) {
    return of(named(name).number(3, value), INT);
  }

  static OnnxAttribute of(String name, String value) {
    return of(named(name).text(4, value), STRING);
  }

  static OnnxAttribute floats(String name, List<Double> values) {
    ProtoMessage message = named(name);
    values.forEach(value -> message.real(7, value.floatValue()));
    return of(message, FLOATS);
  }

  static OnnxAttribute integers(String name, List<Integer> values) {
    ProtoMessage message = named(name);
    values.forEach(value -> message.number(8, value));
    return of(message, INTS);
  }

  static OnnxAttribute texts(String name, List<String> values) {
    ProtoMessage message = named(name);
    values.forEach(value -> message.text(9, value));
    return of(message, STRINGS);
  }
}
