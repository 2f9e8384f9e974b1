package org.lockstep.model.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.shard.Moments;
import org.lockstep.model.text.Words;

/**
 * Fits columns, as they were read, and the scaling of their features to the training rows.
 * Statistics of a number cover only the rows in which it is present, so that the values filled in
 * for missing ones do not narrow its spread.
 */
public final class InputFit {
  private static final int QUARTILES = 3;
  private static final double SECONDS_PER_DAY = 86400;

  private final InputSchema read;
  private final Moments moments;
  private final double[][] quartiles; // by raw value; null where they were not searched for

  /**
   * A fit.
   *
   * @param read the columns, with every category found
   * @param moments of the training rows
   * @param ranks a finished search for {@link #quartileRanks}; null if there was none
   */
  public InputFit(InputSchema read, Moments moments, RankSearch ranks) {
    this.read = read;
    this.moments = moments;
    this.quartiles = new double[moments.width()][];
    if (ranks != null) {
      int[] columns = ranks.columns();
      for (int c = 0; c < columns.length; c++) {
        quartiles[columns[c]] = quartiles(ranks, c, moments.present(columns[c]));
      }
    }
  }

  private static double[] quartiles(RankSearch ranks, int column, long present) {
    double[] quartiles = new double[QUARTILES];
    for (int q = 0; q < QUARTILES; q++) {
      quartiles[q] =
          Quantile.of((q + 1) / 4.0, present)
              .between(ranks.number(column, 2 * q), ranks.number(column, 2 * q + 1));
    }
    return quartiles;
  }

  /** The argument of {@link Moments#of} for each raw value. */
  public static int[] categories(InputSchema read) {
    return read.columns().stream()
        .flatMapToInt(
            column ->
                column instanceof CategoryColumn text
                    ? IntStream.of(text.categories().size())
                    : IntStream.generate(() -> column instanceof TextColumn ? Moments.TERM : 0)
                        .limit(column.values()))
        .toArray();
  }

  /** Whether anything needs fitting. */
  public static boolean isNeeded(InputSchema read, Scaling.Kind kind, InputChoices choices) {
    boolean scales = kind != Scaling.Kind.NONE && kind != Scaling.Kind.UNIT;
    return scales
        || read.columns().stream()
            .anyMatch(
                column ->
                    column instanceof CategoryColumn
                        || column instanceof TextColumn
                        || (isOne(column) && choices.missing() != Missing.REFUSE));
  }

  /** Whether a column holds a single number that may be missing. */
  private static boolean isOne(InputColumn column) {
    return column instanceof NumberColumn || column instanceof DateColumn;
  }

  /**
   * The search for the quartiles that a scaling of this kind and these choices need.
   *
   * @param precise whether the shards hold doubles
   */
  public static RankSearch quartileRanks(
      InputSchema read, Moments moments, Scaling.Kind kind, InputChoices choices, boolean precise) {
    int[] columns = numbers(read, moments, kind, choices);
    long[][] ranks = new long[columns.length][2 * QUARTILES];
    for (int c = 0; c < columns.length; c++) {
      for (int q = 0; q < QUARTILES; q++) {
        Quantile quantile = Quantile.of((q + 1) / 4.0, moments.present(columns[c]));
        ranks[c][2 * q] = quantile.lower();
        ranks[c][2 * q + 1] = quantile.upper();
      }
    }
    return new RankSearch(columns, ranks, precise);
  }

  /** The raw values whose quartiles are needed and which are present in at least one row. */
  private static int[] numbers(
      InputSchema read, Moments moments, Scaling.Kind kind, InputChoices choices) {
    boolean fills = choices.missing() == Missing.MEDIAN || choices.missing() == Missing.DROP_ROWS;
    IntStream.Builder numbers = IntStream.builder();
    int value = 0;
    for (InputColumn column : read.columns()) {
      boolean isNeeded =
          !(column instanceof CategoryColumn || column instanceof TextColumn)
              && (kind == Scaling.Kind.ROBUST || (fills && isOne(column)));
      for (int j = value; isNeeded && j < value + column.values(); j++) {
        if (moments.present(j) > 0) {
          numbers.add(j);
        }
      }
      value += column.values();
    }
    return numbers.build().toArray();
  }

