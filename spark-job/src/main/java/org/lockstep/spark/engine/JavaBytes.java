package org.lockstep.spark.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * A value that travels as the bytes of Java's own serialisation, inside something that Spark
 * serialises with the user's serialiser. Records need this, because Spark's Kryo cannot restore
 * them.
 */
public final class JavaBytes<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;

  /** Serialises this value. */
  public JavaBytes(T value) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(buffer)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(value.getClass() + " could not be serialised", e);
    }
    this.bytes = buffer.toByteArray();
  }

  /** A new copy of the value. */
  @SuppressWarnings("unchecked") // only a T is ever written
  public T value() {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (T) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("a value could not be restored", e);
    }
  }
}
