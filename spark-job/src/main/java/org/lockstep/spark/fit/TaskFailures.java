package org.lockstep.spark.fit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.shard.ShardFailure;

/** Describes tasks that failed as often as Spark allows, and what may help, in one line. */
public final class TaskFailures {
  /** Spark writes numbers in the digits of the machine's locale. */
  private static final Pattern TIMES =
      Pattern.compile("Task \\p{Nd}+ in stage \\S+ failed (\\p{Nd}+) times");

  private static final Pattern LOST =
      Pattern.compile("\\(TID \\p{Nd}+\\) \\((\\S+) executor (\\S+)\\): (ExecutorLostFailure .*)");
  private static final Pattern REJECTED =
      Pattern.compile(
          "\\(TID \\p{Nd}+\\) \\((\\S+) executor (\\S+)\\): \\S*RejectedExecutionException");
  private static final Pattern WITHOUT_MEMORY =
      Pattern.compile(
          "\\(TID \\p{Nd}+\\) \\((\\S+) executor (\\S+)\\):"
              + " [\\s\\S]*?(OutOfMemoryError(?:: [^\\n]*)?)");

  /**
   * Matches when the executor with a stage's input was lost every time Spark recomputed the input.
   */
  private static final Pattern NOT_FETCHED =
      Pattern.compile(
          "has failed the maximum allowable number of times: (\\p{Nd}+)\\."
              + "[\\s\\S]*FetchFailedException");

  private static final Pattern REASON = Pattern.compile("Reason: (.*)");

  /**
   * How executors end when memory runs out: by an error on the heap, or killed by the system, YARN
   * or Kubernetes.
   */
  private static final Pattern MEMORY =
      Pattern.compile(
          "OutOfMemoryError|[Ee]xit(?:ed with)? (?:code|status):? (?:52|137)\\b|memory"
              + " limits|OOM|without memory");

  private static final String LESS_MEMORY =
      "a smaller "
          + LoopSettings.BATCH_SIZE
          + " takes less, more executors (and "
          + ComputeSettings.SHARDS
          + ") hold less each; --executor-memory and --conf spark.executor.memoryOverhead before"
          + " the command give more";

  private TaskFailures() {}

  /** The line; empty if it was not a task that failed. */
  public static Optional<String> describe(Throwable failure) {
    List<Throwable> chain = Causes.chain(failure);
    Optional<String> shard =
        chain.stream()
            .filter(ShardFailure.class::isInstance)
            .map(Throwable::getMessage)
            .findFirst();
    Optional<String> line =
        shard.isPresent()
            ? shard
            : chain.stream().flatMap(cause -> executors(cause).stream()).findFirst();
    String times = chain.stream().flatMap(cause -> times(cause).stream()).findFirst().orElse("");
    return line.map(text -> text + times + (MEMORY.matcher(text).find() ? "; " + LESS_MEMORY : ""));
  }

  private static Optional<String> executors(Throwable failure) {
    return lost(failure)
        .or(() -> rejected(failure))
        .or(() -> withoutMemory(failure))
        .or(() -> notFetched(failure));
  }

  private static Optional<String> lost(Throwable failure) {
    Matcher lost = LOST.matcher(String.valueOf(failure.getMessage()));
    if (!lost.find()) {
      return Optional.empty();
    }
    Matcher reason = REASON.matcher(lost.group(3));
    return Optional.of(
        Text.format(
            "[%s, executor %s] was lost with its tasks: %s",
            lost.group(1),
            lost.group(2),
            Text.passage(reason.find() ? reason.group(1) : lost.group(3))));
  }

  /**
   * An executor that is ending for lack of memory rejects tasks, but Spark can still send it one.
   */
  private static Optional<String> rejected(Throwable failure) {
    Matcher rejected = REJECTED.matcher(String.valueOf(failure.getMessage()));
    return rejected.find()
        ? Optional.of(
            Text.format(
                "[%s, executor %s] was ending when it was given a task, as executors do without"
                    + " memory",
                rejected.group(1), rejected.group(2)))
        : Optional.empty();
  }

  /** Memory ran out in Spark's own part of a task, such as decoding or fetching. */
  private static Optional<String> withoutMemory(Throwable failure) {
    Matcher thrown = WITHOUT_MEMORY.matcher(String.valueOf(failure.getMessage()));
    return thrown.find()
        ? Optional.of(
            Text.format(
                "[%s, executor %s] failed: %s",
                thrown.group(1), thrown.group(2), Text.passage(thrown.group(3))))
        : Optional.empty();
  }

  private static Optional<String> notFetched(Throwable failure) {
    return NOT_FETCHED.matcher(String.valueOf(failure.getMessage())).find()
        ? Optional.of(
            "[executors] were lost again and again, with the rows that they held, as executors"
                + " without memory are")
        : Optional.empty();
  }

  private static Optional<String> times(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int tried =
        Stream.of(TIMES, NOT_FETCHED)
            .map(pattern -> pattern.matcher(message))
            .filter(Matcher::find)
            .map(times -> Integer.parseInt(times.group(1)))
            .findFirst()
            .orElse(0);
    return tried > 1 ? Optional.of("; Spark has tried " + tried + " times") : Optional.empty();
  }
}
