package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.Mention;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;

/** Columns that tell the target alone, beside one of noise. */
class GiveAwayTest {
  private static final TargetSchema NUMBERS =
      new TargetSchema(Task.REGRESSION, List.of("price"), List.of());
  private static final TargetSchema CLASSES =
      new TargetSchema(Task.CLASSIFICATION, List.of("kind"), List.of("a", "b", "c"));
  private static final InputColumn CODE =
      InputColumn.text("code", List.of("p", "q", "r", "s", "t", "u"));

  private final Random random = new Random(5);

  /** What the second column is, by row and target. */
  private interface Column {
    double of(int row, double target);
  }

  private Optional<String> note(TargetSchema target, int rows, InputColumn second, Column column) {
    boolean isNumbers = target.task() == Task.REGRESSION;
    ShardBuilder builder =
        new ShardBuilder(0, 1, Features.Kind.DOUBLES, 2, target.task(), 1, false);
    for (int i = 0; i < rows; i++) {
      double y = isNumbers ? 100 + 20 * random.nextGaussian() : random.nextInt(3);
      builder.addNumbers(new double[] {random.nextGaussian(), column.of(i, y)});
      if (isNumbers) {
        builder.setTargets(new double[] {y});
      } else {
        builder.setClass((int) y);
      }
    }
    Shard shard = builder.build();
    return GiveAway.note(shard, target, List.of(InputColumn.number("noise"), second))
        .map(Mention::plain);
  }

  private Optional<String> ofNumbers(Column column) {
    return note(NUMBERS, 1000, InputColumn.number("cents"), column);
  }

  private Optional<String> ofClasses(Column column) {
    return note(CLASSES, 3000, InputColumn.number("size"), column);
  }

  private Optional<String> ofCode(TargetSchema target, Column column) {
    return note(target, 1000, CODE, column);
  }

  @Test
  void ofNumbersOneThatIsCorrelatedIsNamed() {
    String told =
        "column cents (1.0000) alone gives the target away, by correlation: leave it out with drop"
            + " cents if it is not known when predicting";
    assertThat(ofNumbers((i, y) -> 7 - 100 * y)).contains(told);
    assertThat(ofNumbers((i, y) -> i % 3 == 0 ? Double.NaN : y)).contains(told);
    assertThat(ofNumbers((i, y) -> y + 20 * random.nextGaussian() / 30)).isPresent(); // 0.9994
    assertThat(ofNumbers((i, y) -> y + 20 * random.nextGaussian() / 15)).isEmpty(); // 0.9978
    assertThat(ofNumbers((i, y) -> 3)).isEmpty();
    assertThat(ofNumbers((i, y) -> i % 3 == 0 ? y : Double.NaN)).isEmpty();
    assertThat(ofNumbers((i, y) -> Double.NaN)).isEmpty();
  }

  @Test
  void ofNumbersACategoryOfEqualTargetsIsNamed() {
    TargetSchema steps = new TargetSchema(Task.REGRESSION, List.of("steps"), List.of());
    ShardBuilder builder = new ShardBuilder(0, 1, Features.Kind.FLOATS, 2, steps.task(), 1, false);
    for (int i = 0; i < 300; i++) {
      builder.addNumbers(new double[] {random.nextGaussian(), i % 6});
      builder.setTargets(new double[] {(i % 6) * (i % 6 - 3)});
    }
    assertThat(
            GiveAway.note(builder.build(), steps, List.of(InputColumn.number("noise"), CODE))
                .map(Mention::plain))
        .contains(
            "column code (1.0000) alone gives the target away, by correlation: leave it out with"
                + " drop code if it is not known when predicting");
    assertThat(ofCode(NUMBERS, (i, y) -> y > 100 ? 1 : 0)).isEmpty();
  }

