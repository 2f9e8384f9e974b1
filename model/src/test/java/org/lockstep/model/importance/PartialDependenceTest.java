package org.lockstep.model.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.DropoutPlan;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.TargetProgram;

/** Dependences against a plain loop that sets a column and predicts row by row. */
class PartialDependenceTest {
  private static final int ROWS = 301;
  private static final double FAR = 1e6;

  /** Numbers far from 0, a category, and numbers with missing values. */
  private static final InputSchema INPUT =
      new InputSchema(
          List.of(
              NumberColumn.of("far").from(FAR),
              InputColumn.text("kind", categories(40)),
              new NumberColumn("gap", OptionalDouble.of(0.5), true, 0)));

  private static final Model MODEL = model();

  private final double[][] raw = new double[ROWS][];

  PartialDependenceTest() {
    Random random = new Random(5);
    for (int i = 0; i < ROWS; i++) {
      double gap = i % 7 == 0 ? Double.NaN : random.nextInt(4);
      double kind = i % 3 == 0 ? random.nextInt(40) : 5 + random.nextInt(25);
      raw[i] = new double[] {FAR + (float) random.nextGaussian(), kind, gap};
    }
  }

  private static List<String> categories(int count) {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      names.add("c" + c);
    }
    return names;
  }

  private static Model model() {
    NetworkSpec network =
        NetworkSpec.perceptron(
            INPUT.width(), List.of(6), new Tanh(), 1, new LinearSquaredError(), true);
    FlatVector theta = FlatVector.zeros(Precision.FLOAT, ParameterLayout.of(network).length());
    Random random = new Random(2);
    for (int k = 0; k < theta.length(); k++) {
      theta.set(k, random.nextGaussian());
    }
    return new Model(
        network,
        theta,
        INPUT,
        new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
        Scaling.none(INPUT.width()),
        new TargetScaling(TargetScaling.Kind.STANDARD, new double[] {100}, new double[] {8}));
  }

  private DependenceMeans means(List<Integer> columns, int share, int shares) {
    ShardProgram program =
        new ShardProgram(
            MODEL.network(),
            new ArithmeticChoice(Precision.FLOAT, BlasChoice.JAVA),
            new InputScaling(InputEncoder.of(INPUT), MODEL.scaling()),
            new TargetProgram(Task.REGRESSION, MODEL.targetScaling()),
            new Batches(ROWS, 1, ROWS, false, 0),
            new DropoutPlan(0));
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.FLOATS, 3, Task.REGRESSION, 1, false));
    for (double[] row : raw) {
      builder.addNumbers(new double[] {row[0] - FAR, row[1], row[2]});
      builder.setTargets(new double[] {0});
    }
    Shard rows = builder.build();
    return new PartialDependence(
            program, MODEL.parameters(), InputEncoder.of(INPUT), MODEL.scaling())
        .compute(
            rows,
            columns.stream().map(c -> PartialDependence.Column.of(INPUT, c).orElseThrow()).toList(),
            share,
            shares);
  }

  private double plain(List<Integer> columns, double... values) {
    Scorer scorer = Scorer.of(MODEL);
    double sum = 0;
    for (double[] row : raw) {
      double[] changed = row.clone();
      for (int i = 0; i < values.length; i++) {
        changed[columns.get(i)] = values[i];
      }
      sum += scorer.outputs(changed)[0];
    }
    return sum / ROWS;
  }

  @Test
  void aLineEqualsThatOfAPlainLoop() {
    for (int column = 0; column < 3; column++) {
      DependenceMeans means = means(List.of(column), 0, 1);
      assertThat(means.rows()).isEqualTo(ROWS);
      assertThat(means.points()).isEqualTo(means.grid(0).length).isGreaterThan(3);
      for (int p = 0; p < means.points(); p++) {
        assertThat(means.mean(p, 0))
            .isCloseTo(plain(List.of(column), means.grid(0)[p]), within(1e-4));
      }
    }
  }

  @Test
  void aMapEqualsThatOfAPlainLoop() {
    DependenceMeans means = means(List.of(2, 0), 0, 1);
    double[] gap = means.grid(0);
    double[] far = means.grid(1);
    assertThat(means.points()).isEqualTo(gap.length * far.length);
    for (int p = 0; p < means.points(); p++) {
      assertThat(means.mean(p, 0))
          .isCloseTo(plain(List.of(2, 0), gap[p / far.length], far[p % far.length]), within(1e-4));
    }
  }

  @Test
  void aGridHasFewValuesWholeAndManyAsQuantilesOrTheMostFrequent() {
    assertThat(means(List.of(2), 0, 1).grid(0)).containsExactly(0, 1, 2, 3); // none is missing
    double[] far = means(List.of(0), 0, 1).grid(0);
    assertThat(far).hasSize(PartialDependence.POINTS).isSorted();
    double[] sorted = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      sorted[i] = raw[i][0];
    }
    java.util.Arrays.sort(sorted);
    assertThat(far[0]).isCloseTo(sorted[15], within(1e-6));
    assertThat(far[far.length - 1]).isCloseTo(sorted[285], within(1e-6));
    double[] kinds = means(List.of(1), 0, 1).grid(0);
    assertThat(kinds).hasSize(PartialDependence.POINTS).isSorted();
    for (double kind = 5; kind < 30; kind++) {
      assertThat(kinds).contains(kind);
    }
  }

  @Test
  void sharesOfThePointsMergeToTheBitsOfTheWhole() {
    DependenceMeans whole = means(List.of(0), 0, 1);
    DependenceMeans merged = means(List.of(0), 1, 3);
    merged = merged.merge(means(List.of(0), 2, 3)).merge(means(List.of(0), 0, 3));
    for (int p = 0; p < whole.points(); p++) {
      assertThat(merged.mean(p, 0)).isEqualTo(whole.mean(p, 0));
    }
  }

  @Test
  void aColumnOfVectorsHasNoLine() {
    InputSchema vectors = new InputSchema(List.of(InputColumn.vector("v", 4)));
    assertThat(PartialDependence.Column.of(vectors, 0)).isEmpty();
  }
}
