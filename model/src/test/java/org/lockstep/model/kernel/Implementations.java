package org.lockstep.model.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;

/** All implementations of products that this JVM can run, including slow ones. */
final class Implementations {
  private static final String VECTORS = "org.lockstep.model.kernel.vector.";
  private static final String WIDTH = "lockstep.vector.bits";

  private Implementations() {}

  static List<Named<Products>> all() {
    List<Named<Products>> all = new ArrayList<>();
    for (Products products :
        List.of(new PlainProducts(), vectors(128), vectors(256), vectors(512))) {
      all.add(Named.of(products.description(), products));
    }
    return all;
  }

  /** Products in vectors of this width; each width needs classes loaded anew. */
  static Products vectors(int bits) {
    System.setProperty(WIDTH, String.valueOf(bits));
    try {
      Class<?> type = new Renewed().loadClass(VECTORS + "VectorProducts");
      Products products = type.asSubclass(Products.class).getDeclaredConstructor().newInstance();
      products.description(); // reads the property
      return products;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("vectors of " + bits + " bits", e);
    } finally {
      System.clearProperty(WIDTH);
    }
  }

  private static final class Renewed extends ClassLoader {
    Renewed() {
      super(Products.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(VECTORS)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