  @Test
  void ofClassesANumberWithAnIntervalForEachIsNamed() {
    double[] places = {5, -1, 2}; // not in the order of the classes
    assertThat(ofClasses((i, y) -> places[(int) y] + random.nextDouble()))
        .contains(
            "column size (1.0000) alone gives the target away, by accuracy: leave it out with drop"
                + " size if it is not known when predicting");
    assertThat(ofClasses((i, y) -> (i % 2000 == 0 ? -1 : places[(int) y]) + random.nextDouble()))
        .isPresent();
    assertThat(ofClasses((i, y) -> (i % 100 == 0 ? 2.5 : places[(int) y]) + random.nextDouble()))
        .isEmpty();
    assertThat(ofClasses((i, y) -> y == 1 ? 1 : 0)).isEmpty(); // of three
    assertThat(ofClasses((i, y) -> 3 * y + 4 * random.nextDouble())).isEmpty();
  }

  @Test
  void whatIsMissingTellsToo() {
    TargetSchema two = new TargetSchema(Task.BINARY, List.of("died"), List.of("no", "yes"));
    ShardBuilder builder = new ShardBuilder(0, 1, Features.Kind.FLOATS, 2, two.task(), 1, false);
    for (int i = 0; i < 500; i++) {
      int died = random.nextInt(2);
      builder.addNumbers(
          new double[] {random.nextGaussian(), died == 0 ? Double.NaN : random.nextGaussian()});
      builder.setClass(died);
    }
    List<InputColumn> columns = List.of(InputColumn.number("noise"), InputColumn.number("day"));
    assertThat(GiveAway.note(builder.build(), two, columns).orElseThrow())
        .startsWith("column day (1.0000) alone gives");
  }

  @Test
  void ofClassesACategoryOfOneEachIsNamed() {
    assertThat(ofCode(CLASSES, (i, y) -> y + 3 * (i % 2)).orElseThrow())
        .startsWith("column code (1.0000) alone gives the target away, by accuracy");
    assertThat(ofCode(CLASSES, (i, y) -> i % 2 == 0 ? y : 3)).isEmpty();
    assertThat(ofCode(CLASSES, (i, y) -> i)).as("a category of its own for each row").isEmpty();
  }

  @Test
  void aClassThatIsRareTellsNothing() {
    TargetSchema two = new TargetSchema(Task.BINARY, List.of("fraud"), List.of("no", "yes"));
    ShardBuilder builder = new ShardBuilder(0, 1, Features.Kind.FLOATS, 2, two.task(), 1, false);
    for (int i = 0; i < 5000; i++) {
      builder.addNumbers(new double[] {random.nextGaussian(), random.nextGaussian()});
      builder.setClass(i % 2500 == 7 ? 1 : 0); // who never says so is right in 0.9996
    }
    List<InputColumn> columns = List.of(InputColumn.number("noise"), InputColumn.number("more"));
    assertThat(GiveAway.note(builder.build(), two, columns)).isEmpty();
  }

  @Test
  void ofFewRowsNothingIsSaid() {
    assertThat(note(NUMBERS, 49, InputColumn.number("cents"), (i, y) -> y)).isEmpty();
    assertThat(note(NUMBERS, 50, InputColumn.number("cents"), (i, y) -> y)).isPresent();
  }

  @Test
  void ofManyColumnsTheFirstAreNamed() {
    ShardBuilder builder =
        new ShardBuilder(0, 1, Features.Kind.FLOATS, 5, NUMBERS.task(), 1, false);
    for (int i = 0; i < 100; i++) {
      builder.addNumbers(new double[] {i, 2 * i, -i, i + 1, 3});
      builder.setTargets(new double[] {i});
    }
    List<InputColumn> columns =
        List.of("a", "b", "c", "d", "e").stream().map(InputColumn::number).toList();
    assertThat(GiveAway.note(builder.build(), NUMBERS, columns).map(Mention::plain))
        .contains(
            "columns a (1.0000), b (1.0000), c (1.0000) and 1 more alone give the target away, by"
                + " correlation: leave them out with drop a,b,c if they are not known when"
                + " predicting");
  }
}
