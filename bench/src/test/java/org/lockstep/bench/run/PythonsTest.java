package org.lockstep.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.bench.data.BenchData;
import org.lockstep.bench.row.BenchContext;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.table.Head;
import org.lockstep.bench.table.Measurements;
import org.lockstep.bench.table.RunReport;
import org.lockstep.bench.table.Side.Setting;
import org.lockstep.model.python.TestPython;

class PythonsTest {
  /** A Python that has only NumPy. */
  private static final String SNAKE =
      """
      case $1 in
        -c) echo result executable $0 ;;
        *) [ "$2" = numpy ] && echo result version 7.0 && echo result computes X, Y kernel ;;
      esac
      """;

  @TempDir private Path directory;

  private String program(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  @Test
  void interpretersAreSearchedForOnFirstUse() throws IOException {
    String snake = program("snake", SNAKE);
    List<String> asked = new ArrayList<>();
    Pythons pythons =
        new Pythons(
            new Commands(directory),
            () -> {
              asked.add("asked");
              return List.of(snake, snake);
            },
            directory);
    assertThat(asked).isEmpty();
    assertThat(pythons.having(Library.NUMPY))
        .extracting(Pythons.Interpreter::description)
        .containsExactly("NumPy 7.0: X, Y kernel");
    assertThat(pythons.having(Library.PYTORCH)).isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void aLibraryIsMeasuredOnOneThreadAndTwoAndTheHeadNamesItsKernel() throws IOException {
    String snake = program("snake", SNAKE);
    Commands commands = new Commands(directory);
    Head head = new Head();
    BenchContext bench =
        new BenchContext(
            new Lockstep(directory, commands),
            new Pythons(commands, () -> List.of(snake), directory),
            new BenchData(Optional.empty(), directory),
            true,
            new RunReport(head, new Measurements(), text -> {}));
    assertThat(bench.onThreads(Library.NUMPY, "", (interpreter, threads) -> threads))
        .extracting(Setting::name)
        .containsExactly("NumPy 7.0 on 1 thread", "NumPy 7.0 on 2 threads");
    assertThat(bench.onThreads(Library.PYTORCH, "", (interpreter, threads) -> threads)).isEmpty();
    assertThat(head.lines())
        .containsExactly("NumPy 7.0: X, Y kernel", "PyTorch: not installed here");
  }

  @Test
  void theDescriptionHasTheVersionAndBlasOfNumPy() {
    Pythons pythons =
        new Pythons(
            new Commands(directory),
            () -> List.of(TestPython.program()),
            Path.of("src/main/python").toAbsolutePath());
    if (pythons.having(Library.NUMPY).isEmpty()) {
      TestPython.missing(Library.NUMPY.title());
    }
    assertThat(pythons.having(Library.NUMPY).get(0).description())
        .matches("NumPy \\d+\\.\\d+\\.\\d+: (OpenBLAS .*|an unknown BLAS.*)");
  }
}
