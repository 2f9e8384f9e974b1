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
 * The public API is what docs/compatibility.md says it is: a change of it is a change of a file
 * that a reader of the change sees. {@code mvn test -pl spark-job -am -Dtest=PublicApiTest
 * -Dpages=write} writes it anew.
 */
class PublicApiTest {
  private static final Path LIST = Path.of("src/test/resources/org/lockstep/spark/public-api.txt");

  /** Of this package only these classes. */
  private static final String FILES = "org.lockstep.model.file";

  private static final List<String> OF_FILES = List.of("Model", "ModelFile");

  private static final List<String> PACKAGES =
      List.of(
          "org.lockstep.model.error", FILES, "org.lockstep.model.predict", "org.lockstep.spark.ml");

  @Test
  void thePublicApiIsTheOneThatIsListed() throws IOException {
    String api = String.join("\n", api()) + "\n";
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(LIST, api);
    }
    assertThat(api).isEqualTo(Files.readString(LIST));
  }

  @Test
  void thePagePromisesThesePackages() throws IOException {
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
                    !type.getPackageName().equals(FILES) || OF_FILES.contains(type.getSimpleName()))
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