  /** The columns in the model's form. */
  public InputSchema input(InputChoices choices) {
    List<InputColumn> fitted = new ArrayList<>();
    int value = 0;
    for (InputColumn column : read.columns()) {
      fitted.add(fit(column, value, choices));
      value += column.values();
    }
    return new InputSchema(fitted, read.decimal());
  }

  private InputColumn fit(InputColumn column, int value, InputChoices choices) {
    if (column instanceof TextColumn text) {
      return TermFit.fit(text, moments, value, choices.mostTerms());
    }
    if (choices.missing() == Missing.REFUSE && isOne(column)) {
      return column;
    }
    boolean misses = moments.present(value) < moments.rows();
    if (column instanceof NumberColumn number) {
      double fill = fill(number.origin(), value, choices);
      return number.filled(fill, misses && choices.indicator());
    }
    if (column instanceof DateColumn date) {
      return date.filled(fill(date.origin(), value, choices), misses && choices.indicator());
    }
    return column instanceof CategoryColumn text
        ? categories(text, value, misses && choices.missing() != Missing.REFUSE, choices)
        : column;
  }

  private double fill(double origin, int value, InputChoices choices) {
    if (moments.present(value) == 0) {
      return origin;
    }
    boolean byMean = choices.missing() == Missing.MEAN;
    return origin + (byMean ? moments.mean(value) : quartiles[value][1]);
  }

  /** The categories of the training rows; if there are too many, the most frequent of them. */
  private CategoryColumn categories(
      CategoryColumn text, int value, boolean misses, InputChoices choices) {
    long[] rows = moments.categories(value);
    List<Integer> known = IntStream.range(0, rows.length).filter(c -> rows[c] > 0).boxed().toList();
    List<String> kept =
        known.stream()
            .sorted(Comparator.comparingLong((Integer c) -> -rows[c]).thenComparing(c -> c))
            .limit(choices.mostCategories())
            .sorted()
            .map(text.categories()::get)
            .toList();
    return category(text.name(), kept, misses, known.size() > choices.mostCategories(), choices);
  }

  private static CategoryColumn category(
      String name, List<String> kept, boolean misses, boolean folds, InputChoices choices) {
    List<String> order = choices.ordinal().get(name);
    if (order != null && !(order.isEmpty() && kept.isEmpty())) {
      List<String> ranks = order.isEmpty() ? kept : order;
      return new CategoryColumn(name, ranks, Form.ORDINAL, false, false);
    }
    boolean hasTwo = kept.size() == 2 && !misses && !folds;
    boolean isEmpty = kept.isEmpty() && !misses;
    return new CategoryColumn(
        name, kept, hasTwo ? Form.SIGN : Form.ONE_HOT, misses || isEmpty, folds);
  }

  /**
   * The features that a column becomes if training uses every row it was read from: as many as
   * {@link #input} makes, in the same forms. Anything that depends on the rows is left open: the
   * values that fill missing ones, and which of too many categories or words are the most frequent.
   *
   * @param misses whether some row has no value
   */
  public static InputColumn shape(InputColumn read, boolean misses, InputChoices choices) {
    boolean fills = choices.missing() != Missing.REFUSE;
    boolean indicates = misses && choices.indicator();
    if (read instanceof TextColumn text) {
      return text.kind() == TextColumn.Kind.HASHING
          ? text
          : TextColumn.of(text.name(), first(text.terms(), choices.mostTerms()));
    }
    if (read instanceof CategoryColumn text) {
      List<String> kept = first(text.categories(), choices.mostCategories());
      boolean folds = kept.size() < text.categories().size();
      return category(text.name(), kept, misses && fills, folds, choices);
    }
    if (read instanceof NumberColumn number && fills) {
      return number.filled(number.origin(), indicates);
    }
    return read instanceof DateColumn date && fills ? date.filled(date.origin(), indicates) : read;
  }

  private static List<String> first(List<String> texts, int most) {
    return texts.subList(0, Math.min(most, texts.size()));
  }

