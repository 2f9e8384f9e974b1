package org.lockstep.model.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A call that C2 does not inline. Where code on the Vector API becomes part of a method that is
 * large already, C2 gives up on some of it, and makes an object of every vector. A method handle
 * that is no constant is called as it stands, for some nanoseconds.
 */
final class Barrier {
  private Barrier() {}

  /** A method of an object, to be called by {@code invokeExact}. */
  static MethodHandle of(Class<?> type, Object target, String name, Class<?>... parameters) {
    try {
      return MethodHandles.lookup()
          .findVirtual(type, name, MethodType.methodType(void.class, parameters))
          .bindTo(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a call has thrown, as what it is: none of these methods declares an exception. */
  static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
