package org.lockstep.spark.fit;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.PartRows;
import org.lockstep.spark.shard.Split;
import org.lockstep.spark.shard.Splits;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.Targets;

/** Divides the training data into the rows of each part. */
final class Divider {
  private final Table train;
  private final TargetSchema target;
  private final String name;
  private final Division division;
  private final Consumer<String> notes;

  /**
   * Creates a divider.
   *
   * @param target the target schema fitted to the table
   * @param notes receives notes on the rows chosen
   */
  Divider(Table train, TargetSchema target, Sources sources, Consumer<String> notes) {
    this.train = train;
    this.target = target;
    this.name = sources.train().name();
    this.division = sources.division();
    this.notes = notes;
  }

  /** The rows, to be divided by {@link #split}. */
  Dataset<Row> rows() {
    Dataset<Row> rows = Targets.encodeFitted(train, target).drop(Table.CARRIED);
    return division.isAny() ? PartRows.divided(rows) : PartRows.whole(rows, Part.TRAIN);
  }

  /** What each row is used for; empty if all are for training. */
  Optional<Split> split() {
    return division.isAny()
        ? Optional.of(split(Targets.encodeFitted(train, target)))
        : Optional.empty();
  }

  private Split split(Dataset<Row> encoded) {
    boolean chooses = division.chooses();
    if (chooses && division.rule().column().isPresent()) {
      return Splits.byColumn(
          name,
          train,
          division.rule().column().get(),
          division.used(),
          division.test(),
          division.validation(),
          division.seed(),
          notes);
    }
    if (chooses && division.rule().byClass() && target.task().isOfClasses()) {
      return Splits.byClass(
          name,
          train,
          encoded,
          target.classes(),
          division.used(),
          division.test(),
          division.validation(),
          division.seed(),
          notes);
    }
    return Split.of(
        name,
        train.count(),
        division.used(),
        division.test(),
        division.validation(),
        division.seed());
  }
}
