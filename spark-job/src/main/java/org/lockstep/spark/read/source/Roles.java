package org.lockstep.spark.read.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.table.ColumnNames;

/**
 * The roles of a source's columns.
 *
 * @param names all columns of the source
 * @param features the source columns that are features, in the model's order
 * @param targets the source columns that are targets; empty if there is none
 * @param weight the source column of the weights
 * @param carried the source columns that are kept as they are, whatever else they are
 */
public record Roles(
    List<String> names,
    List<Integer> features,
    List<Integer> targets,
    Optional<Integer> weight,
    List<Integer> carried) {
  private static final int SHOWN_NAMES = 10;

  /** Characters that are rare in column names. */
  private static final Pattern SEVERAL = Pattern.compile("[^\\p{L}\\p{N}_ ().%/'\"-]");

  /** The default name of a target. */
  private static final String USUAL = "label";

  /**
   * Gives each column its role.
   *
   * @param named whether the names come from the data; if not, they are numbers from 1
   * @param expected the input of the training data or of a model
   * @param place where the columns are declared, for messages
   */
  public static Roles assign(
      List<String> names,
      boolean named,
      ReadOptions options,
      Optional<InputSchema> expected,
      String place) {
    checkDistinct(names, place);
    ColumnSettings columns = options.columns();
    checkNames(names, columns, place);
    Optional<Integer> weight = weight(names, options, place);
    List<Integer> targets =
        targets(names, named, options, expected.map(schema -> fieldsOf(schema)), place);
    List<Integer> carried = options.roles().kept().in(names, expected.isEmpty(), place);
    List<Integer> others =
        IntStream.range(0, names.size())
            .filter(i -> !targets.contains(i) && weight.filter(w -> w == i).isEmpty())
            .filter(i -> !dividesOnly(names.get(i), options, expected))
            .boxed()
            .toList();
    if (expected.isPresent()) {
      List<Integer> features =
          named && isMatchedByName(expected.get())
              ? byName(names, others, expected.get(), place)
              : byPosition(others, expected.get(), place);
      return new Roles(names, features, targets, weight, carried);
    }
    List<Integer> features = others.stream().filter(i -> isWanted(names.get(i), columns)).toList();
    if (features.isEmpty()) {
      throw BadInputException.at(
          place, "at least one feature column", list(names) + separatorHint(names, ""));
    }
    return new Roles(names, features, targets, weight, carried);
  }

  /** Whether a column divides the rows and is not a feature. */
  private static boolean dividesOnly(
      String name, ReadOptions options, Optional<InputSchema> expected) {
    boolean isFeature =
        options.columns().features().contains(name)
            || expected.stream()
                .flatMap(schema -> schema.columns().stream())
                .anyMatch(column -> column.name().equals(name));
    return options.roles().kept().split().equals(Optional.of(name)) && !isFeature;
  }

  private static boolean isWanted(String name, ColumnSettings columns) {
    boolean isAsked = columns.features().isEmpty() || isIn(columns.features(), name);
    return isAsked && !isIn(columns.drop(), name);
  }

  /** Whether one of the patterns matches a name. */
  public static boolean isIn(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> ColumnNames.matches(pattern, name));
  }

  /** Checks that every column that the settings name exists. */
  private static void checkNames(List<String> names, ColumnSettings columns, String place) {
    checkNames(ColumnSettings.FEATURES, columns.features(), names, place);
    checkNames(ColumnSettings.DROP, columns.drop(), names, place);
    checkNames(ColumnSettings.CATEGORICAL, columns.categorical(), names, place);
    checkNames(ColumnSettings.NUMERIC, columns.numeric(), names, place);
    checkNames(ColumnSettings.TEXT, columns.text(), names, place);
    for (String name : columns.ordinal().keySet()) {
      if (!names.contains(name)) {
        throw noColumn(ColumnSettings.ORDINAL + "", name, names, place);
      }
    }
  }

  /** The problem of a column that an option names and that does not exist. */
  static BadInputException noColumn(String option, String name, List<String> names, String place) {
    return BadInputException.at(
        place,
        "a column for " + option + " " + BadInputException.quote(name),
        list(names) + similar(names, name));
  }

  private static void checkNames(
      Setting<?> setting, List<String> patterns, List<String> names, String place) {
    for (String pattern : patterns) {
      if (names.stream().noneMatch(name -> ColumnNames.matches(pattern, name))) {
        throw noColumn(setting + "", pattern, names, place);
      }
    }
  }

  private static String similar(List<String> names, String name) {
    return ColumnNames.similar(names, name)
        .map(near -> "; the nearest is " + BadInputException.quote(near))
        .orElse("");
  }

  /**
   * The columns of a source that a schema stands for: a vector column stands for one per number.
   */
  public static List<InputColumn> fieldsOf(InputSchema schema) {
    List<InputColumn> fields = new ArrayList<>();
    for (InputColumn column : schema.columns()) {
      if (column instanceof VectorColumn vector) {
        for (int i = 0; i < vector.width(); i++) {
          fields.add(InputColumn.number(vector.name()));
        }
      } else {
        fields.add(column);
      }
    }
    return fields;
  }

  /** The names for a message, shortened. */
  public static String list(List<String> names) {
    String shown =
        names.stream().limit(SHOWN_NAMES).map(Text::brief).collect(Collectors.joining(", "));
    String rest = names.size() > SHOWN_NAMES ? ", ... (" + names.size() + " in all)" : "";
    return (names.size() == 1 ? "column " : "columns ") + shown + rest;
  }

  /** The same, without looking at targets. */
  public Roles withoutTargets() {
    return new Roles(names, features, List.of(), weight, carried);
  }

  /** The same, with other columns to keep. */
  public Roles withCarried(List<Integer> columns) {
    return new Roles(names, features, targets, weight, columns);
  }

  /** The same, with one column that holds all features. */
  public Roles withWhole(int column) {
    return new Roles(names, List.of(column), targets, weight, carried);
  }

  public List<String> targetNames() {
    return targets.stream().map(names::get).toList();
  }

  /** Where targets are, for messages. */
  public String targetPlace(String given) {
    return targets.isEmpty() ? given : given + ":" + list(targetNames());
  }

  private static void checkDistinct(List<String> names, String place) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        throw BadInputException.at(
            place, "distinct column names", BadInputException.quote(names.get(i)) + " twice");
      }
    }
  }

  private static Optional<Integer> weight(List<String> names, ReadOptions options, String place) {
    if (options.roles().weight().isEmpty()) {
      return Optional.empty();
    }
    int index = names.indexOf(options.roles().weight().get());
    if (index < 0 && options.roles().targetUse() == TargetUse.REQUIRED) {
      throw BadInputException.at(
          place,
          "a weight column " + BadInputException.quote(options.roles().weight().get()),
          list(names) + similar(names, options.roles().weight().get()));
    }
    return index < 0 ? Optional.empty() : Optional.of(index);
  }

  private static List<Integer> targets(
      List<String> names,
      boolean named,
      ReadOptions options,
      Optional<List<InputColumn>> expectedFields,
      String place) {
    List<String> wanted = options.roles().target();
    // If there is neither, a message names the model's target.
    boolean isOfModel =
        names.containsAll(options.roles().usualTarget()) || (named && !names.contains(USUAL));
    if (wanted.isEmpty() && isOfModel) {
      wanted = options.roles().usualTarget();
    }
    if (wanted.isEmpty()) {
      wanted = List.of(named ? USUAL : Integer.toString(names.size()));
    }
    boolean optional =
        options.roles().targetUse() == TargetUse.IF_PRESENT
            || (options.roles().targetUse() == TargetUse.PROFILED
                && options.roles().target().isEmpty());
    if (optional && !named && expectedFields.isPresent()) {
      // Without names, only the width shows whether the target is among the columns.
      if (names.size() < expectedFields.get().size() + wanted.size()) {
        return List.of();
      }
    }
    List<Integer> found = new ArrayList<>();
    for (String name : wanted) {
      int index = names.indexOf(name);
      if (index >= 0) {
        found.add(index);
      } else if (!optional) {
        throw BadInputException.at(
            place,
            "a target column " + BadInputException.quote(name),
            list(names)
                + separatorHint(names, name)
                + (named ? similar(names, name) : ", numbered because there is no header"));
      }
    }
    return found.size() == wanted.size() ? found : List.of();
  }

  /** What to try if a whole line was taken for the name of one column. */
  private static String separatorHint(List<String> names, String wanted) {
    String only = names.get(0);
    boolean holdsWanted = !wanted.isEmpty() && only.contains(wanted);
    boolean mayBeSeveral = names.size() == 1 && (SEVERAL.matcher(only).find() || holdsWanted);
    return mayBeSeveral ? "; " + ReadingSettings.SEPARATOR + " sets the separator of columns" : "";
  }

  /** Whether names can match other data: those of vector columns and numbered columns cannot. */
  public static boolean isMatchedByName(InputSchema expected) {
    return expected.columns().stream()
        .allMatch(
            column -> !(column instanceof VectorColumn) && !column.name().matches("[1-9]\\d*"));
  }

  private static List<Integer> byName(
      List<String> names, List<Integer> others, InputSchema expected, String place) {
    List<Integer> features = new ArrayList<>();
    for (InputColumn column : expected.columns()) {
      int index = names.indexOf(column.name());
      if (index < 0 || !others.contains(index)) {
        throw BadInputException.at(
            place,
            "a column " + BadInputException.quote(column.name()),
            list(names) + similar(names, column.name()));
      }
      features.add(index);
    }
    return features;
  }

  private static List<Integer> byPosition(
      List<Integer> others, InputSchema expected, String place) {
    int width = fieldsOf(expected).size();
    if (others.size() != width) {
      throw BadInputException.at(place, width + " features", Integer.toString(others.size()));
    }
    return others;
  }
}
