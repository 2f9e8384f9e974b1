package org.lockstep.spark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.files.SystemReason.NO_DESCRIPTOR;
import static org.lockstep.spark.files.SystemReason.NO_SPACE;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's error messages are recognised in any language. */
class SystemReasonTest {
  private static final List<String> ENGLISH =
      List.of(
          "No such file or directory",
          "Permission denied",
          "No space left on device",
          "Too many open files");

  /** From Debian's package libc-l10n; without it, such a JVM gets the English messages. */
  private static final List<String> GERMAN =
      List.of(
          "Datei oder Verzeichnis nicht gefunden",
          "Keine Berechtigung",
          "Auf dem Gerät ist kein Speicherplatz mehr verfügbar",
          "Zu viele offene Dateien");

  @TempDir private Path path;

  @Test
  void theMessagesAreReadInTheLanguageOfTheSystem() throws Exception {
    assertThat(inGerman("words")).isIn(ENGLISH, GERMAN);
  }

  @Test
  void failuresOfAGermanSystemAreRecognised() throws Exception {
    assertThat(inGerman("failures", path.resolve("absent").toString()))
        .containsExactly(
            "[x] expected a file or a directory but found nothing there",
            "[x] expected a readable file but found no permission",
            "without a descriptor: true");
  }

  @Test
  void englishMessagesOfOtherMachinesAreRecognised() {
    assertThat(NO_SPACE.isIn("node-3: java.io.IOException: No space left on device")).isTrue();
    assertThat(NO_SPACE.isIn("node-3: java.io.IOException: Input/output error")).isFalse();
  }

  /** Returns what {@link Machine} prints in its own JVM, which asks the system for German. */
  private static List<String> inGerman(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "ulimit -n 200 && exec \"$@\"",
                "limited",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Machine.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("LANGUAGE", "de");
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      List<String> lines = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(process.waitFor()).isZero();
      return lines;
    }
  }

  /** The program of a JVM with a low limit of open files. */
  static final class Machine {
    private Machine() {}

    public static void main(String[] arguments) throws IOException {
      if (arguments[0].equals("words")) {
        Arrays.stream(SystemReason.values()).map(SystemReason::here).forEach(System.out::println);
      } else {
        System.out.println(FileErrors.explain("x", refused(arguments[1])).getMessage());
        String denied = "/x (" + permissionDenied() + ")";
        System.out.println(FileErrors.explain("x", new FileNotFoundException(denied)).getMessage());
        IOException last = openUntilRefused();
        System.out.println("without a descriptor: " + NO_DESCRIPTOR.isIn(last.getMessage()));
      }
    }

    private static IOException refused(String file) {
      try (InputStream in = new FileInputStream(file)) {
        throw new IllegalStateException("opened " + in);
      } catch (IOException e) {
        return e;
      }
    }

    /** Root can open every file, but cannot run a directory. */
    private static String permissionDenied() {
      try {
        throw new IllegalStateException("a program: " + new ProcessBuilder("/").start());
      } catch (IOException e) {
        return e.getMessage().replaceAll(".*13, |.*13 \\(|\\)$", "");
      }
    }

    private static IOException openUntilRefused() throws IOException {
      List<InputStream> opened = new ArrayList<>();
      try {
        while (true) {
          opened.add(new FileInputStream("/dev/null"));
        }
      } catch (IOException e) {
        for (InputStream in : opened) {
          in.close();
        }
        return e;
      }
    }
  }
}
