package org.lockstep.spark.read.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.prepare.Missing;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.settings.ColumnSettings;

/** Decides what every column of a source can hold, before any of it is read. */
final class ColumnRules {
  private ColumnRules() {}

  /**
   * Returns the rules.
   *
   * @param whole whether the only feature column holds all features
   * @param words gives the words for a column in messages
   */
  static RowRules of(
      Roles roles,
      ReadOptions options,
      Optional<InputSchema> expected,
      boolean whole,
      IntFunction<String> words) {
    ColumnSettings settings = options.columns();
    List<ColumnRule> rules = new ArrayList<>();
    for (int column = 0; column < roles.names().size(); column++) {
      rules.add(ColumnRule.ignored(words.apply(column)));
    }
    List<InputColumn> known = expected.map(Roles::fieldsOf).orElse(List.of());
    if (whole) {
      int column = roles.features().get(0);
      rules.set(column, ColumnRule.whole(words.apply(column)));
    }
    for (int i = 0; i < roles.features().size() && !whole; i++) {
      int column = roles.features().get(i);
      rules.set(
          column,
          known.isEmpty()
              ? feature(roles.names().get(column), words.apply(column), settings)
              : known(known.get(i), words.apply(column)));
    }
    for (int target : roles.targets()) {
      ColumnRule.Kind kind =
          roles.targets().size() > 1 ? ColumnRule.Kind.NUMBER : ColumnRule.Kind.EITHER;
      boolean mayMiss = settings.missing() != Missing.REFUSE;
      rules.set(target, ColumnRule.target(kind, words.apply(target), mayMiss));
    }
    roles.weight().ifPresent(weight -> rules.set(weight, ColumnRule.weight(words.apply(weight))));
    return new RowRules(
        rules,
        expected.isEmpty() && settings.missing() == Missing.DROP_ROWS,
        options.roles().targetUse() == TargetUse.PROFILED,
        mayNameRows(roles, expected.isEmpty() && !whole));
  }

  /**
   * Which columns to check for row names: those named like them. The others need not pay for it.
   */
  private static boolean[] mayNameRows(Roles roles, boolean isChosen) {
    boolean[] may = new boolean[roles.names().size()];
    for (int column : roles.features()) {
      may[column] = isChosen && RowNames.isOne(roles.names().get(column));
    }
    return may;
  }

  private static ColumnRule feature(String name, String words, ColumnSettings settings) {
    boolean mayMiss = settings.missing() != Missing.REFUSE;
    if (Roles.isIn(settings.text(), name)) {
      return ColumnRule.words(words, mayMiss, settings.textKind() == TextColumn.Kind.TFIDF);
    }
    if (Roles.isIn(settings.categorical(), name) || settings.ordinal().containsKey(name)) {
      return ColumnRule.feature(ColumnRule.Kind.TEXT, words, mayMiss);
    }
    if (!Roles.isIn(settings.numeric(), name)) {
      return ColumnRule.feature(ColumnRule.Kind.EITHER, words, mayMiss);
    }
    return mayMiss
        ? ColumnRule.coerced(words)
        : ColumnRule.feature(ColumnRule.Kind.NUMBER, words, false);
  }

  private static ColumnRule known(InputColumn column, String words) {
    if (column instanceof TextColumn) {
      return ColumnRule.words(words, true, false);
    }
    if (column instanceof CategoryColumn text) {
      return ColumnRule.category(text, words);
    }
    if (column instanceof DateColumn date) {
      return ColumnRule.date(date, words);
    }
    boolean mayMiss = column instanceof NumberColumn number && number.fill().isPresent();
    return column instanceof NumberColumn number && number.coerces() && mayMiss
        ? ColumnRule.coerced(words)
        : ColumnRule.feature(ColumnRule.Kind.NUMBER, words, mayMiss);
  }
}
