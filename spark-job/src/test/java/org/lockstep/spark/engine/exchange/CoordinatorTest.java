package org.lockstep.spark.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.Task;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.model.score.Score;
import org.lockstep.spark.engine.PartScores;
import org.lockstep.spark.engine.StepPart;
import org.lockstep.spark.engine.TaskLayout;
import org.lockstep.spark.engine.TasksEndedException;
import org.lockstep.spark.engine.exchange.CrewLink.Help;
import org.lockstep.spark.shard.Part;

/** Each task's share of a command counts once, whatever happens to the tasks. */
class CoordinatorTest {
  private final TaskLayout layout = new TaskLayout(4, 4);
  private final Coordinator coordinator = new Coordinator(layout);
  private final Crew left = new Crew("left");
  private final Crew right = new Crew("right");

  @Test
  void theSumHoldsTheShareOfEveryTask() throws InterruptedException {
    left.join(0, 1);
    assertThat(coordinator.await(0)).isFalse();
    right.join(2, 3);
    assertThat(coordinator.await(0)).isTrue();

    coordinator.post(command(1), Help.ONE_TASK).run();
    assertThat(left.requests).containsExactly("1: [0, 1]");
    assertThat(right.requests).containsExactly("1: [2, 3]");
    left.answer(1, 0, 1);
    assertThat(coordinator.completed()).isZero();
    assertThat(coordinator.await(0)).isFalse();
    right.answer(1, 2, 3);
    assertThat(coordinator.completed()).isEqualTo(1);
    assertThat(coordinator.await(0)).isTrue();
    assertThat(tasksInTheSum()).isEqualTo("once: 0 1 2 3");
  }

  @Test
  void aTaskThatRejoinsComputesTheCurrentCommand() {
    left.join(0, 1);
    right.join(2, 3);
    coordinator.post(command(1), Help.ONE_TASK).run();
    left.answer(1, 0, 1);
    coordinator.lost(right, "its executor died");
    assertThat(coordinator.waitsFor()).isEqualTo("shards 2-3 (no task: its executor died)");

    left.join(new TaskAttempt(3, 1));
    left.join(new TaskAttempt(2, 1));
    assertThat(left.requests).containsExactly("1: [0, 1]", "1: [3]", "1: [2]");
    left.answer(1, 3);
    left.answer(1, 2);
    assertThat(tasksInTheSum()).isEqualTo("once: 0 1 2 3");
  }

  @Test
  void aRepeatedAnswerCountsOnce() {
    left.join(0, 1);
    right.join(2, 3);
    coordinator.post(command(1), Help.ONE_TASK).run();
    left.answer(1, 0, 1);
    left.answer(1, 0, 1);
    left.answer(1, 1);
    right.answer(1, 2, 3);
    right.answer(1, 2, 3);
    assertThat(tasksInTheSum()).isEqualTo("once: 0 1 2 3");
  }

  @Test
  void aShareMergedWithAKnownOneIsRequestedAgain() {
    left.join(0, 1);
    right.join(2, 3);
    coordinator.post(command(1), Help.ONE_TASK).run();
    coordinator.leave(left, new TaskAttempt(1, 0), "Spark told it to end");
    right.join(new TaskAttempt(1, 1));
    right.answer(1, 1);
    left.answer(1, 0, 1); // it had computed both when one of them ended
    assertThat(left.requests).containsExactly("1: [0, 1]", "1: [0]");
    left.answer(1, 0);
    right.answer(1, 2, 3);
    assertThat(tasksInTheSum()).isEqualTo("once: 0 1 2 3");
  }

  @Test
  void aSecondAttemptStandsByUntilTheFirstLeaves() {
    left.join(0, 1, 2, 3);
    right.join(new TaskAttempt(2, 1));
    coordinator.post(command(1), Help.ONE_TASK).run();
    assertThat(right.requests).isEmpty();
    coordinator.leave(left, new TaskAttempt(2, 0), "it failed");
    assertThat(right.requests).containsExactly("1: [2]");
  }

  @Test
  void aSilentCrewLosesItsTasksToLaterAttemptsOnly() {
    left.join(new TaskAttempt(0, 1), new TaskAttempt(1, 1));
    right.join(2, 3);
    right.join(new TaskAttempt(0, 0));
    coordinator.post(command(1), Help.ONE_TASK).run();
    coordinator.replaceSilent();
    assertThat(left.cut).isNull();

    right.join(new TaskAttempt(1, 2));
    coordinator.replaceSilent();
    assertThat(left.cut).isEqualTo("it did not answer while a later attempt of its task was ready");
    assertThat(right.requests).containsExactly("1: [2, 3]", "1: [0]", "1: [1]");
  }

