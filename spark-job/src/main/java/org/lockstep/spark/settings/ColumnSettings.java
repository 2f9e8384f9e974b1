package org.lockstep.spark.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockstep.model.data.DateOrder;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.prepare.InputChoices;
import org.lockstep.model.prepare.Missing;

/**
 * The choice of feature columns, and how they become numbers.
 *
 * @param features patterns of column names; empty: all columns that are neither target nor weight
 * @param drop patterns of columns to leave out
 * @param categorical patterns of columns that hold categories, even if they look like numbers
 * @param numeric patterns of columns that hold numbers; other values there count as missing
 * @param ordinal columns whose categories have an order, with that order; empty for alphabetical
 *     order
 * @param text patterns of columns that hold text of many words
 * @param textKind how words map to features
 * @param textFeatures the most features of a text column
 * @param dateOrder the order in dates that are ambiguous; empty: such columns are left out
 * @param missing how missing values are handled
 * @param indicator whether a column with missing numbers gets a feature that marks them
 * @param maxCategories the most categories of a column
 * @param missingValues texts that stand for a missing value, in addition to the usual ones
 */
public record ColumnSettings(
    List<String> features,
    List<String> drop,
    List<String> categorical,
    List<String> numeric,
    Map<String, List<String>> ordinal,
    List<String> text,
    TextColumn.Kind textKind,
    int textFeatures,
    Optional<DateOrder> dateOrder,
    Missing missing,
    boolean indicator,
    int maxCategories,
    List<String> missingValues) {

  /** The feature columns. */
  public static final Setting<List<String>> FEATURES =
      Setting.named("features", ListTypes.texts())
          .label("COL,...")
          .help("Columns that are features; `*` and `?` match as in file names")
          .byDefault("all but the target, the weight and columns noted as left out", List.of())
          .unrecorded(List.of())
          .build();

  /** Columns to leave out. */
  public static final Setting<List<String>> DROP =
      Setting.named("drop", ListTypes.texts())
          .label("COL,...")
          .help("Columns to leave out, by name or pattern")
          .byDefault("none", List.of())
          .unrecorded(List.of())
          .build();

  /** Categorical columns. */
  public static final Setting<List<String>> CATEGORICAL =
      Setting.named("categorical", ListTypes.texts())
          .label("COL,...")
          .help("Columns to treat as categories, such as zip codes, which look like numbers")
          .byDefault("columns of text", List.of())
          .unrecorded(List.of())
          .build();

  /** Numeric columns. */
  public static final Setting<List<String>> NUMERIC =
      Setting.named("numeric", ListTypes.texts())
          .label("COL,...")
          .help("Columns to treat as numbers; text in them counts as missing")
          .byDefault("columns of numbers", List.of())
          .unrecorded(List.of())
          .build();

  /** Columns of ordered categories. */
  public static final Setting<List<String>> ORDINAL =
      Setting.named("ordinal", ListTypes.texts())
          .label("COL[=A<B<...],...")
          .help(
              "Columns of categories that become one number, their rank: in the given order, as in"
                  + " `size=small<medium<large`, otherwise in alphabetical order")
          .byDefault("none", List.of())
          .unrecorded(List.of())
          .build();

  /** Columns of text of many words. */
  public static final Setting<List<String>> TEXT =
      Setting.named("text", ListTypes.texts())
          .label("COL,...")
          .help("Columns of text whose words become features, such as messages or titles")
          .byDefault("none", List.of())
          .unrecorded(List.of())
          .build();

  /** How words map to features. */
  public static final Setting<TextColumn.Kind> TEXT_KIND =
      Setting.named("text-kind", SettingTypes.word(TextColumn.Kind.class))
          .label("KIND")
          .help(
              "How words become features: `tfidf` looks them up in a vocabulary, `hashing` hashes"
                  + " them; both weight them by TF-IDF")
          .byDefault(TextColumn.Kind.TFIDF)
          .unrecorded(TextColumn.Kind.TFIDF)
          .inMl("textKind")
          .build();

  /** The most features of a text column. */
  public static final Setting<Integer> TEXT_FEATURES =
      Setting.named("text-features", SettingTypes.count())
          .label("N")
          .help(
              "Maximum features of a text column: the most frequent words, or the number of hash"
                  + " buckets")
          .byDefault(10_000)
          .unrecorded(10_000)
          .inMl("textFeatures")
          .build();

  /** The order of day, month and year in dates. */
  public static final Setting<DateOrder> DATE_ORDER =
      Setting.named("date-order", SettingTypes.word(DateOrder.class))
          .label("ORDER")
          .help(
              "Order of day, month and year in columns whose dates are all ambiguous: `day-first`,"
                  + " `month-first` or `year-first`")
          .otherwise("such columns are left out")
          .build();

  /** How missing values are handled. */
  public static final Setting<Missing> MISSING =
      Setting.named("missing", SettingTypes.word(Missing.class))
          .label("KIND")
          .help(
              "How missing values are handled: `median` or `mean` of the training rows replaces a"
                  + " number, and a missing text is a category of its own; `refuse`; `drop-rows`"
                  + " of the training data")
          .byDefault(Missing.MEDIAN)
          .unrecorded(Missing.REFUSE)
          .build();

  /** Whether a feature marks missing numbers. */
  public static final Setting<Boolean> MISSING_INDICATOR =
      Setting.named("missing-indicator", SettingTypes.flag())
          .label("true|false")
          .help("Whether a column with missing numbers gets a second feature that marks them")
          .byDefault(true)
          .unrecorded(true)
          .build();

  /** Texts that stand for a missing value. */
  public static final Setting<List<String>> MISSING_VALUES =
      Setting.named("missing-values", ListTypes.texts())
          .label("TEXT,...")
          .help("Texts that stand for a missing value, besides empty, `NA`, `null` and `?`")
          .byDefault("none", List.of())
          .unrecorded(List.of())
          .build();

  /** The most categories of a column. */
  public static final Setting<Integer> MAX_CATEGORIES =
      Setting.named("max-categories", SettingTypes.count())
          .label("N")
          .help("Maximum categories of a column; rarer ones are merged into one")
          .byDefault(100)
          .unrecorded(100)
          .build();

  /** The limit for a text column: θ has a row for each feature. */
  private static final int MOST_TEXT_FEATURES = 1 << 20;

  /**
   * All column settings except {@link #MISSING_VALUES}, which every command that reads data has.
   */
  public static final Section SECTION =
      new Section(
          "Columns",
          List.of(
              FEATURES,
              DROP,
              CATEGORICAL,
              NUMERIC,
              ORDINAL,
              TEXT,
              TEXT_KIND,
              TEXT_FEATURES,
              DATE_ORDER,
              MISSING,
              MISSING_INDICATOR,
              MAX_CATEGORIES));

  /** Takes every column as it is, and refuses missing values. */
  public static final ColumnSettings STRICT =
      new ColumnSettings(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          TextColumn.Kind.TFIDF,
          Integer.MAX_VALUE,
          Optional.empty(),
          Missing.REFUSE,
          false,
          Integer.MAX_VALUE,
          List.of());

  public ColumnSettings {
    features = List.copyOf(features);
    drop = List.copyOf(drop);
    categorical = List.copyOf(categorical);
    numeric = List.copyOf(numeric);
    ordinal = Map.copyOf(ordinal);
    text = List.copyOf(text);
    if (textFeatures > MOST_TEXT_FEATURES && textFeatures < Integer.MAX_VALUE) {
      throw BadInputException.at(
          TEXT_FEATURES + "", "at most " + MOST_TEXT_FEATURES, Integer.toString(textFeatures));
    }
    missingValues = List.copyOf(missingValues);
  }

  /** Returns the column settings of these values. */
  public static ColumnSettings of(SettingValues values) {
    return new ColumnSettings(
        values.get(FEATURES),
        values.get(DROP),
        values.get(CATEGORICAL),
        values.get(NUMERIC),
        CategoryOrders.parse(values.get(ORDINAL)),
        values.get(TEXT),
        values.get(TEXT_KIND),
        values.get(TEXT_FEATURES),
        values.find(DATE_ORDER),
        values.get(MISSING),
        values.get(MISSING_INDICATOR),
        values.get(MAX_CATEGORIES),
        values.get(MISSING_VALUES));
  }

  /** How columns become features. */
  public InputChoices choices() {
    return new InputChoices(missing, indicator, maxCategories, ordinal, textFeatures);
  }
}
