package org.lockstep.model.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.Moments;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;

class ScalingFitTest {
  private static final InputSchema INPUT = new InputSchema(List.of(InputColumn.number("x")));
  private static final int[] NUMBER = InputFit.categories(INPUT);

  private static Scaling scaling(Scaling.Kind kind, Moments moments) {
    return new InputFit(INPUT, moments, null).scaling(kind, INPUT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void meanAndDeviationEqualThoseOfTwoPassesEvenForALargeMean(int shards) {
    Random random = new Random(2);
    double[] column = random.doubles(1000, 1e9, 1e9 + 1).toArray();
    double mean = 1e9 + Arrays.stream(column).map(x -> x - 1e9).average().orElseThrow();
    double variance =
        Arrays.stream(column).map(x -> (x - mean) * (x - mean)).average().orElseThrow();

    Scaling scaling = scaling(Scaling.Kind.STANDARD, merged(shards, column));

    assertThat(scaling.shift()[0]).isCloseTo(mean, withinPercentage(1e-13));
    assertThat(scaling.scale()[0]).isCloseTo(Math.sqrt(variance), withinPercentage(1e-5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void aConstantColumnHasScaleOneDespiteRounding(int shards) {
    double[] column = new double[1000];
    Arrays.fill(column, 0.1); // 0.1 added up ten times is not 1
    for (Scaling.Kind kind : List.of(Scaling.Kind.STANDARD, Scaling.Kind.MINMAX)) {
      Scaling scaling = scaling(kind, merged(shards, column));
      assertThat(scaling.shift()).containsExactly(0.1);
      assertThat(scaling.scale()).containsExactly(1);
    }
  }

  @Test
  void everyKindOfScalingIsFitted() {
    Moments moments = merged(2, 1, 2, 3, 6);
    assertThat(scaling(Scaling.Kind.NONE, moments)).isEqualTo(Scaling.none(1));
    assertThat(scaling(Scaling.Kind.UNIT, moments))
        .isEqualTo(new Scaling(Scaling.Kind.UNIT, new double[1], new double[] {255}));
    assertThat(scaling(Scaling.Kind.CENTER, moments))
        .isEqualTo(new Scaling(Scaling.Kind.CENTER, new double[] {3}, new double[] {1}));
    assertThat(scaling(Scaling.Kind.STANDARD, moments))
        .isEqualTo(
            new Scaling(Scaling.Kind.STANDARD, new double[] {3}, new double[] {Math.sqrt(3.5)}));
    assertThat(scaling(Scaling.Kind.MINMAX, moments))
        .isEqualTo(new Scaling(Scaling.Kind.MINMAX, new double[] {1}, new double[] {5}));
  }

  @Test
  void aColumnTooLargeToScaleIsRefused() {
    assertThatThrownBy(() -> scaling(Scaling.Kind.MINMAX, merged(1, -1.5e308, 1.5e308)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[scale minmax] expected feature 1 to have a mean and a spread within the range of a"
                + " double but found values from -1.5E308 to 1.5E308");
  }

  @Test
  void sparseAndDenseColumnsAreScaledByTheirLargestMagnitude() {
    InputSchema three = new InputSchema(List.of(InputColumn.vector("x", 3)));
    for (Features.Kind kind :
        new Features.Kind[] {Features.Kind.DOUBLES, Features.Kind.SPARSE_DOUBLES}) {
      ShardBuilder builder =
          new ShardBuilder(0, 1, new RowForm(kind, 3, Task.REGRESSION, 1, false));
      for (double x : new double[] {0, -4, 2}) {
        builder.addNumbers(new double[] {x, 0, Math.max(x, 0)});
        builder.setTargets(new double[] {0});
      }
      Moments moments = Moments.of(builder.build(), InputFit.categories(three));
      assertThat(new InputFit(three, moments, null).scaling(Scaling.Kind.MAXABS, three))
          .isEqualTo(new Scaling(Scaling.Kind.MAXABS, new double[3], new double[] {4, 1, 2}));
    }
  }

  @Test
  void aShardWithoutRowsHasNoMoments() {
    assertThat(Moments.of(shard(List.of()), NUMBER)).isNull();
  }

  private static Moments merged(int shards, double... column) {
    Moments all = null;
    for (int k = 0; k < shards; k++) {
      List<Double> rows = new ArrayList<>();
      for (int i = k; i < column.length; i += shards) {
        rows.add(column[i]);
      }
      Moments moments = Moments.of(shard(rows), NUMBER);
      if (moments != null) {
        all = all == null ? moments : all.merge(moments);
      }
    }
    return all;
  }

  private static Shard shard(List<Double> column) {
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.DOUBLES, 1, Task.REGRESSION, 1, false));
    for (double x : column) {
      builder.addNumbers(new double[] {x});
      builder.setTargets(new double[] {0});
    }
    return builder.build();
  }
}
