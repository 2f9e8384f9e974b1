package org.lockstep.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.text.Words;

class DateColumnTest {
  private static final List<DatePart> ALL = List.of(DatePart.values());

  /** Python's scorer is tested with the same file. */
  @ParameterizedTest
  @CsvFileSource(resources = "dates.csv", numLinesToSkip = 1, emptyValue = "")
  void onlyATextOfTheFormIsADate(String form, String text, Double seconds) {
    assertThat(Words.find(DateForm.class, form).orElseThrow().seconds(text)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @EnumSource
  void everyFormReadsItsOwnPattern(DateForm form) {
    LocalDate date = LocalDate.of(2024, 3, 5);
    String text =
        form.pattern()
            .replace("YYYY", "2024")
            .replace("MON", "Mar")
            .replace("MM", "03")
            .replace("DD", "05");
    assertThat(form.seconds(text)).isEqualTo(date.toEpochDay() * 86_400.0);
    assertThat(form.seconds(text + " 12:30")).isEqualTo(date.toEpochDay() * 86_400.0 + 45_000);
  }

  private static double[] features(DateColumn column, double... raw) {
    double[] features = new double[column.width()];
    InputEncoder.of(new InputSchema(List.of(column))).encode(raw, features);
    return features;
  }

  @Test
  void aDateBecomesDaysAndItsPlacesInYearMonthWeekAndDay() {
    double origin = LocalDate.of(2024, 1, 1).toEpochDay() * 24.0;
    DateColumn column = DateColumn.of("when", DateForm.ISO, DateUnit.HOUR, ALL, origin);
    assertThat(column.featureNames())
        .containsExactly(
            "when days",
            "when month sin",
            "when month cos",
            "when day sin",
            "when day cos",
            "when weekday sin",
            "when weekday cos",
            "when hour sin",
            "when hour cos");
    double[] found = features(column, column.value("2024-04-01T06:00") - origin);
    double[] expected = {91.25, 1, 0, 0, 1, 0, 1, 1, 0}; // a Monday, a quarter of year and day
    assertThat(found).containsExactly(expected, within(1e-12));
  }

  @Test
  void theEndOfACycleIsNearItsBeginning() {
    DateColumn column = DateColumn.of("d", DateForm.ISO, DateUnit.MINUTE, ALL, 0);
    double[] old = features(column, column.value("2023-12-31 23:59"));
    double[] young = features(column, column.value("2024-01-01 00:00"));
    for (int j : new int[] {1, 2, 7, 8}) { // the place in the year and in the day
      assertThat(young[j]).isCloseTo(old[j], within(0.02));
    }
  }

  @ParameterizedTest
  @CsvSource({"DAY, 1850-06-15", "MINUTE, 2024-02-29T13:47", "SECOND, 2024-02-29T13:47:11"})
  void floatsHoldDatesFarFrom1970Exactly(DateUnit unit, String text) {
    double value = unit.of(DateForm.ISO.seconds(text));
    DateColumn column = DateColumn.of("d", DateForm.ISO, unit, ALL, value - 4_000_000);
    double stored = (float) (value - column.origin());
    assertThat(features(column, stored)).isEqualTo(features(column, value - column.origin()));
    assertThat(column.value(text)).isEqualTo(stored + column.origin());
  }

  @Test
  void aMissingDateIsFilledAndHasAnIndicator() {
    DateColumn column =
        DateColumn.of("d", DateForm.ISO, DateUnit.DAY, List.of(DatePart.DAYS), 100)
            .filled(110.4, true);
    assertThat(features(column, 7)).containsExactly(7, 0);
    assertThat(features(column, Double.NaN)).containsExactly(10, 1);
    assertThat(column.featureNames()).containsExactly("d days", "d is missing");
    assertThat(InputEncoder.of(new InputSchema(List.of(column))).mayBeMissing())
        .containsExactly(true);
    assertThat(
            InputEncoder.of(
                    new InputSchema(
                        List.of(DateColumn.of("d", DateForm.ISO, DateUnit.DAY, ALL, 0))))
                .mayBeMissing())
        .containsExactly(false);
  }

  @Test
  void extremeDatesHaveNoPartThatIsNan() {
    DateColumn column = DateColumn.of("d", DateForm.ISO, DateUnit.DAY, ALL, 0);
    for (double far : new double[] {1e300, -1e300, 1e15}) {
      assertThat(features(column, far)).doesNotContain(Double.NaN);
    }
  }

  @Test
  void anInvalidDateColumnIsRefused() {
    assertThatThrownBy(() -> DateColumn.of("d", DateForm.ISO, DateUnit.DAY, List.of(), 0))
        .hasMessage("column d has no part of its dates");
    assertThatThrownBy(() -> DateColumn.of("d", DateForm.ISO, DateUnit.DAY, ALL, 0.5))
        .hasMessage("column d has the origin 0.5");
    assertThatThrownBy(
            () ->
                new DateColumn(
                    "d", DateForm.ISO, DateUnit.DAY, ALL, OptionalDouble.empty(), true, 0))
        .hasMessage("column d has an indicator but no fill");
  }

  @Test
  void timesAreCountedInTheFinestUnitThatFloatsHold() {
    double year = 366 * 86400.0;
    assertThat(DateUnit.ofTimes(3600)).isEqualTo(DateUnit.SECOND);
    assertThat(DateUnit.ofTimes(year)).isEqualTo(DateUnit.MINUTE);
    assertThat(DateUnit.ofTimes(30 * year)).isEqualTo(DateUnit.HOUR);
  }
}
