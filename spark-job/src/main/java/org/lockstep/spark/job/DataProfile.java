package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.table.ColumnReport;
import org.lockstep.spark.table.ColumnReport.NumberSpread;
import org.lockstep.spark.table.ColumnReport.ValueCount;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.Targets;

/**
 * What training would find in a data set: its columns, and the balance of its target.
 *
 * @param notes those that training would print, and other points worth a look
 * @param task in words; empty if there is no target, or none that can be trained on
 * @param balance the classes and how many rows each has; empty for numbers
 */
record DataProfile(
    long rows,
    List<ColumnReport> columns,
    List<String> targets,
    List<String> notes,
    String task,
    List<ValueCount> balance) {
  /** A class with fewer rows gets a note: the model learns little from them. */
  private static final int FEW_ROWS = 10;

  /** A target gets a note if its largest number exceeds this many medians. */
  private static final int FAR = 20;

  /** Profiles a table's target; the reader has already profiled its columns. */
  static DataProfile of(Table table) {
    List<String> notes = new ArrayList<>(table.notes());
    String task = "";
    List<ValueCount> balance = List.of();
    if (table.hasTarget()) {
      try {
        TargetSchema target = Targets.fit(table, Optional.empty(), notes::add);
        task = Words.of(target.task());
        balance = target.task() == Task.REGRESSION ? List.of() : balance(table, target, notes);
        if (target.task() == Task.REGRESSION) {
          noteFarNumbers(table, notes);
        }
      } catch (BadInputException e) { // the same message as in training
        notes.add(OptionNames.messageOf(e));
      }
    }
    for (ColumnReport column : table.seen().columns()) {
      if (!column.warning().isEmpty()) {
        notes.add("column " + Text.brief(column.name()) + ": " + column.warning());
      }
    }
    List<String> told = notes.stream().map(OptionNames::withDashes).toList();
    return new DataProfile(
        table.count(), table.seen().columns(), table.target().names(), told, task, balance);
  }

  private static List<ValueCount> balance(Table table, TargetSchema target, List<String> notes) {
    long[] counts = new long[target.classes().size()];
    for (Row row : Targets.encode(table, target).groupBy(Table.TARGET).count().collectAsList()) {
      counts[(int) row.getDouble(0)] = row.getLong(1);
    }
    List<ValueCount> balance = new ArrayList<>();
    List<String> rare = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      String name = target.classes().get(c);
      balance.add(new ValueCount(name, counts[c]));
      if (counts[c] < FEW_ROWS) {
        rare.add(Text.brief(name));
      }
    }
    if (!rare.isEmpty()) {
      notes.add(
          Text.format("%,d of %,d classes have", rare.size(), counts.length)
              + " fewer than "
              + FEW_ROWS
              + " rows, such as "
              + rare.get(0));
    }
    return balance;
  }

  private static void noteFarNumbers(Table table, List<String> notes) {
    for (ColumnReport column : table.seen().columns()) {
      boolean isTarget = table.target().names().contains(column.name());
      for (NumberSpread numbers : isTarget ? column.numbers() : List.<NumberSpread>of()) {
        if (numbers.min() >= 0 && numbers.max() > FAR * Math.max(1, numbers.median())) {
          notes.add(
              "the largest "
                  + Text.brief(column.name())
                  + " is far above the median: --target-scale log may learn more");
        }
      }
    }
  }

  /** How many columns become features. */
  long features() {
    return columns.stream().filter(ColumnReport::isFeature).count();
  }

  /** A share of all rows as a percentage. */
  static String percent(long part, long all) {
    double percent = 100.0 * part / Math.max(1, all);
    return part > 0 && percent < 0.1
        ? "< 0.1 %"
        : Text.format(percent < 10 ? "%.1f %%" : "%.0f %%", percent);
  }

  /** How many different values a column has. */
  static String distinct(ColumnReport column) {
    return (column.isEstimate() ? "~" : "") + Text.format("%,d", column.distinct());
  }

  /** A summary of a column's values: the range of numbers, or the most frequent texts. */
  static String values(ColumnReport column) {
    for (NumberSpread numbers : column.numbers()) {
      return short4(numbers.min())
          + " ... "
          + short4(numbers.median())
          + " ... "
          + short4(numbers.max());
    }
    List<String> texts =
        column.frequent().stream().limit(3).map(ValueCount::value).map(Text::brief).toList();
    return texts.isEmpty() ? Text.brief(column.example()) : String.join(", ", texts);
  }

  private static String short4(double number) {
    boolean isShort = number == Math.rint(number) && Math.abs(number) < 1e9;
    return isShort ? Text.number(number) : Text.format("%.4g", number);
  }
}
