package org.lockstep.bench;

import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.lockstep.bench.steps.StepCost;
import org.lockstep.bench.steps.StepCosts;
import org.lockstep.bench.steps.StepsPlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code steps}: how the cost of a step grows. */
@Command(
    name = "steps",
    description =
        "Measures how the cost of a step grows with parameters and with tasks, in one JVM and on"
            + " two executors, and fits the model of that cost: writes steps.csv and steps.png.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class StepsCommand implements Callable<Integer> {
  @Mixin private BenchOptions options;

  @Override
  public Integer call() throws Exception {
    try (Session session = options.open()) {
      StepCosts costs =
          new StepCosts(session.lockstep(), session.data(), session.quick(), session::progress);
      List<StepCost> measured = costs.measure();
      session.write("steps.csv", StepCost.csv(measured));
      try (OutputStream out = Files.newOutputStream(session.results().resolve("steps.png"))) {
        StepsPlot.write(measured, out);
      }
      StepsPlot.models(measured).forEach(System.out::println);
      session.progress("steps.csv and steps.png are in " + session.results());
      return 0;
    }
  }
}
