package org.lockstep.spark.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import org.lockstep.model.error.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
    name = "lockstep",
    description = "Trains multilayer perceptrons on Apache Spark.",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      ImportanceCommand.class,
      PredictCommand.class,
      InspectCommand.class,
      GenerateCommand.class,
      GradCheckCommand.class,
      SweepCommand.class,
      TuneCommand.class,
      PlotCommand.class,
      ExportCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    footer = {
      "",
      "scripts/lockstep serve opens a page to draw digits on, without Spark.",
      "Spark's options go before the command: scripts/lockstep --master local[4] train",
      "Exit codes: 0 done, 1 failed, 2 usage, 3 bad input, 4 diverged."
    })
public final class Lockstep implements Runnable {
  @Spec private CommandSpec spec;

  private Lockstep() {}

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  public static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine line = new CommandLine(new Lockstep(), new Factory(out, err));
    line.setOut(writer(out));
    line.setErr(writer(err));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    SettingOptions.addTo(line);
    ValueConverters.register(line);
    line.setParameterExceptionHandler(UsageErrors::handle);
    line.setExecutionExceptionHandler(Failures::handle);
    CharacterMap characters = CharacterMap.ofThisJvm();
    line.setExecutionStrategy(
        parsed -> {
          try {
            characters.check(parsed.expandedArgs()); // argument files included
          } catch (BadInputException e) {
            throw new ParameterException(line, e.getMessage(), e);
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    try {
      characters.checkDirectory(System.getProperty("user.dir"));
      characters.check(List.of(args));
      UsageErrors.checkCommandFirst(line.getCommandSpec(), args);
      return line.execute(args);
    } catch (BadInputException e) {
      Complaints.print(line, e.getMessage());
      return ExitCode.USAGE;
    } catch (OutOfMemoryError | LinkageError e) {
      Complaints.print(line, ResourceShortage.describe(e).orElseThrow(() -> e));
      return ExitCode.FAILED;
    } catch (FSError e) {
      Complaints.print(line, "[disk] failed: " + e.getCause().getMessage());
      return ExitCode.FAILED;
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected one of " + UsageErrors.commands(spec) + " but found nothing");
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Creates the commands' parts, which all write to the same streams. */
  private record Factory(PrintStream out, PrintStream err) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == Terminal.class
          ? type.cast(new Terminal(out, err))
          : CommandLine.defaultFactory().create(type);
    }
  }

  /** The version of this build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Lockstep.class.getPackage().getImplementationVersion();
      return new String[] {"lockstep " + (version == null ? "development" : version)};
    }
  }
}
