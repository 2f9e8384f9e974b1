package org.lockstep.bench.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Where Spark runs.
 *
 * @param name for people
 * @param tasks how many tasks compute at the same time
 * @param options of {@code scripts/lockstep}, before the command
 */
public record Master(String name, int tasks, List<String> options) {
  public Master {
    options = List.copyOf(options);
  }

  /** A master with threads in one JVM. */
  public static Master local(int tasks) {
    String url = "local[" + tasks + "]";
    return new Master(url, tasks, List.of("--master", url));
  }

  /** A master with executor processes, which waits until all of them are there. */
  static Master cluster(String url, int tasks, String executorMemory) {
    return new Master(
        "two executors, " + tasks + " tasks",
        tasks,
        List.of(
            "--master",
            url,
            "--total-executor-cores",
            Integer.toString(tasks),
            "--executor-memory",
            executorMemory,
            "--conf",
            "spark.scheduler.minRegisteredResourcesRatio=1.0"));
  }

  /** The same master with more options. */
  Master with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new Master(name, tasks, all);
  }
}
