package org.lockstep.model.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.data.Task;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;

class RankSearchTest {

  @ParameterizedTest
  @CsvSource({"FLOATS,1", "FLOATS,4", "DOUBLES,3"})
  void everyRankHasTheNumberThatSortingPutsThere(Features.Kind kind, int shards) {
    Random random = new Random(3);
    double[] numbers = new double[301];
    for (int i = 0; i < numbers.length; i++) {
      double number =
          switch (i % 5) {
            case 0 -> random.nextGaussian();
            case 1 -> 1e30 * random.nextGaussian();
            case 2 -> random.nextInt(3) - 1;
            case 3 -> -0.0;
            default -> Double.NaN; // missing
          };
      numbers[i] = kind == Features.Kind.FLOATS ? (float) number : number;
    }
    double[] sorted =
        Arrays.stream(numbers).filter(x -> !Double.isNaN(x)).map(x -> x + 0.0).sorted().toArray();
    long[] all = IntStream.range(0, sorted.length).asLongStream().toArray();
    RankSearch search =
        new RankSearch(new int[] {1}, new long[][] {all}, kind == Features.Kind.DOUBLES);
    while (!search.isDone()) {
      search.narrow(
          shards(kind, shards, numbers).stream()
              .map(search::count)
              .reduce(RankSearch.Counts::merge)
              .orElseThrow());
    }
    for (int rank = 0; rank < sorted.length; rank++) {
      assertThat(search.number(0, rank)).as("rank %d", rank).isEqualTo(sorted[rank]);
    }
  }

  @Test
  void manyColumnsAreSearchedInBlocksWhoseCountsStaySmall() {
    int width = 2500;
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.FLOATS, width, Task.REGRESSION, 1, false));
    for (int i = 0; i < 5; i++) {
      int shift = i;
      builder.addNumbers(IntStream.range(0, width).mapToDouble(j -> j * 5 + shift).toArray());
      builder.setTargets(new double[] {0});
    }
    Shard shard = builder.build();
    int[] columns = IntStream.range(0, width).toArray();
    long[][] ranks = new long[width][];
    Arrays.setAll(ranks, c -> new long[] {c % 5, 4});
    RankSearch search = new RankSearch(columns, ranks, false);
    while (!search.isDone()) {
      RankSearch.Counts counts = search.count(shard);
      assertThat(counts.columns()).isLessThanOrEqualTo(1024);
      search.narrow(counts);
    }
    for (int c = 0; c < width; c++) {
      assertThat(search.number(c, 0)).isEqualTo(c * 5 + c % 5);
      assertThat(search.number(c, 1)).isEqualTo(c * 5 + 4);
    }
  }

  private static List<Shard> shards(Features.Kind kind, int shards, double[] numbers) {
    List<Shard> all = new ArrayList<>();
    for (int k = 0; k < shards; k++) {
      ShardBuilder builder =
          new ShardBuilder(k, shards, new RowForm(kind, 2, Task.REGRESSION, 1, false));
      for (int i = k; i < numbers.length; i += shards) {
        builder.addNumbers(new double[] {7, numbers[i]});
        builder.setTargets(new double[] {0});
      }
      all.add(builder.build());
    }
    return all;
  }
}
