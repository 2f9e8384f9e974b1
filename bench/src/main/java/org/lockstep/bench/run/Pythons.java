package org.lockstep.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockstep.model.text.Text;

/**
 * The Python interpreters of this machine, and the peers written in Python. Where several
 * interpreters have a library, each is a setting to try: their builds of NumPy differ in the BLAS
 * below.
 */
public final class Pythons {
  private static final List<String> BY_DEFAULT = List.of("python3", "/usr/bin/python3");

  private final Commands commands;
  private final Path peers;
  private final Map<Library, List<Interpreter>> found = new LinkedHashMap<>();

  /** What a peer needs. */
  public enum Library {
    /** Arrays over BLAS. */
    NUMPY("NumPy", "numpy", "numpy_mlp.py"),
    /** Networks with automatic differentiation. */
    PYTORCH("PyTorch", "torch", "torch_mlp.py");

    private final String title;
    private final String module;
    private final String script;

    Library(String title, String module, String script) {
      this.title = title;
      this.module = module;
      this.script = script;
    }

    /** As people call it. */
    public String title() {
      return title;
    }
  }

  /**
   * An interpreter that has a library.
   *
   * @param program to start it by
   * @param version of the library
   */
  public record Interpreter(String program, Library library, String version) {
    /** As in {@code NumPy 1.24.2}. */
    public String title() {
      return library.title + " " + version;
    }
  }

  /**
   * Looks for the libraries.
   *
   * @param programs interpreters to look at; empty for the usual ones
   * @param peers the directory of the peers
   */
  public Pythons(Commands commands, List<String> programs, Path peers) {
    this.commands = commands;
    this.peers = peers;
    for (Library library : Library.values()) {
      List<Interpreter> having = new ArrayList<>();
      for (String program : distinct(programs.isEmpty() ? BY_DEFAULT : programs)) {
        find(program, library).ifPresent(having::add);
      }
      found.put(library, having);
    }
  }

  /** Those that have a library; empty where none has. */
  public List<Interpreter> having(Library library) {
    return found.get(library);
  }

  /**
   * Runs a peer.
   *
   * @param threads of its BLAS
   */
  public Results run(Interpreter interpreter, int threads, List<String> arguments) {
    return run(interpreter, interpreter.library().script, threads, arguments);
  }

  /**
   * Runs another script of the peers'.
   *
   * @param threads of its BLAS
   */
  public Results run(Interpreter interpreter, String script, int threads, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(interpreter.program());
    command.add(peers.resolve(script).toString());
    command.addAll(arguments);
    String text = Integer.toString(threads);
    Map<String, String> environment =
        Map.of(
            "OPENBLAS_NUM_THREADS", text,
            "OMP_NUM_THREADS", text,
            "MKL_NUM_THREADS", text,
            "PYTHONDONTWRITEBYTECODE", "1");
    return Results.of(commands.run(command, environment).out());
  }

  /** Whether an interpreter has a module as well; none is always there. */
  public boolean has(Interpreter interpreter, String module) {
    return module.isEmpty()
        || commands
                .attempt(List.of(interpreter.program(), "-c", "import " + module), Map.of())
                .exit()
            == 0;
  }

  private Optional<Interpreter> find(String program, Library library) {
    String question = "import %1$s; print('result version', %1$s.__version__)";
    Commands.Finished answer =
        commands.attempt(List.of(program, "-c", Text.format(question, library.module)), Map.of());
    return answer.exit() == 0
        ? Optional.of(new Interpreter(program, library, Results.of(answer.out()).text("version")))
        : Optional.empty();
  }

  /** Each program once, whatever links lead to it. */
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
      // A virtual environment is told by its own link: only plain ones are followed.
      boolean isPlain = path.startsWith("/usr/bin") || path.startsWith("/bin");
      return isPlain && Files.exists(path) ? path.toRealPath().toString() : executable;
    } catch (IOException e) {
      return executable;
    }
  }
}
