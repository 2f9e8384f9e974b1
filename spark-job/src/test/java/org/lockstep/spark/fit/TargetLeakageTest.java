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
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;

/** Columns that give the target away on their own, next to a column of noise. */
class TargetLeakageTest {
  private static final TargetSchema NUMBERS =
      new TargetSchema(Task.REGRESSION, List.of("price"), List.of());
  private static final TargetSchema CLASSES =
      new TargetSchema(Task.CLASSIFICATION, List.of("kind"), List.of("a", "b", "c"));
  private static final InputColumn CODE =
      InputColumn.text("code", List.of("p", "q", "r", "s", "t", "u"));

  private final Random random = new Random(5);

  /** The second column's value, given a row and its target. */
  private interface Column {
    double of(int row, double target);
  }

  private Optional<String> note(TargetSchema target, int rows, InputColumn second, Column column) {
    boolean isNumbers = target.task() == Task.REGRESSION;
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.DOUBLES, 2, target.task(), 1, false));
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
    return TargetLeakage.note(shard, target, List.of(InputColumn.number("noise"), second))
        .map(Mention::plain);
  }

  private Optional<String> noteForNumbers(Column column) {
    return note(NUMBERS, 1000, InputColumn.number("cents"), column);
  }

  private Optional<String> noteForClasses(Column column) {
    return note(CLASSES, 3000, InputColumn.number("size"), column);
  }

  private Optional<String> noteForCode(TargetSchema target, Column column) {
    return note(target, 1000, CODE, column);
  }

  @Test
  void aColumnCorrelatedWithANumericTargetIsNamed() {
    String named =
        "column cents (1.0000) alone gives the target away, by correlation: leave it out with drop"
            + " cents if it is not known when predicting";
    assertThat(noteForNumbers((i, y) -> 7 - 100 * y)).contains(named);
    assertThat(noteForNumbers((i, y) -> i % 3 == 0 ? Double.NaN : y)).contains(named);
    assertThat(noteForNumbers((i, y) -> y + 20 * random.nextGaussian() / 30)).isPresent(); // 0.9994
    assertThat(noteForNumbers((i, y) -> y + 20 * random.nextGaussian() / 15)).isEmpty(); // 0.9978
    assertThat(noteForNumbers((i, y) -> 3)).isEmpty();
    assertThat(noteForNumbers((i, y) -> i % 3 == 0 ? y : Double.NaN)).isEmpty();
    assertThat(noteForNumbers((i, y) -> Double.NaN)).isEmpty();
  }

  @Test
  void aCategoryThatDeterminesANumericTargetIsNamed() {
    TargetSchema steps = new TargetSchema(Task.REGRESSION, List.of("steps"), List.of());
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.FLOATS, 2, steps.task(), 1, false));
    for (int i = 0; i < 300; i++) {
      builder.addNumbers(new double[] {random.nextGaussian(), i % 6});
      builder.setTargets(new double[] {(i % 6) * (i % 6 - 3)});
    }
    assertThat(
            TargetLeakage.note(builder.build(), steps, List.of(InputColumn.number("noise"), CODE))
                .map(Mention::plain))
        .contains(
            "column code (1.0000) alone gives the target away, by correlation: leave it out with"
                + " drop code if it is not known when predicting");
    assertThat(noteForCode(NUMBERS, (i, y) -> y > 100 ? 1 : 0)).isEmpty();
  }

  @Test
  void aNumberWithAnIntervalForEachClassIsNamed() {
    double[] places = {5, -1, 2}; // not in the order of the classes
    assertThat(noteForClasses((i, y) -> places[(int) y] + random.nextDouble()))
        .contains(
            "column size (1.0000) alone gives the target away, by accuracy: leave it out with drop"
                + " size if it is not known when predicting");
    assertThat(
            noteForClasses((i, y) -> (i % 2000 == 0 ? -1 : places[(int) y]) + random.nextDouble()))
        .isPresent();
    assertThat(
            noteForClasses((i, y) -> (i % 100 == 0 ? 2.5 : places[(int) y]) + random.nextDouble()))
        .isEmpty();
    assertThat(noteForClasses((i, y) -> y == 1 ? 1 : 0)).isEmpty(); // one of three classes
    assertThat(noteForClasses((i, y) -> 3 * y + 4 * random.nextDouble())).isEmpty();
  }

  @Test
  void missingValuesCanGiveTheTargetAway() {
    TargetSchema two = new TargetSchema(Task.BINARY, List.of("died"), List.of("no", "yes"));
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.FLOATS, 2, two.task(), 1, false));
    for (int i = 0; i < 500; i++) {
      int died = random.nextInt(2);
      builder.addNumbers(
          new double[] {random.nextGaussian(), died == 0 ? Double.NaN : random.nextGaussian()});
      builder.setClass(died);
    }
    List<InputColumn> columns = List.of(InputColumn.number("noise"), InputColumn.number("day"));
    assertThat(TargetLeakage.note(builder.build(), two, columns).orElseThrow())
        .startsWith("column day (1.0000) alone gives");
  }

  @Test
  void aCategoryThatDeterminesTheClassIsNamed() {
    assertThat(noteForCode(CLASSES, (i, y) -> y + 3 * (i % 2)).orElseThrow())
        .startsWith("column code (1.0000) alone gives the target away, by accuracy");
    assertThat(noteForCode(CLASSES, (i, y) -> i % 2 == 0 ? y : 3)).isEmpty();
    assertThat(noteForCode(CLASSES, (i, y) -> i))
        .as("a category of its own for each row")
        .isEmpty();
  }

  @Test
  void aRareClassMakesNoColumnSuspect() {
    TargetSchema two = new TargetSchema(Task.BINARY, List.of("fraud"), List.of("no", "yes"));
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.FLOATS, 2, two.task(), 1, false));
    for (int i = 0; i < 5000; i++) {
      builder.addNumbers(new double[] {random.nextGaussian(), random.nextGaussian()});
      builder.setClass(i % 2500 == 7 ? 1 : 0); // a guess of "no" is right for 0.9996 of the rows
    }
    List<InputColumn> columns = List.of(InputColumn.number("noise"), InputColumn.number("more"));
    assertThat(TargetLeakage.note(builder.build(), two, columns)).isEmpty();
  }

  @Test
  void fewerThan50RowsGetNoNote() {
    assertThat(note(NUMBERS, 49, InputColumn.number("cents"), (i, y) -> y)).isEmpty();
    assertThat(note(NUMBERS, 50, InputColumn.number("cents"), (i, y) -> y)).isPresent();
  }

  @Test
  void onlyTheFirstOfManyColumnsAreNamed() {
    ShardBuilder builder =
        new ShardBuilder(0, 1, new RowForm(Features.Kind.FLOATS, 5, NUMBERS.task(), 1, false));
    for (int i = 0; i < 100; i++) {
      builder.addNumbers(new double[] {i, 2 * i, -i, i + 1, 3});
      builder.setTargets(new double[] {i});
    }
    List<InputColumn> columns =
        List.of("a", "b", "c", "d", "e").stream().map(InputColumn::number).toList();
    assertThat(TargetLeakage.note(builder.build(), NUMBERS, columns).map(Mention::plain))
        .contains(
            "columns a (1.0000), b (1.0000), c (1.0000) and 1 more alone give the target away, by"
                + " correlation: leave them out with drop a,b,c if they are not known when"
                + " predicting");
  }
}