  @Test
  void aCrewThatHasAnsweredKeepsItsTasks() {
    left.join(0, 1);
    right.join(2, 3);
    right.join(new TaskAttempt(0, 1));
    coordinator.post(command(1), Help.ONE_TASK).run();
    left.answer(1, 0, 1);
    coordinator.replaceSilent();
    assertThat(left.cut).isNull();
  }

  @Test
  void anAnswerToAnEarlierCommandIsIgnored() {
    left.join(0, 1, 2, 3);
    coordinator.post(command(1), Help.ONE_TASK).run();
    left.answer(1, 0, 1, 2, 3);
    coordinator.post(command(2), Help.ONE_TASK).run();
    left.answer(1, 0, 1, 2, 3);
    assertThat(coordinator.completed()).isEqualTo(1);
  }

  @Test
  void impossibleAnswersAreRefused() {
    left.join(0, 1, 2, 3);
    assertThatThrownBy(() -> left.answer(1, 0))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("expected an answer to command 0 but found one to 1");
    coordinator.post(command(1), Help.ONE_TASK).run();
    assertThatThrownBy(() -> left.answer(2, 0))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("expected an answer to command 1 but found one to 2");
    assertThatThrownBy(() -> left.join(new TaskAttempt(4, 0)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("expected a task from 0 to 3 but found 4");
  }

  @Test
  void namesTheShardsItWaitsFor() {
    left.join(0, 1);
    assertThat(coordinator.waitsFor())
        .isEqualTo("shards 2-3 (no task: Spark has not started it yet)");
    right.join(2, 3);
    coordinator.post(command(1), Help.ONE_TASK).run();
    left.answer(1, 1);
    right.answer(1, 3);
    assertThat(coordinator.waitsFor())
        .isEqualTo("shard 0 (computed on left); shard 2 (computed on right)");
  }

  @Test
  void theEndOfTheJobEndsTheWait() {
    left.join(0, 1, 2, 3);
    coordinator.post(command(1), Help.ONE_TASK).run();
    coordinator.fail(new IllegalStateException("cancelled"));
    assertThatThrownBy(() -> coordinator.await(60_000))
        .isInstanceOf(TasksEndedException.class)
        .hasMessage("the run's tasks have ended: cancelled");
  }

  @Test
  void aTaskThatJoinsAfterTheEndIsDismissed() {
    left.join(0, 1);
    coordinator.dismiss();
    right.join(2);
    assertThat(left.dismissed).isTrue();
    assertThat(right.dismissed).isTrue();
  }

  private static Command command(long number) {
    return new Command(number, FlatVector.zeros(Precision.FLOAT, 1), 1, 0, true, false);
  }

  /** The tasks whose share the sum holds, and how often where not once. */
  private String tasksInTheSum() {
    assertThat(coordinator.completed()).isEqualTo(1);
    long rows = coordinator.sum().scores().get(Part.TEST).rows();
    StringBuilder text = new StringBuilder("once:");
    for (int task = 0; task < layout.tasks(); task++) {
      long times = rows / power(task) % 10;
      text.append(times == 1 ? " " + task : times == 0 ? "" : " and " + times + " times " + task);
    }
    return text.toString();
  }

  /** A share of 10^task rows, so that the digits of a sum count the shares. */
  private static StepPart share(int task) {
    Score score = new Score(Task.REGRESSION, 1, false);
    for (long row = 0; row < power(task); row++) {
      score.add(new double[1], new double[1], 0, 1);
    }
    return new StepPart(null, PartScores.of(null, score));
  }

  private static long power(int task) {
    return (long) Math.pow(10, task);
  }

  /** A crew that acts only when the test says so. */
  private final class Crew implements CrewLink {
    private final String place;
    private final List<String> requests = new ArrayList<>();
    private String cut;
    private boolean dismissed;

    Crew(String place) {
      this.place = place;
    }

    void join(int... tasks) {
      for (int task : tasks) {
        join(new TaskAttempt(task, 0));
      }
    }

    void join(TaskAttempt... tasks) {
      for (TaskAttempt task : tasks) {
        coordinator.join(this, task);
      }
    }

    void answer(long number, Integer... tasks) {
      Map<Node, StepPart> sums = new HashMap<>();
      for (int task : tasks) {
        sums.put(layout.cover(task).get(0), share(task));
      }
      layout.tree().combine(sums, (a, b) -> a.merge(b, (c, d) -> c));
      coordinator.report(this, new CrewSums(number, Set.of(tasks), sums, 1));
    }

    @Override
    public String place() {
      return place;
    }

    @Override
    public Runnable compute(Command command, List<Integer> tasks, Help help) {
      requests.add(command.number() + ": " + tasks);
      return NOTHING;
    }

    @Override
    public void dismiss() {
      dismissed = true;
    }

    @Override
    public void cut(String why) {
      cut = why;
    }
  }
}
