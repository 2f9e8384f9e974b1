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
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.settings.Types;
import org.lockstep.spark.table.ColumnNames;

/**
 * What is asked about the columns of a model.
 *
 * @param metric empty: the usual one of the model's task
 * @param repeats how often each column is shuffled
 * @param dependences one column or two each
 */
public record ImportanceSettings(
    Optional<ScoreMetric> metric, int repeats, long seed, List<List<String>> dependences) {
  /** The option that names columns whose values are gone through. */
  public static final String DEPENDENCE = "--dependence";

  /** What gets worse. */
  public static final Setting<ScoreMetric> METRIC =
      Setting.named("metric", Types.word(ScoreMetric.class))
          .label("METRIC")
          .help("What gets worse without a column: " + Types.anyOf(ScoreMetric.class))
          .otherwise("accuracy, for numbers r2")
          .page("models.md#which-columns-matter")
          .build();

  /** How often. */
  public static final Setting<Integer> REPEATS =
      Setting.named("repeats", Types.count())
          .label("N")
          .help("How often each column is shuffled")
          .byDefault(5)
          .build();

  /** Of the orders. */
  public static final Setting<Long> SEED =
      Setting.named("seed", Types.whole())
          .label("N")
          .help("Of the orders in which columns are shuffled")
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

  /** What these values say. */
  public static ImportanceSettings of(SettingValues values, List<List<String>> dependences) {
    return new ImportanceSettings(
        values.find(METRIC), values.get(REPEATS), values.get(SEED), dependences);
  }

  /**
   * The metric for a model.
   *
   * @throws BadInputException where its predictions do not have the one that is asked for
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
   * The columns to go through.
   *
   * @throws BadInputException where the model has no such column, or cannot be asked by it
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
