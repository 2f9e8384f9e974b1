package org.lockstep.spark.read.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.DateOrder;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.table.ColumnReport;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.InternalRows;
import org.lockstep.spark.table.Origin;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.TargetColumns;
import org.lockstep.spark.table.TargetProfile;

/**
 * Makes a table of a source of columns: sets the rules before it is read, and decides after the
 * first pass what becomes of its columns.
 */
public final class ColumnTable {
  private final Roles roles;
  private final ReadOptions options;
  private final Optional<InputSchema> expected;
  private final RowRules rules;
  private final boolean whole;

  /**
   * Prepares a source.
   *
   * @param roles the roles of its columns
   * @param expected the input of the training data or of a model; empty for training data
   * @param whole whether the only feature column holds all features: vectors, or bytes
   * @param words gives the words for a column in messages
   */
  public ColumnTable(
      Roles roles,
      ReadOptions options,
      Optional<InputSchema> expected,
      boolean whole,
      IntFunction<String> words) {
    boolean isToBePredicted =
        options.roles().targetUse() == TargetUse.IF_PRESENT && expected.isPresent();
    this.roles = isToBePredicted ? roles.withoutTargets() : roles;
    this.options = options;
    this.expected = expected;
    this.whole = whole;
    this.rules = ColumnRules.of(this.roles, options, expected, whole, words);
  }

  /** What rows must look like. */
  public RowRules rules() {
    return rules;
  }

  /** What becomes of a source's columns. */
  static final class Made {
    private final RowMaker maker;
    private final InputSchema input;
    private final List<String> notes;
    private final Optional<TargetProfile> targets; // empty if they must be looked at again
    private final List<ColumnReport> reports;

    private Made(
        RowMaker maker,
        InputSchema input,
        List<String> notes,
        Optional<TargetProfile> targets,
        List<ColumnReport> reports) {
      this.maker = maker;
      this.input = input;
      this.notes = notes;
      this.targets = targets;
      this.reports = reports;
    }
  }

  /**
   * Decides what becomes of the columns.
   *
   * @param index the index from the first pass
   * @param form the form of the table's features
   * @throws BadInputException naming the first bad place
   */
  private Made make(Source source, ChunkIndex index, Table.Form form) {
    ColumnProfile[] all = all(index);
    int width = whole ? width(index) : 0;
    index.failOnFirst(chunk -> problems(chunk, all, width));
    if (index.count() == 0) {
      throw BadInputException.at(
          source.given(),
          "rows of data",
          index.dropped() > 0
              ? "only rows without a target"
              : index.hasHeader() ? "only a header" : "none");
    }
    ChosenColumns chosen =
        whole
            ? new ChosenColumns(
                roles.features(), List.of(InputColumn.vector(Table.FEATURES, width)), List.of())
            : columns(all, source);
    boolean hasTextTarget = roles.targets().size() == 1 && !all[roles.targets().get(0)].isNumeric();
    boolean hasFigures = roles.targets().size() == 1 && all[roles.targets().get(0)].isFigures();
    return new Made(
        new RowMaker(
            chosen, roles, rules, form, hasTextTarget, entries(chosen, all, index.count(), form)),
        expected.orElseGet(() -> new InputSchema(chosen.columns())),
        notes(chosen, index.dropped()),
        hasFigures ? Optional.empty() : index.targets(),
        reports(all, chosen, source));
  }

  private List<ColumnReport> reports(ColumnProfile[] all, ChosenColumns chosen, Source source) {
    if (whole || options.roles().targetUse() != TargetUse.PROFILED) {
      return List.of();
    }
    return new ColumnReports(
            roles, all, chosen, options.columns().choices(), chooser(all, source)::reason)
        .all();
  }

  /** How many raw values are not 0, if most of them can be 0. */
  private static OptionalLong entries(
      ChosenColumns chosen, ColumnProfile[] all, long rows, Table.Form form) {
    boolean hasWords = chosen.columns().stream().anyMatch(TextColumn.class::isInstance);
    if (form == Table.Form.VECTORS) {
      return OptionalLong.of(all[chosen.sources().get(0)].entries);
    }
    if (form == Table.Form.BYTES || !hasWords) {
      return OptionalLong.empty();
    }
    long entries = 0;
    for (int i = 0; i < chosen.columns().size(); i++) {
      boolean isText = chosen.columns().get(i) instanceof TextColumn;
      entries += isText ? all[chosen.sources().get(i)].terms.all() : rows;
    }
    return OptionalLong.of(entries);
  }

  /**
   * Returns the second pass.
   *
   * @param index the index from the first pass
   * @throws BadInputException naming the first bad place
   */
  public ColumnRows rows(Source source, ChunkIndex index, Table.Form form, RowCells.Maker cells) {
    return new ColumnRows(cells, rules, make(source, index, form).maker, index);
  }

