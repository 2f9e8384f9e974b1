package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.importance.PartialDependence;
import org.lockstep.model.importance.ScoreMetric;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingTypes;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.table.ColumnNames;

/**
 * Settings for the importance of a model's columns.
 *
 * @param metric empty: the usual one for the model's task
 * @param repeats how often each column is shuffled
 * @param dependences one or two columns each
 */
public record ImportanceSettings(
    Optional<ScoreMetric> metric, int repeats, long seed, List<List<String>> dependences) {
  /** The option that names the columns of a dependence. */
  public static final String DEPENDENCE = "--dependence";

  /** The metric that a shuffled column makes worse. */
  public static final Setting<ScoreMetric> METRIC =
      Setting.named("metric", SettingTypes.word(ScoreMetric.class))
          .label("METRIC")
          .help("What gets worse without a column: " + SettingTypes.anyOf(ScoreMetric.class))
          .otherwise("accuracy; r2 for numbers")
          .page("models.md#column-importance")
          .build();

  /** How often each column is shuffled. */
  public static final Setting<Integer> REPEATS =
      Setting.named("repeats", SettingTypes.count())
          .label("N")
          .help("How often each column is shuffled")
          .byDefault(5)
          .build();

  /** The seed of the shuffled orders. */
  public static final Setting<Long> SEED =
      Setting.named("seed", SettingTypes.whole())
          .label("N")
          .help("Seed of the orders in which columns are shuffled")
          .byDefault(1L)
          .build();

  public ImportanceSettings {
    dependences = dependences.stream().map(List::copyOf).toList();
    for (List<String> columns : dependences) {
      String found = BadInputException.quote(String.join(",", columns));
      if (columns.size() > 2 || columns.stream().anyMatch(String::isBlank)) {
        throw BadInputException.at(DEPENDENCE, "one column or two", found);
      }
      if (columns.size() == 2 && columns.get(0).equals(columns.get(1))) {
        throw BadInputException.at(DEPENDENCE, "two columns", found);
      }
    }
  }

  /** Creates the settings from these values. */
  public static ImportanceSettings of(SettingValues values, List<List<String>> dependences) {
    return new ImportanceSettings(
        values.find(METRIC), values.get(REPEATS), values.get(SEED), dependences);
  }

  /**
   * Returns the metric for a model.
   *
   * @throws BadInputException if the requested metric does not fit the model's predictions
   */
  ScoreMetric metricOf(Model model) {
    List<ScoreMetric> fit = ScoreMetric.of(model.target().task());
    ScoreMetric asked = metric.orElse(fit.get(0));
    if (!fit.contains(asked)) {
      throw BadInputException.at(
          METRIC + "",
          String.join(" or ", fit.stream().map(Words::of).toList())
              + " for a model of "
              + model.target().task().predicts(),
          Words.of(asked));
    }
    return asked;
  }

  /**
   * Returns the columns whose values to vary.
   *
   * @throws BadInputException if the model has no such column, or the column cannot be varied
   */
  List<List<PartialDependence.Column>> columnsOf(InputSchema input) {
    List<String> names = input.columns().stream().map(InputColumn::name).toList();
    List<List<PartialDependence.Column>> all = new ArrayList<>();
    for (List<String> asked : dependences) {
      List<PartialDependence.Column> columns = new ArrayList<>();
      for (String name : asked) {
        int place = names.indexOf(name);
        if (place < 0) {
          throw BadInputException.at(
              DEPENDENCE,
              "a column of the model",
              BadInputException.quote(name)
                  + ColumnNames.nearest(names, name)
                      .map(near -> "; the nearest is " + BadInputException.quote(near))
                      .orElse(""));
        }
        columns.add(
            PartialDependence.Column.of(input, place)
                .orElseThrow(
                    () ->
                        BadInputException.at(
                            DEPENDENCE,
                            "a column of numbers, dates or categories",
                            BadInputException.quote(name) + ", one of texts or many numbers")));
      }
      all.add(columns);
    }
    return all;
  }
}
