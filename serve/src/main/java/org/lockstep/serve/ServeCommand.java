package org.lockstep.serve;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code serve}. */
@Command(
    name = "serve",
    description = {
      "Opens a page, on this machine only, to try a model: draw a digit for a model of images, or"
          + " fill in a row for a model of a table."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ServeCommand.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "The model takes square images of one channel, such as MNIST's or the built-in digits, or the"
          + " columns of a table. Programs use POST /api/predict.",
      "Ctrl-C ends it. Exit codes: 0 done, 1 failed, 2 usage, 3 bad input."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int BAD_INPUT = 3;
  private static final int MOST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "A local model.npz, or the local directory of a run.")
  private String model;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of 127.0.0.1 to listen on; 0 for any free one [8000].")
  private int port = 8000;

  private final PrintStream out;

  ServeCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Starts the server, which runs on after this call until the JVM is told to end.
   *
   * @return the exit code; 0 if the server has started or the user only asked for help
   */
  static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine line = new CommandLine(new ServeCommand(out));
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(
        (mistake, ignored) -> {
          complain(line, UsageMistakes.describe(mistake));
          return USAGE;
        });
    line.setExecutionExceptionHandler(
        (failure, ignored, parsed) -> {
          complain(line, describe(failure));
          return failure instanceof BadInputException ? BAD_INPUT : FAILED;
        });
    return line.execute(args);
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > MOST_PORT) {
      BadInputException mistake =
          BadInputException.at("--port", "0 to " + MOST_PORT, Integer.toString(port));
      throw new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
    }
    ServedModel served = ServedModel.of(model, ModelSource.read(model));
    PageServer server = new PageServer(new Site(served, BlasChoice.JAVA.load()), port);
    start(server);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    out.println("Page      " + server.url() + " (" + served.describe() + "); Ctrl-C ends it");
    out.flush();
    return DONE;
  }

  private void start(PageServer server) throws Exception {
    try {
      server.start();
    } catch (BindException e) {
      throw new PortException(port, e);
    }
  }

  private static void complain(CommandLine line, String message) {
    line.getErr().println(Text.line("lockstep: " + message));
  }

  private static String describe(Exception failure) {
    if (failure instanceof BadInputException || failure instanceof PortException) {
      return failure.getMessage();
    }
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return "[serve] "
        + failure.getClass().getSimpleName()
        + message.lines().findFirst().map(line -> ": " + Text.passage(line)).orElse("");
  }

  /**
   * Another process listens on the port, or permission is missing; the system's message says which.
   */
  private static final class PortException extends Exception {
    private static final long serialVersionUID = 1L;

    PortException(int port, BindException cause) {
      super(
          Text.format(
              "[--port %d] expected a port that you can listen on but found %s; --port 0 finds one",
              port, BadInputException.quote(String.valueOf(cause.getMessage()))),
          cause);
    }
  }

  /** The version of this build. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ServeCommand.class.getPackage().getImplementationVersion();
      return new String[] {"lockstep " + (version == null ? "development" : version)};
    }
  }
}
