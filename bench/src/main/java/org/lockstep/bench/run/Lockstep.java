package org.lockstep.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lockstep as its users run it: {@code scripts/lockstep}, a process of its own for every run.
 *
 * @param home the clone
 * @param commands runs processes
 */
public record Lockstep(Path home, Commands commands) {
  /** The launcher built everything before the first run; looking again would cost time. */
  private static final Map<String, String> BUILT = Map.of("LOCKSTEP_NO_BUILD", "1");

  /**
   * Trains, and reads the log.
   *
   * @param arguments of {@code train}, the output directory excepted
   */
  public TrainingLog train(Master master, List<String> arguments) {
    Path output = commands.directory().resolve("run");
    List<String> all = new ArrayList<>(List.of("train"));
    all.addAll(arguments);
    all.addAll(List.of("--output", output.toString(), "--overwrite"));
    Commands.Finished finished = run(master, all);
    return TrainingLog.read(output, blas(finished.out()));
  }

  /** Seconds from the command to the prompt. */
  public double wallSeconds(Master master, List<String> arguments) {
    return run(master, arguments).seconds();
  }

  /**
   * Runs another main class in the JVM that {@code scripts/lockstep} starts: the same memory,
   * options, class path and BLAS as ours.
   */
  public Results main(Master master, Class<?> main, List<String> arguments) {
    Master other =
        master.with(
            "--class",
            main.getName(),
            "--jars",
            home.resolve("bench/target/lockstep-bench.jar").toString());
    return Results.of(run(other, arguments).out());
  }

  private Commands.Finished run(Master master, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("scripts/lockstep").toString());
    command.addAll(master.options());
    command.addAll(arguments);
    return commands.run(command, BUILT);
  }

  /** As in "Running 2 shards on 2 tasks, ..., BLAS JNIBLAS". */
  private static String blas(String out) {
    return out.lines()
        .filter(line -> line.contains(", BLAS "))
        .map(line -> line.substring(line.indexOf(", BLAS ") + ", BLAS ".length()))
        .findFirst()
        .orElse("unknown");
  }
}
