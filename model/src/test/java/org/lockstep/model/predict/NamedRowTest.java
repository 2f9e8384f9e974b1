package org.lockstep.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.error.BadInputException;

class NamedRowTest {
  private static final NamedRow ROWS =
      new NamedRow(
          new InputSchema(
              List.of(
                  NumberColumn.of("age").filled(40, true),
                  InputColumn.text("zip", List.of("3000", "8001", "true")),
                  InputColumn.vector("place", 2))));

  private static double[] values(Object age, Object zip, Object place) {
    Map<String, Object> row = new HashMap<>(Map.of("more", "nobody looks"));
    row.put("age", age);
    row.put("zip", zip);
    row.put("place", place);
    return ROWS.values(row);
  }

  @Test
  void numbersOfAnyTypeAreNumbersAndCategories() {
    assertThat(values(41, 3000, new double[] {1, 2})).containsExactly(41, 0, 1, 2);
    assertThat(values(true, 8001.0, new float[] {1, 2})).containsExactly(1, 1, 1, 2);
    assertThat(values(new BigDecimal("1.5"), "8001", List.of(3, 4L))).containsExactly(1.5, 1, 3, 4);
    assertThat(values(1L, true, List.of(3, 4L))).containsExactly(1, 2, 3, 4);
  }

  @Test
  void missingValuesBecomeNan() {
    double[] place = {0, 0};
    assertThat(values(null, null, place)).containsExactly(Double.NaN, Double.NaN, 0, 0);
    assertThat(values(Double.NaN, "", place)).containsExactly(Double.NaN, Double.NaN, 0, 0);
    assertThat(values(1, "Bern", place)).containsExactly(1, -1, 0, 0);
  }

  @Test
  void textsInACoercedColumnAreNumbersOrMissing() {
    NamedRow rows =
        new NamedRow(
            new InputSchema(List.of(NumberColumn.of("age").filled(40, false).coercing(true))));
    assertThat(rows.values(Map.of("age", " 41.5"))).containsExactly(41.5);
    assertThat(rows.values(Map.of("age", "unknown"))).containsExactly(Double.NaN);
    assertThat(rows.values(Map.of("age", "Infinity"))).containsExactly(Double.NaN);
  }

  @Test
  void datesAreTextsOrJavaTimeObjects() {
    DateColumn day =
        DateColumn.of("day", DateForm.DAY_FIRST, DateUnit.DAY, List.of(DatePart.DAYS), 0);
    NamedRow rows = new NamedRow(new InputSchema(List.of(day.filled(3, false))));
    for (Object date :
        List.of(
            "02.01.1970",
            LocalDate.of(1970, 1, 2),
            LocalDateTime.of(1970, 1, 2, 23, 59),
            Instant.ofEpochSecond(86400))) {
      assertThat(rows.values(Map.of("day", date))).containsExactly(1);
    }
    assertThat(rows.values(Map.of("day", "soon"))).containsExactly(Double.NaN);
    assertThatThrownBy(() -> rows.values(Map.of("day", 1)))
        .hasMessage(
            "[column 'day'] expected a date as text, LocalDate, LocalDateTime or Instant but"
                + " found '1'");
  }

  @Test
  void aRowThatDoesNotFitIsRefusedInOneLine() {
    double[] place = {0, 0};
    assertThatThrownBy(() -> ROWS.values(Map.of("age", 1, "zap", 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(
            "\\[row\\] expected a value of column 'zip' but found (age, zap|zap, age)");
    assertThatThrownBy(() -> ROWS.values(Map.of()))
        .hasMessage("[row] expected a value of column 'age' but found none");
    assertThatThrownBy(() -> values("old", "x", place))
        .hasMessage("[column 'age'] expected a number but found 'old'");
    assertThatThrownBy(() -> values(1, "x", List.of(1)))
        .hasMessage("[column 'place'] expected 2 numbers but found '[1]'");
  }
}
