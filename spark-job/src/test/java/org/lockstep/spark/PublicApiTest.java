package org.lockstep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the public API, as docs/compatibility.md defines it, to a list in the repository, so that a
 * reviewer sees every change to it. {@code mvn test -pl spark-job -am -Dtest=PublicApiTest
 * -Dpages=write} writes the list anew.
 */
class PublicApiTest {
  private static final Path LIST = Path.of("src/test/resources/org/lockstep/spark/public-api.txt");

  /** Only {@link #FILE_CLASSES} of this package are public API. */
  private static final String FILE_PACKAGE = "org.lockstep.model.file";

  private static final List<String> FILE_CLASSES = List.of("Model", "ModelFile");

  private static final List<String> PACKAGES =
      List.of(
          "org.lockstep.model.error",
          FILE_PACKAGE,
          "org.lockstep.model.predict",
          "org.lockstep.spark.ml");

  @Test
  void thePublicApiIsAsListed() throws IOException {
    String api = String.join("\n", api()) + "\n";
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(LIST, api);
    }
    assertThat(api).isEqualTo(Files.readString(LIST));
  }

  @Test
  void theCompatibilityPagePromisesThesePackages() throws IOException {
    String page = Files.readString(Path.of("../docs/compatibility.md"));
    assertThat(PACKAGES).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
  }

  private static List<String> api() {
    List<String> lines = new ArrayList<>();
    new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(PACKAGES).stream()
            .filter(type -> PACKAGES.contains(type.getPackageName()))
            .filter(
                type ->
                    !type.getPackageName().equals(FILE_PACKAGE)
                        || FILE_CLASSES.contains(type.getSimpleName()))
            .map(JavaClass::reflect)
            .filter(PublicApiTest::isVisible)
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .forEach(type -> add(type, lines));
    return lines;
  }

  private static boolean isVisible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static void add(Class<?> type, List<String> lines) {
    lines.add(kind(type) + " " + type.getName() + parents(type));
    Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::stream)
        .filter(member -> isVisible((Member) member))
        .map(member -> "  " + line((Member) member))
        .sorted()
        .forEach(lines::add);
  }

  private static boolean isVisible(Member member) {
    return (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()))
        && !member.isSynthetic();
  }

  private static String kind(Class<?> type) {
    return type.isRecord()
        ? "record"
        : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
  }

  private static String parents(Class<?> type) {
    List<Class<?>> parents = new ArrayList<>(List.of(type.getInterfaces()));
    if (type.getSuperclass() != null) {
      parents.add(0, type.getSuperclass());
    }
    String names =
        parents.stream()
            .map(Class::getName)
            .filter(name -> !name.startsWith("java.lang."))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : ": " + names;
  }

  private static String line(Member member) {
    String modifiers = Modifier.toString(member.getModifiers() & ~Modifier.TRANSIENT);
    if (member instanceof Field field) {
      return modifiers + " " + field.getType().getTypeName() + " " + field.getName();
    }
    Executable executable = (Executable) member;
    String parameters =
        Arrays.stream(executable.getParameterTypes())
            .map(Class::getTypeName)
            .collect(Collectors.joining(", ", "(", ")"));
    return member instanceof Constructor
        ? modifiers + " new" + parameters
        : modifiers
            + " "
            + ((Method) member).getReturnType().getTypeName()
            + " "
            + member.getName()
            + parameters;
  }
}
