package org.lockstep.bench.row;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.error.BadInputException;

/**
 * Runs the same training with a native library's products and with ours, each against another side.
 */
final class OurBlases {
  private final BenchContext bench;
  private final Map<String, String> computedWith = new LinkedHashMap<>();

  OurBlases(BenchContext bench) {
    this.bench = bench;
    choices().forEach(choice -> computedWith.put(choice, ""));
  }

  /** Values of {@code --blas}: the native library, which is the default if one works, and ours. */
  private static List<String> choices() {
    try {
      BlasChoice.NATIVE.load();
      return List.of("native", "java");
    } catch (BadInputException e) {
      return List.of("java");
    }
  }

  /**
   * Measures and returns a line for each.
   *
   * @param training trains with a value of {@code --blas}
   * @param value the value of a training's log
   * @param line makes the line for a value of {@code --blas}
   */
  List<TableRow> compare(
      String measure,
      Better better,
      int rounds,
      Function<String, TrainingLog> training,
      ToDoubleFunction<TrainingLog> value,
      Side theirs,
      BiFunction<String, Outcome, TableRow> line) {
    List<String> choices = List.copyOf(computedWith.keySet());
    List<Side> ours =
        choices.stream()
            .map(
                choice ->
                    Side.of(
                        "Lockstep, --blas " + choice,
                        () -> {
                          TrainingLog log = training.apply(choice);
                          computedWith.put(choice, log.blas());
                          return value.applyAsDouble(log);
                        }))
            .toList();
    List<Outcome> outcomes = bench.compare(measure, better, rounds, ours, theirs);
    return IntStream.range(0, choices.size())
        .mapToObj(
            i ->
                line.apply(choices.get(i), outcomes.get(i))
                    .computedWith(computedWith.get(choices.get(i))))
        .toList();
  }
}
