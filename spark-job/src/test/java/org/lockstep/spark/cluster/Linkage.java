package org.lockstep.spark.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Looks up the calls of our classes in the jars of a Spark, as the JVM does at the first call: a
 * method that is gone or has other types ends a run with a NoSuchMethodError, and an abstract
 * method that we do not implement, with an AbstractMethodError.
 */
final class Linkage implements AutoCloseable {
  private static final String OURS = "org/lockstep/";

  /** Of libraries, which need not all of themselves. */
  private static final String SHADED = "org/lockstep/shaded/";

  private static final String SUFFIX = ".class";

  private final URLClassLoader loader;
  private final Map<String, Optional<ClassFile>> known = new HashMap<>();

  private Linkage(URLClassLoader loader) {
    this.loader = loader;
  }

  /** What is missing, one line each, in alphabetical order. */
  static Set<String> missing(Path jar, Path sparkHome) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(jar.toUri().toURL());
    try (Stream<Path> jars = Files.list(sparkHome.resolve("jars"))) {
      for (Path path : jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
        urls.add(path.toUri().toURL());
      }
    }
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    try (Linkage linkage = new Linkage(new URLClassLoader(urls.toArray(URL[]::new), jdk));
        JarFile file = new JarFile(jar.toFile())) {
      return linkage.missing(file);
    }
  }

  private Set<String> missing(JarFile jar) {
    Set<String> missing = new TreeSet<>();
    Set<ClassFile.Member> seen = new HashSet<>();
    for (JarEntry entry : Collections.list(jar.entries())) {
      String name = entry.getName();
      if (name.startsWith(OURS) && !name.startsWith(SHADED) && name.endsWith(SUFFIX)) {
        ClassFile type = find(name.substring(0, name.length() - SUFFIX.length())).orElseThrow();
        for (ClassFile.Member member : type.called()) {
          if (isForeign(member) && seen.add(member) && !has(member.owner(), member.signature())) {
            missing.add(type.name() + " calls " + member.owner() + "." + member.signature());
          }
        }
        if (!type.isAbstract()) {
          unwritten(type.name())
              .filter(signature -> !isWritten(type.name(), signature))
              .forEach(signature -> missing.add(type.name() + " lacks " + signature));
        }
      }
    }
    return missing;
  }

  private static boolean isForeign(ClassFile.Member member) {
    return !member.owner().startsWith("java/") && !member.owner().startsWith("[");
  }

  private boolean has(String type, String signature) {
    return isWritten(type, signature) || unwritten(type).anyMatch(signature::equals);
  }

  private boolean isWritten(String type, String signature) {
    return withAncestors(type).anyMatch(member -> member.written().contains(signature));
  }

  /** All abstract methods, except those that only Scala classes need. */
  private Stream<String> unwritten(String type) {
    return withAncestors(type)
        .flatMap(member -> member.unwritten().stream())
        .filter(signature -> !signature.contains("$$super$"));
  }

  /** A class and its ancestors, as far as they exist; Object is an ancestor of an interface. */
  private Stream<ClassFile> withAncestors(String type) {
    return find(type).stream()
        .flatMap(
            file ->
                Stream.concat(
                    Stream.of(file), file.parents().stream().flatMap(this::withAncestors)));
  }

  private Optional<ClassFile> find(String type) {
    return known.computeIfAbsent(type, this::read);
  }

  private Optional<ClassFile> read(String type) {
    try (InputStream in = loader.getResourceAsStream(type + SUFFIX)) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
