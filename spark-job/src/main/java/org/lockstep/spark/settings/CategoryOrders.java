package org.lockstep.spark.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.model.error.BadInputException;

/**
 * Parses columns of ordered categories: {@code size} for alphabetical order, or {@code
 * size=small<medium<large}.
 */
final class CategoryOrders {
  private static final int FEWEST = 2;

  private CategoryOrders() {}

  /**
   * The categories of each column, in order; empty for alphabetical order.
   *
   * @throws BadInputException if a column or category is empty or occurs twice
   */
  static Map<String, List<String>> parse(List<String> texts) {
    Map<String, List<String>> orders = new LinkedHashMap<>();
    for (String text : texts) {
      int sign = text.indexOf('=');
      boolean hasOrder = sign > 0 && text.indexOf('<', sign) > 0;
      String column = hasOrder ? text.substring(0, sign) : text;
      List<String> order =
          hasOrder ? List.of(text.substring(sign + 1).split("<", -1)) : List.<String>of();
      if (orders.put(column, order) != null) {
        throw BadInputException.at(
            ColumnSettings.ORDINAL + "",
            "distinct columns",
            BadInputException.quote(column) + " twice");
      }
      check(text, order);
    }
    return orders;
  }

  private static void check(String text, List<String> order) {
    boolean isGood =
        order.isEmpty()
            || (order.size() >= FEWEST
                && order.stream().distinct().count() == order.size()
                && order.stream().noneMatch(String::isBlank));
    if (!isGood) {
      throw BadInputException.at(
          ColumnSettings.ORDINAL + "",
          "distinct categories, as in size=small<medium<large",
          BadInputException.quote(text));
    }
  }
}
