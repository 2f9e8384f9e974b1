package org.lockstep.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lockstep.model.blas.BlasChoice;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kernels}: the parts of a step, measured with JMH. */
@Command(
    name = "kernels",
    description =
        "Times the pieces of a step with JMH: products, gather, activations, loss, update.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class KernelsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Benchmarks whose names match these regular expressions [all].")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where to write kernels.csv [bench-results].")
  private Path results = Path.of("bench-results");

  @Option(names = "--quick", description = "One short iteration each.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(results);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .forks(1)
            .warmupIterations(quick ? 1 : 3)
            .warmupTime(TimeValue.milliseconds(quick ? 100 : 1000))
            .measurementIterations(quick ? 1 : 5)
            .measurementTime(TimeValue.milliseconds(quick ? 100 : 1000))
            .resultFormat(ResultFormatType.CSV)
            .result(results.resolve("kernels.csv").toString());
    if (names.isEmpty()) {
      options.include("org\\.lockstep\\.bench\\.kernel\\.");
    }
    names.forEach(options::include);
    System.err.println("The kernels compute with BLAS " + BlasChoice.AUTO.select("here").text());
    new Runner(options.build()).run();
    return 0;
  }
}
