package org.lockstep.spark.cli;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.generate.SyntheticKind;
import org.lockstep.model.text.Words;
import org.lockstep.spark.job.ExportJob.ExportFormat;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Converts values as users write them: numbers, and {@code leaky-relu} for {@code LEAKY_RELU}. */
final class ValueConverters {
  private static final String DECIMAL_POINT = " with a decimal point";
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");

  private ValueConverters() {}

  static void register(CommandLine line) {
    register(line, SyntheticKind.class);
    register(line, ExportFormat.class);
    String whole = "a whole number up to " + Integer.MAX_VALUE;
    registerNumber(line, int.class, Integer::valueOf, whole);
    registerNumber(line, Integer.class, Integer::valueOf, whole);
    registerNumber(line, long.class, Long::valueOf, "a whole number");
    registerNumber(line, Long.class, Long::valueOf, "a whole number");
    registerNumber(line, double.class, Double::valueOf, "a number");
    registerNumber(line, Double.class, Double::valueOf, "a number");
    line.registerConverter(boolean.class, ValueConverters::bool);
  }

  private static <N> void registerNumber(
      CommandLine line, Class<N> type, Function<String, N> parse, String expected) {
    line.registerConverter(
        type,
        text -> {
          try {
            return parse.apply(text.strip());
          } catch (NumberFormatException e) {
            throw unlike(hasDecimalComma(type, text) ? expected + DECIMAL_POINT : expected, text);
          }
        });
  }

  private static boolean hasDecimalComma(Class<?> type, String text) {
    boolean isFractional = type == double.class || type == Double.class;
    return isFractional && DECIMAL_COMMA.matcher(text.strip()).matches();
  }

  private static boolean bool(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true");
    }
    throw unlike("true or false", text);
  }

  private static TypeConversionException unlike(String expected, String found) {
    return new TypeConversionException(
        "expected " + expected + " but found " + BadInputException.quote(found));
  }

  private static <E extends Enum<E>> void register(CommandLine line, Class<E> type) {
    line.registerConverter(type, text -> parse(type, text));
  }

  private static <E extends Enum<E>> E parse(Class<E> type, String text) {
    return Words.find(type, text).orElseThrow(() -> unlike("one of " + Words.all(type), text));
  }
}
