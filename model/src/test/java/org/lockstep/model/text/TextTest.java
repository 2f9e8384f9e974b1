package org.lockstep.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {

  @ParameterizedTest
  @MethodSource("org.lockstep.model.text.Locales#foreign")
  void numbersAreTheSameInEveryLocale(Locale locale) throws Exception {
    assertThat(Locales.in(locale, () -> Text.format("%012d %,d %.4f %X", 42, 1_234_567, 0.5, 255)))
        .isEqualTo("000000000042 1,234,567 0.5000 FF");
  }

  @Test
  void anExtremeAccuracyStaysShort() {
    assertThat(Text.accuracy(0.98765)).isEqualTo("0.9877");
    assertThat(Text.accuracy(-12.8580)).isEqualTo("-12.8580");
    assertThat(Text.accuracy(-9.82083e47)).isEqualTo("-9.821e+47");
    assertThat(Text.accuracy(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void visibleCharactersAreUnchanged() {
    assertThat(Text.line("côté 日本 مرحبا 😀 a\\b 'c'")).isEqualTo("côté 日本 مرحبا 😀 a\\b 'c'");
    assertThat(Text.line("")).isEmpty();
  }

  @Test
  void lineEndsAndTerminalCommandsAreEscaped() {
    assertThat(Text.line("a\nb\r\tc\u0000\u001b[2J\u007f\u0085\u009b31m"))
        .isEqualTo("a\\u000ab\\u000d\\u0009c\\u0000\\u001b[2J\\u007f\\u0085\\u009b31m");
    assertThat(Text.line("\u2028\u2029")).isEqualTo("\\u2028\\u2029");
  }

  @Test
  void directionMarksAndInvisibleCharactersAreEscaped() {
    assertThat(Text.line("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
        .isEqualTo("\\u200e\\u200f\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069");
    assertThat(Text.line("a\u200bb\u200cc\u200dd\u2060e\ufefff\u00ad\u061c"))
        .isEqualTo("a\\u200bb\\u200cc\\u200dd\\u2060e\\ufefff\\u00ad\\u061c");
    assertThat(Text.line("tag " + Character.toString(0xe0041))).isEqualTo("tag \\udb40\\udc41");
  }

  @Test
  void anUnpairedSurrogateIsEscaped() {
    assertThat(Text.line("\ud83d!")).isEqualTo("\\ud83d!");
    assertThat(Text.line("!\ude00")).isEqualTo("!\\ude00");
  }

  @Test
  void onlyTheBeginningOfALongNameOrMessageIsShown() {
    assertThat(Text.brief("x".repeat(80))).isEqualTo("x".repeat(80));
    assertThat(Text.brief("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
    assertThat(Text.brief("\u202e".repeat(3000))).isEqualTo("\\u202e".repeat(13) + "...");
    assertThat(Text.passage("x".repeat(501))).isEqualTo("x".repeat(500) + "...");
    assertThat(Text.brief("x".repeat(79) + "😀y")).isEqualTo("x".repeat(79) + "...");
  }

  @Test
  void aLineHasAtMostTenThousandCharacters() {
    assertThat(Text.line("x".repeat(10_000))).isEqualTo("x".repeat(10_000));
    assertThat(Text.line("x".repeat(10_001))).isEqualTo("x".repeat(10_000) + "...");
  }
}
