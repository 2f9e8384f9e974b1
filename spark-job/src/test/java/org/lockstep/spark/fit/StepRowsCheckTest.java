package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.NetworkText;
import org.lockstep.model.shard.Batches;
import org.lockstep.spark.settings.OptionNames;

/** The advice given where too few rows pass through a network at once. */
class StepRowsCheckTest {
  private static final String GOAL =
      "so that batch-norm sees at least 16 rows of each shard in every step";

  private static NetworkSpec network(int inputs) {
    return new NetworkSpec(
        inputs,
        NetworkText.parse("network", "dense 4, batch-norm").layers(3),
        new SoftmaxCrossEntropy());
  }

  private static void check(int inputs, long rows, int shards, long batchSize) {
    try {
      StepRowsCheck.check(network(inputs), new Batches(rows, shards, batchSize, false, 1));
    } catch (BadInputException e) {
      throw new IllegalStateException(OptionNames.messageOf(e));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          230    | 2 | 20    | 33
          17     | 1 | 16    | 17
          100003 | 4 | 64    | 72
          40     | 2 | 16    | 40
          """)
  void aLargerBatchIsAdvisedWhereOneHelps(long rows, int shards, long batchSize, long enough) {
    assertThatThrownBy(() -> check(4, rows, shards, batchSize))
        .hasMessageStartingWith("[--batch-size] expected " + enough + ", " + GOAL + " but found ");
    check(4, rows, shards, enough);
  }

  @ParameterizedTest
  @CsvSource({"100, 8, 100, 6", "100, 8, 32, 6", "31, 2, 31, 1"})
  void fewerShardsAreAdvisedWhereNoBatchHelps(long rows, int shards, long batchSize, int enough) {
    assertThatThrownBy(() -> check(4, rows, shards, batchSize))
        .hasMessage(
            "[--shards] expected at most "
                + enough
                + " with --batch-size full, "
                + GOAL
                + " but found "
                + shards
                + " for "
                + rows
                + " rows");
    check(4, rows, enough, rows);
  }

  @Test
  void anotherLayerIsAdvisedWhereThereAreTooFewRows() {
    assertThatThrownBy(() -> check(4, 15, 1, 15))
        .hasMessage(
            "[--network] expected layer-norm in place of batch-norm, which needs 16 rows of a"
                + " shard at once, but found 15 to train on");
  }

  @Test
  void anotherLayerIsAdvisedWhereRowsAreTooWide() {
    assertThatThrownBy(() -> check(1_000_000, 5000, 4, 1000))
        .hasMessageMatching(
            Pattern.quote(
                    "[--network] expected layer-norm in place of batch-norm, which needs 16 rows"
                        + " of a shard at once, but found rows so wide that at most ")
                + "\\d pass through the network at once");
  }

  @Test
  void followingTheAdviceIsAlwaysEnough() {
    Pattern batch = Pattern.compile("\\[--batch-size] expected (\\d+), .*");
    Pattern shards = Pattern.compile("\\[--shards] expected at most (\\d+) with .*");
    int followed = 0;
    for (int inputs : new int[] {4, 200_000}) {
      for (long rows : new long[] {16, 17, 31, 33, 64, 100, 257, 1000}) {
        for (int count : new int[] {1, 2, 5, 16, 40}) {
          for (long size = 1; size <= rows; size += 1 + rows / 7) {
            try {
              check(inputs, rows, count, size);
            } catch (IllegalStateException e) {
              Matcher larger = batch.matcher(e.getMessage());
              Matcher fewer = shards.matcher(e.getMessage());
              if (larger.matches()) {
                long enough = Long.parseLong(larger.group(1));
                check(
                    inputs,
                    rows,
                    Math.max(count, new ShardCount.OfBatch(n -> Math.min(n, enough)).of(rows, 1)),
                    enough);
                followed++;
              } else if (fewer.matches()) {
                check(inputs, rows, Integer.parseInt(fewer.group(1)), rows);
                followed++;
              }
            }
          }
        }
      }
    }
    assertThat(followed).isGreaterThan(100);
  }
}
