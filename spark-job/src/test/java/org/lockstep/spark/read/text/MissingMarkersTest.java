package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.spark.testing.Kryo;

class MissingMarkersTest {
  private static boolean isMissing(MissingMarkers markers, String text) {
    byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
    return markers.isMissing(bytes, 1, bytes.length - 1);
  }

  private static boolean isMissingNumber(MissingMarkers markers, String text) {
    byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
    return markers.isMissingNumber(bytes, 1, bytes.length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?", "#N/A", "<NA>"})
  void theUsualMarkersAreMissingAnywhere(String text) {
    assertThat(isMissing(MissingMarkers.usual(), text)).isTrue();
    assertThat(isMissingNumber(MissingMarkers.usual(), text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "-", ".", "na", "Na", "missing", "unknown", "#DIV/0!"})
  void ambiguousMarkersAreMissingOnlyAmongNumbers(String text) {
    assertThat(isMissing(MissingMarkers.usual(), text)).isFalse();
    assertThat(isMissingNumber(MissingMarkers.usual(), text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inf", "inf", "1e999", "0", "-999", "NAB", "NaNs", "no", "??", "abc"})
  void brokenNumbersAndValuesAreNotMissing(String text) {
    assertThat(isMissing(MissingMarkers.usual(), text)).isFalse();
    assertThat(isMissingNumber(MissingMarkers.usual(), text)).isFalse();
  }

  @Test
  void everyListedMarkerIsRecognised() {
    assertThat(MissingMarkers.ANYWHERE).allMatch(text -> isMissing(MissingMarkers.usual(), text));
    assertThat(MissingMarkers.AMONG_NUMBERS)
        .allMatch(text -> isMissingNumber(MissingMarkers.usual(), text))
        .doesNotContainAnyElementsOf(MissingMarkers.ANYWHERE);
  }

  @Test
  void onlyTheUsersMarkersCanBeNumbers() {
    assertThat(MissingMarkers.usual().hasNumbers()).isFalse();
    for (String number : List.of("-999", "9,5", "1e3")) {
      assertThat(MissingMarkers.usualAnd(List.of("x", number), StandardCharsets.UTF_8).hasNumbers())
          .isTrue();
    }
  }

  @Test
  void theUsersMarkersAreMissingAnywhere() {
    MissingMarkers markers =
        MissingMarkers.usualAnd(List.of("-999", "keine Angabe", "früher"), StandardCharsets.UTF_8);
    assertThat(isMissing(markers, "-999")).isTrue();
    assertThat(isMissing(markers, "keine Angabe")).isTrue();
    assertThat(isMissing(markers, "früher")).isTrue();
    assertThat(isMissing(markers, "NA")).isTrue();
    assertThat(isMissing(markers, "-998")).isFalse();
  }

  @Test
  void theUsersMarkersAreFoundInTheFilesEncoding() {
    MissingMarkers markers =
        MissingMarkers.usualAnd(List.of("früher"), StandardCharsets.ISO_8859_1);
    byte[] bytes = "früher".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(markers.isMissing(bytes, 0, bytes.length)).isTrue();
    MissingMarkers utf16 = MissingMarkers.usualAnd(List.of("früher"), StandardCharsets.UTF_16LE);
    assertThat(isMissing(utf16, "früher")).isTrue(); // LineFields gives UTF-8 there
  }

  @Test
  void markersSurviveKryo() {
    assertThat(isMissing(Kryo.send(MissingMarkers.class, MissingMarkers.usual()), "NA")).isTrue();
  }
}