  /**
   * Returns the table.
   *
   * @param index the index from the first pass
   * @param form the form of the table's features
   * @param rows the rows of the source
   * @throws BadInputException naming the first bad place
   */
  public Table table(
      SparkSession spark,
      Source source,
      ChunkIndex index,
      Table.Form form,
      JavaRDD<Row> rows,
      RowCells.Maker cells) {
    Made made = make(source, index, form);
    ColumnRows second = new ColumnRows(cells, rules, made.maker, index);
    return new Table(
        InternalRows.dataset(spark, rows.mapPartitions(second), made.maker.schema()),
        index.count(),
        made.input,
        new TargetColumns(roles.targetNames(), roles.targetPlace(source.given())),
        roles.weight().isPresent(),
        new Origin(index, source.files(), new Origin.Seen(made.notes, made.targets, made.reports)));
  }

  private List<String> notes(ChosenColumns chosen, long dropped) {
    List<String> notes = new ArrayList<>(chosen.notes());
    if (expected.isEmpty()) {
      notes.addAll(IdleChoices.notes(roles, options));
      options
          .roles()
          .kept()
          .split()
          .filter(name -> !roles.features().contains(roles.names().indexOf(name)))
          .ifPresent(
              name ->
                  notes.add(
                      "left out: "
                          + Text.brief(name)
                          + ", which divides the rows; "
                          + ColumnSettings.FEATURES
                          + " names what to keep"));
    }
    if (dropped > 0) {
      notes.add(
          Text.format("%,d rows left out: they have no target", dropped)
              + (rules.dropsRows() ? ", or lack a feature" : ""));
    }
    return notes;
  }

  private ChosenColumns columns(ColumnProfile[] all, Source source) {
    ColumnChooser chooser = chooser(all, source);
    return expected.map(chooser::expected).orElseGet(chooser::choose);
  }

  private ColumnChooser chooser(ColumnProfile[] all, Source source) {
    return new ColumnChooser(roles, rules, all, options.columns(), source.given());
  }

  /** The width that every vector must have: the model's, or that of the first row. */
  private int width(ChunkIndex index) {
    if (expected.isPresent()) {
      return expected.get().values();
    }
    int column = roles.features().get(0);
    return index.chunks().stream()
        .mapToInt(chunk -> chunk.columns[column].firstWidth())
        .filter(width -> width > 0)
        .findFirst()
        .orElse(0);
  }

  /** What each column holds in all rows. */
  private ColumnProfile[] all(ChunkIndex index) {
    ColumnProfile[] all = rules.emptyProfiles();
    for (ChunkProfile chunk : index.chunks()) {
      for (int column = 0; column < all.length; column++) {
        if (all[column] != null) {
          all[column].append(chunk.columns[column]);
        }
      }
    }
    options.columns().dateOrder().ifPresent(order -> settle(order, all));
    return all;
  }

  private static void settle(DateOrder order, ColumnProfile[] all) {
    Stream.of(all).filter(Objects::nonNull).forEach(profile -> profile.settle(order));
  }

  /**
   * What is wrong with a chunk by itself, and with its columns compared with those of all chunks.
   */
  private List<Finding> problems(ChunkProfile chunk, ColumnProfile[] all, int width) {
    List<Finding> problems = new ArrayList<>();
    if (chunk.problem != null) {
      problems.add(chunk.problem);
    }
    for (int column = 0; column < all.length; column++) {
      ColumnProfile profile = chunk.columns[column];
      boolean isMixed =
          profile != null
              && all[column].numbers > 0
              && !all[column].isFigures()
              && profile.texts > profile.wordless;
      if (isMixed) {
        problems.add(rules.notANumber(profile.firstText, column, profile.text));
      }
      if (profile != null) {
        int c = column;
        profile.oddSigns(all[column]).stream()
            .map(odd -> rules.oddSign(odd.position(), c, odd.text()))
            .forEach(problems::add);
      }
      boolean lacks =
          profile != null
              && profile.wordless > 0
              && !rules.rule(column).mayMiss()
              && all[column].isWordlessMissing();
      if (lacks) {
        problems.add(rules.missing(profile.firstWordless, column, profile.wordlessText));
      }
      if (profile != null && whole) {
        addWidths(profile, width, problems);
      }
    }
    return problems;
  }

  private static void addWidths(ColumnProfile profile, int width, List<Finding> problems) {
    String expected = width == 0 ? "at least one feature" : width + " features";
    profile.widths.forEach(
        (found, first) -> {
          if (found != width || width == 0) {
            problems.add(new Finding(first, expected, Integer.toString(found)));
          }
        });
  }
}
