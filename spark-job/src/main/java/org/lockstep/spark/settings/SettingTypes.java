package org.lockstep.spark.settings;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Named;
import org.lockstep.model.text.Words;

/** The types of settings with one value; {@link ListTypes} has the others. */
public final class SettingTypes {
  private static final String DECIMAL_POINT = " with a decimal point";
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
  static final String NONE = "none";
  private static final String WHOLE = "a whole number up to " + Integer.MAX_VALUE;

  private SettingTypes() {}

  /** A type whose form is the value itself. */
  private record Plain<T>(
      Form form,
      Class<T> values,
      BiFunction<String, String, T> parser,
      Function<T, String> writer,
      String range,
      Predicate<T> isInRange)
      implements ValueType<T> {
    @Override
    public T parse(String place, String text) {
      return checked(place, parser.apply(place, text));
    }

    @Override
    public T of(String place, Object plain) {
      return checked(place, values.cast(plain));
    }

    @Override
    public Object plain(T value) {
      return value;
    }

    @Override
    public String text(T value) {
      return writer.apply(value);
    }

    private T checked(String place, T value) {
      if (!isInRange.test(value)) {
        throw BadInputException.at(place, range, text(value));
      }
      return value;
    }
  }

  /** A type whose form is text. */
  private record Written<T>(BiFunction<String, String, T> parser, Function<T, String> writer)
      implements ValueType<T> {
    @Override
    public Form form() {
      return Form.TEXT;
    }

    @Override
    public T parse(String place, String text) {
      return parser.apply(place, text);
    }

    @Override
    public T of(String place, Object plain) {
      return parse(place, (String) plain);
    }

    @Override
    public Object plain(T value) {
      return text(value);
    }

    @Override
    public String text(T value) {
      return writer.apply(value);
    }
  }

  /** A type with its own textual form. */
  public static <T> ValueType<T> written(
      BiFunction<String, String, T> parser, Function<T, String> writer) {
    return new Written<>(parser, writer);
  }

  /** Any text. */
  public static ValueType<String> text() {
    return written((place, text) -> text, text -> text);
  }

  /** A text that is not blank. */
  public static ValueType<String> text(String expected) {
    return written(
        (place, text) -> {
          if (text.isBlank()) {
            throw BadInputException.at(place, expected, "nothing");
          }
          return text;
        },
        text -> text);
  }

  /** One of several values, by its word. */
  public static <T extends Named> ValueType<T> word(List<T> all) {
    String expected = "one of " + all.stream().map(Words::of).collect(joining(", "));
    return written(
        (place, text) ->
            Words.find(all, text)
                .orElseThrow(
                    () -> BadInputException.at(place, expected, BadInputException.quote(text))),
        Words::of);
  }

  /** The words of all values, for help: {@code a, b or c}. */
  public static <T extends Named> String anyOf(List<T> all) {
    return anyOfWords(all.stream().map(Words::of));
  }

  /** A constant of an enum, by its word. */
  public static <E extends Enum<E>> ValueType<E> word(Class<E> type) {
    String expected = (type.getEnumConstants().length > 1 ? "one of " : "") + Words.all(type);
    return written(
        (place, text) ->
            Words.find(type, text)
                .orElseThrow(
                    () -> BadInputException.at(place, expected, BadInputException.quote(text))),
        Words::of);
  }

  /** The words of all constants, for help: {@code a, b or c}. */
  public static <E extends Enum<E>> String anyOf(Class<E> type) {
    return anyOfWords(Arrays.stream(type.getEnumConstants()).map(Words::of));
  }

  /** The words of all values, for help: {@code a, b and c}. */
  static <T extends Named> String allOf(List<T> all) {
    return joined(all.stream().map(Words::of), " and ");
  }

  private static String anyOfWords(Stream<String> all) {
    return joined(all, " or ");
  }

  private static String joined(Stream<String> all, String before) {
    List<String> words = all.map(word -> "`" + word + "`").toList();
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + before + words.get(last);
  }

  /** A flag that is present or not, or has the value true or false. */
  public static ValueType<Boolean> flag() {
    return new Plain<>(
        ValueType.Form.FLAG,
        Boolean.class,
        SettingTypes::flag,
        Object::toString,
        "",
        value -> true);
  }

  private static boolean flag(String place, String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true");
    }
    throw BadInputException.at(place, "true or false", BadInputException.quote(text));
  }

  /** A count: at least 1. */
  public static ValueType<Integer> count() {
    return count("at least 1");
  }

  /**
   * A count.
   *
   * @param expected the wording for "at least 1"
   */
  public static ValueType<Integer> count(String expected) {
    return new Plain<>(
        ValueType.Form.INT,
        Integer.class,
        (place, text) -> number(place, text, WHOLE, Integer::valueOf),
        Object::toString,
        expected,
        value -> value >= 1);
  }

  /**
   * A count, or {@code none}.
   *
   * @param none the number that stands for {@code none}
   */
  public static ValueType<Integer> countOrNone(int none) {
    return new Plain<>(
        ValueType.Form.INT,
        Integer.class,
        (place, text) ->
            text.equals(NONE) ? none : number(place, text, WHOLE + ", or none", Integer::valueOf),
        value -> value == none ? NONE : Integer.toString(value),
        "at least 1, or none",
        value -> value >= 1 || value == none);
  }

  /** A count that can be larger than an int. */
  public static ValueType<Long> longCount() {
    return whole("at least 1", value -> value >= 1);
  }

  /** Any whole number. */
  public static ValueType<Long> whole() {
    return whole("", value -> true);
  }

  private static ValueType<Long> whole(String range, Predicate<Long> isInRange) {
    return new Plain<>(
        ValueType.Form.LONG,
        Long.class,
        (place, text) -> number(place, text, "a whole number", Long::valueOf),
        Object::toString,
        range,
        isInRange);
  }

  /** A number in a range. */
  public static ValueType<Double> number(String expected, Predicate<Double> isInRange) {
    return new Plain<>(
        ValueType.Form.DOUBLE,
        Double.class,
        (place, text) ->
            number(
                place,
                text,
                DECIMAL_COMMA.matcher(text.strip()).matches()
                    ? "a number" + DECIMAL_POINT
                    : "a number",
                Double::valueOf),
        Object::toString,
        expected,
        isInRange);
  }

  /** A positive, finite number. */
  public static ValueType<Double> positive() {
    return number("a positive number", value -> value > 0 && value < Double.POSITIVE_INFINITY);
  }

  /**
   * A finite number of at least 0.
   *
   * @param what it is: {@code a number}
   */
  public static ValueType<Double> notNegative(String what) {
    return number(what + " of at least 0", value -> value >= 0 && value < Double.POSITIVE_INFINITY);
  }

  /**
   * A number of at least 0 and less than 1.
   *
   * @param what it is: {@code a fraction}
   */
  public static ValueType<Double> share(String what) {
    return number(what + " of at least 0 and less than 1", value -> value >= 0 && value < 1);
  }

  private static <N> N number(
      String place, String text, String expected, Function<String, N> parser) {
    try {
      return parser.apply(text.strip());
    } catch (NumberFormatException e) {
      throw BadInputException.at(place, expected, BadInputException.quote(text), e);
    }
  }
}
