package org.lockstep.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Interpreters of Python, and the peers written in it. If several have a library, each is a setting
 * to try: builds of NumPy differ in their BLAS. The search starts only when a measure asks, because
 * the libraries may have to be downloaded first.
 */
public final class Pythons {
  private static final String ABOUT = "about.py";

  private final Commands commands;
  private final Supplier<List<String>> programs;
  private final Path peers;
  private final Map<Library, List<Interpreter>> found = new EnumMap<>(Library.class);
  private Set<String> distinct;

  /** The libraries that peers need. */
  public enum Library {
    /** Arrays on top of BLAS. */
    NUMPY("NumPy", "numpy", "numpy_mlp.py"),
    /** Networks with automatic differentiation. */
    PYTORCH("PyTorch", "torch", "torch_mlp.py"),
    /** Estimators. */
    SCIKIT_LEARN("scikit-learn", "sklearn", "sklearn_accuracy.py");

    private final String title;
    private final String module;
    private final String script;

    Library(String title, String module, String script) {
      this.title = title;
      this.module = module;
      this.script = script;
    }

    /** The library's name, for people. */
    public String title() {
      return title;
    }
  }

  /**
   * An interpreter that has a library.
   *
   * @param program the program that starts it
   * @param version of the library
   * @param computes what the library computes with: its BLAS and the kernel
   */
  public record Interpreter(String program, Library library, String version, String computes) {
    /** The title, as in {@code NumPy 2.4.6}. */
    public String title() {
      return library.title + " " + version;
    }

    /** The description, as in {@code NumPy 2.4.6: OpenBLAS 0.3.31, SkylakeX kernel}. */
    public String description() {
      return title() + ": " + computes;
    }
  }

  /**
   * Looks for the libraries when first asked.
   *
   * @param programs the interpreters to check
   * @param peers the directory of the peers' scripts
   */
  public Pythons(Commands commands, Supplier<List<String>> programs, Path peers) {
    this.commands = commands;
    this.programs = programs;
    this.peers = peers;
  }

  /** The interpreters that have a library; empty if none has it. */
  public List<Interpreter> having(Library library) {
    return found.computeIfAbsent(library, this::look);
  }

  /**
   * Runs a peer.
   *
   * @param threads of the library's BLAS
   */
  public Results run(Interpreter interpreter, int threads, List<String> arguments) {
    return run(interpreter, interpreter.library().script, threads, arguments);
  }

  /**
   * Runs another script from the peers' directory.
   *
   * @param threads of the library's BLAS
   */
  public Results run(Interpreter interpreter, String script, int threads, List<String> arguments) {
    String text = Integer.toString(threads);
    Map<String, String> environment =
        Map.of(
            "OPENBLAS_NUM_THREADS", text,
            "OMP_NUM_THREADS", text,
            "MKL_NUM_THREADS", text,
            "PYTHONDONTWRITEBYTECODE", "1");
    return Results.of(
        commands.run(command(interpreter.program(), script, arguments), environment).out());
  }

  private List<String> command(String program, String script, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.add(peers.resolve(script).toString());
    command.addAll(arguments);
    return command;
  }

  /** Whether an interpreter also has a module; true if no module is named. */
  public boolean has(Interpreter interpreter, String module) {
    return module.isEmpty()
        || commands
                .attempt(List.of(interpreter.program(), "-c", "import " + module), Map.of())
                .exit()
            == 0;
  }

  private List<Interpreter> look(Library library) {
    if (distinct == null) {
      distinct = distinct(programs.get());
    }
    return distinct.stream().flatMap(program -> find(program, library).stream()).toList();
  }

  private Optional<Interpreter> find(String program, Library library) {
    Commands.Finished answer =
        commands.attempt(
            command(program, ABOUT, List.of(library.module)),
            Map.of("PYTHONDONTWRITEBYTECODE", "1"));
    if (answer.exit() != 0) {
      return Optional.empty();
    }
    Results about = Results.of(answer.out());
    return Optional.of(
        new Interpreter(program, library, about.text("version"), about.text("computes")));
  }

  /** Each program once, even if several links lead to it. */
  private Set<String> distinct(List<String> programs) {
    Set<String> real = new LinkedHashSet<>();
    for (String program : programs) {
      String question = "import sys; print('result executable', sys.executable)";
      Commands.Finished answer = commands.attempt(List.of(program, "-c", question), Map.of());
      if (answer.exit() == 0) {
        real.add(resolve(Results.of(answer.out()).text("executable")));
      }
    }
    return real;
  }

  private static String resolve(String executable) {
    try {
      Path path = Path.of(executable);
      // The link of a virtual environment selects it, so only plain links are followed.
      boolean isPlain = path.startsWith("/usr/bin") || path.startsWith("/bin");
      return isPlain && Files.exists(path) ? path.toRealPath().toString() : executable;
    } catch (IOException e) {
      return executable;
    }
  }
}
