package org.lockstep.spark.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads each class of a jar, verifies its code and resolves the types of its members, and starts
 * none of it. Prints a line for each class that fails, and then how many there were.
 */
final class LinkProgram {
  private static final String SUFFIX = ".class";

  private LinkProgram() {}

  public static void main(String[] arguments) throws IOException {
    List<String> names;
    try (JarFile jar = new JarFile(arguments[0])) {
      names =
          Collections.list(jar.entries()).stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("META-INF/"))
              .map(name -> name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
              .toList();
    }
    for (String name : names) {
      try {
        link(name);
      } catch (ClassNotFoundException | LinkageError e) {
        System.out.println(name + ": " + e);
      }
    }
    System.out.println("classes " + names.size());
  }

  /** HotSpot verifies a class before it tells the members. */
  private static void link(String name) throws ClassNotFoundException {
    Class<?> type = Class.forName(name, false, LinkProgram.class.getClassLoader());
    List<Object> members = new ArrayList<>();
    Collections.addAll(members, (Object[]) type.getDeclaredFields());
    Collections.addAll(members, (Object[]) type.getDeclaredConstructors());
    Collections.addAll(members, (Object[]) type.getDeclaredMethods());
    members.forEach(Objects::requireNonNull);
  }
}
