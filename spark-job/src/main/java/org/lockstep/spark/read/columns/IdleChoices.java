package org.lockstep.spark.read.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.table.ColumnNames;

/** Settings that have no effect, since they name columns that become no feature. */
final class IdleChoices {
  private final Roles roles;
  private final ReadOptions options;
  private final List<String> notes = new ArrayList<>();

  private IdleChoices(Roles roles, ReadOptions options) {
    this.roles = roles;
    this.options = options;
  }

  /** One line for each. */
  static List<String> notes(Roles roles, ReadOptions options) {
    IdleChoices idle = new IdleChoices(roles, options);
    ColumnSettings columns = options.columns();
    idle.add(ColumnSettings.TEXT, columns.text());
    idle.add(ColumnSettings.CATEGORICAL, columns.categorical());
    idle.add(ColumnSettings.NUMERIC, columns.numeric());
    idle.add(ColumnSettings.ORDINAL, columns.ordinal().keySet().stream().sorted().toList());
    return idle.notes;
  }

  private void add(Setting<?> setting, List<String> patterns) {
    for (String pattern : patterns) {
      List<Integer> found =
          IntStream.range(0, roles.names().size())
              .filter(column -> ColumnNames.matches(pattern, roles.names().get(column)))
              .boxed()
              .toList();
      if (found.stream().noneMatch(roles.features()::contains)) {
        notes.add(setting + " " + Text.brief(pattern) + " has no effect: " + reason(found.get(0)));
      }
    }
  }

  private String reason(int column) {
    String name = roles.names().get(column);
    if (roles.targets().contains(column)) {
      return "it is the target";
    }
    if (roles.weight().filter(weight -> weight == column).isPresent()) {
      return "it is the weight of the rows";
    }
    if (Roles.isIn(options.columns().drop(), name)) {
      return ColumnSettings.DROP + " leaves it out";
    }
    return options.roles().kept().split().filter(name::equals).isPresent()
        ? "it divides the rows"
        : ColumnSettings.FEATURES + " does not name it";
  }
}
