package org.lockstep.bench.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The interpreter with the current NumPy, scikit-learn and PyTorch, which {@code
 * scripts/python-for-bench} makes once. If it cannot, the machine's own interpreters, which can be
 * years older.
 *
 * @param home the clone
 * @param progress notified before a step that takes minutes
 * @param remark notified of what is not available
 * @param forTables whether it needs the other sides of {@code compare}
 */
public record PeerPython(
    Path home,
    Commands commands,
    Consumer<String> progress,
    Consumer<String> remark,
    boolean forTables)
    implements Supplier<List<String>> {
  private static final List<String> OF_THE_MACHINE = List.of("python3", "/usr/bin/python3");

  @Override
  public List<String> get() {
    progress.accept(
        "looking for the current NumPy, scikit-learn and PyTorch in target/peers, where they are"
            + " put first: a download of some 2 GB, once");
    Commands.Finished made =
        commands.attempt(
            List.of(home.resolve("scripts/python-for-bench").toString(), forTables ? "tables" : ""),
            Map.of());
    made.err().lines().forEach(remark);
    if (made.exit() == 0) {
      return made.out().lines().toList();
    }
    remark.accept("NumPy, PyTorch and scikit-learn are those that python3 finds here, if any");
    return OF_THE_MACHINE;
  }
}