  /**
   * The scaling of the features of these columns.
   *
   * @throws BadInputException where a feature is too large to be scaled
   */
  public Scaling scaling(Scaling.Kind kind, InputSchema fitted) {
    List<Spread> spreads = new ArrayList<>();
    int value = 0;
    for (int i = 0; i < fitted.columns().size(); i++) {
      InputColumn column = fitted.columns().get(i);
      if (column instanceof CategoryColumn text) {
        addCategories((CategoryColumn) read.columns().get(i), text, value, spreads);
      } else if (column instanceof DateColumn date) {
        addDate(date, value, spreads);
      } else if (column instanceof TextColumn) {
        spreads.addAll(Collections.nCopies(column.width(), Spread.UNIT_LENGTH));
      } else {
        for (int j = value; j < value + column.values(); j++) {
          spreads.add(number(j));
        }
        if (column instanceof NumberColumn number && number.indicator()) {
          spreads.add(share(moments.rows() - moments.present(value)));
        }
      }
      value += read.columns().get(i).values();
    }
    return new Scaling(
        kind,
        each(kind, spreads, spread -> spread.shift(kind)),
        each(kind, spreads, spread -> spread.scale(kind)));
  }

  private static double[] each(
      Scaling.Kind kind, List<Spread> spreads, ToDoubleFunction<Spread> part) {
    double[] parts = spreads.stream().mapToDouble(part).toArray();
    for (int j = 0; j < parts.length; j++) {
      if (!Double.isFinite(parts[j])) {
        Spread spread = spreads.get(j);
        throw BadInputException.at(
            Mention.of("scale") + " " + Words.of(kind),
            "feature " + (j + 1) + " to have a mean and a spread within the range of a double",
            "values from " + spread.min() + " to " + spread.max());
      }
    }
    return parts;
  }

  private void addDate(DateColumn date, int value, List<Spread> spreads) {
    for (DatePart part : date.parts()) {
      if (part == DatePart.DAYS) {
        spreads.add(number(value).times(date.unit().seconds() / SECONDS_PER_DAY));
      } else {
        spreads.addAll(List.of(Spread.OF_CIRCLE, Spread.OF_CIRCLE));
      }
    }
    if (date.indicator()) {
      spreads.add(share(moments.rows() - moments.present(value)));
    }
  }

  private Spread number(int value) {
    if (moments.present(value) == 0) {
      return Spread.constant(0);
    }
    return new Spread(
        moments.mean(value),
        moments.deviation(value),
        moments.min(value),
        moments.max(value),
        quartile(value, 0),
        quartile(value, 1),
        quartile(value, 2));
  }

  private double quartile(int value, int number) {
    return quartiles[value] == null ? Double.NaN : quartiles[value][number];
  }

  /** The spread of a feature that is 1 in this many rows and 0 in the others. */
  private Spread share(long ones) {
    return Spread.of(new double[] {0, 1}, new long[] {moments.rows() - ones, ones});
  }

  private void addCategories(
      CategoryColumn all, CategoryColumn text, int value, List<Spread> spreads) {
    long[] rows = moments.categories(value);
    Map<String, Long> counts = new HashMap<>();
    for (int c = 0; c < rows.length; c++) {
      counts.put(all.categories().get(c), rows[c]);
    }
    long[] kept = text.categories().stream().mapToLong(c -> counts.getOrDefault(c, 0L)).toArray();
    switch (text.form()) {
      case SIGN -> spreads.add(Spread.of(new double[] {-1, 1}, kept));
      case ORDINAL -> spreads.add(ranks(kept));
      case ONE_HOT -> {
        for (long ones : kept) {
          spreads.add(share(ones));
        }
        if (text.missing()) {
          spreads.add(share(moments.rows() - moments.present(value)));
        }
        if (text.other()) {
          spreads.add(share(moments.present(value) - Arrays.stream(kept).sum()));
        }
      }
    }
  }

  /** The spread of ranks; if no row has one, of the value that fills in for an unknown rank. */
  private static Spread ranks(long[] counts) {
    return Arrays.stream(counts).sum() == 0
        ? Spread.constant((counts.length - 1) / 2.0)
        : Spread.of(IntStream.range(0, counts.length).asDoubleStream().toArray(), counts);
  }
}
