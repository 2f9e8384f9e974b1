package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.spark.read.source.Dialect;

class LineFieldsTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static Dialect dialect(char separator) {
    return new Dialect(StandardCharsets.UTF_8, separator, '"', '.', true);
  }

  private static LineFields split(String line, Dialect dialect) {
    LineFields fields = new LineFields(dialect);
    // The line is surrounded by other bytes, as in the buffers that Spark gives.
    byte[] bytes = ("\",x" + line + ",\"y").getBytes(dialect.charset());
    int before = "\",x".getBytes(dialect.charset()).length;
    int after = ",\"y".getBytes(dialect.charset()).length;
    if (dialect.charset().equals(StandardCharsets.UTF_16)) {
      throw new IllegalArgumentException("with a mark");
    }
    int count = fields.split(bytes, before, bytes.length - after);
    assertThat(count).isEqualTo(fields.count());
    return fields;
  }

  private static String[] texts(String line, char separator) {
    return split(line, dialect(separator)).texts();
  }

  @Test
  void fieldsAreSplitAtCommas() {
    assertThat(texts("a,b,c", ',')).containsExactly("a", "b", "c");
    assertThat(texts(",", ',')).containsExactly("", "");
    assertThat(texts("a,", ',')).containsExactly("a", "");
    assertThat(texts(",,a", ',')).containsExactly("", "", "a");
    assertThat(texts("#c,2", ',')).containsExactly("#c", "2");
  }

  @Test
  void blanksAroundFieldsAreIgnored() {
    assertThat(texts(" a ,\tb\t, c d ", ',')).containsExactly("a", "b", "c d");
    assertThat(texts("1, \"a,b\" ,0", ',')).containsExactly("1", "a,b", "0");
    assertThat(texts("1,2\r", ',')).containsExactly("1", "2");
    assertThat(texts("\"a\"\r", ',')).containsExactly("a");
  }

  @Test
  void quotedFieldsKeepSeparatorsBlanksAndQuotes() {
    assertThat(texts("\"a,b\",c", ',')).containsExactly("a,b", "c");
    assertThat(texts("\"\",a", ',')).containsExactly("", "a");
    assertThat(texts("\" a \",b", ',')).containsExactly(" a ", "b");
    assertThat(texts("\"a \"\"b\"\" c\",d", ',')).containsExactly("a \"b\" c", "d");
    assertThat(texts("\"\"\"\",d", ',')).containsExactly("\"", "d");
  }

  @Test
  void quotesElsewhereAreOrdinaryCharacters() {
    assertThat(texts("7\",a", ',')).containsExactly("7\"", "a");
    assertThat(texts("a\"b\"c,d", ',')).containsExactly("a\"b\"c", "d");
    assertThat(texts("\"a\"b,c", ',')).containsExactly("\"a\"b", "c");
  }

  @Test
  void aLineOfControlCharactersIsOneEmptyField() {
    assertThat(texts("\0\0", ',')).containsExactly("");
  }

  @Test
  void otherSeparatorsSplitToo() {
    assertThat(texts("1,5;\"a;b\"; x ", ';')).containsExactly("1,5", "a;b", "x");
    assertThat(texts("a\t\t b \t\"c\td\"\t", '\t')).containsExactly("a", "", "b", "c\td", "");
    assertThat(texts("a|b|", '|')).containsExactly("a", "b", "");
  }

  @Test
  void runsOfBlanksAndTabsAreOneSeparator() {
    assertThat(texts("  a   b\tc \t ", ' ')).containsExactly("a", "b", "c");
    assertThat(texts("18.0 \"chevrolet  malibu\"\t70 \"x\"", ' '))
        .containsExactly("18.0", "chevrolet  malibu", "70", "x");
    assertThat(texts("\"\" \"a\"\"b\"", ' ')).containsExactly("", "a\"b");
    assertThat(texts("", ' ')).containsExactly("");
  }

  @Test
  void fieldsCanHaveSingleQuotesOrNone() {
    Dialect single = new Dialect(StandardCharsets.UTF_8, ',', '\'', '.', true);
    assertThat(split("'a, b',\"c\",'it''s'", single).texts())
        .containsExactly("a, b", "\"c\"", "it's");
    Dialect none = new Dialect(StandardCharsets.UTF_8, ',', Dialect.NO_QUOTE, '.', true);
    assertThat(split("\"a,b\"", none).texts()).containsExactly("\"a", "b\"");
    assertThat(split("\"a,b\"", none).strayQuote()).isEqualTo(-1);
    // The last of the 256 bytes is a letter, not the absent quote.
    assertThat(split("ÿa,b", new Dialect(WINDOWS, ',', '\0', '.', true)).texts())
        .containsExactly("ÿa", "b");
  }

  @Test
  void openAndStrayQuotesAreReported() {
    LineFields open = split("1,\"a", dialect(','));
    assertThat(open.isOpenQuote()).isTrue();
    assertThat(open.texts()).containsExactly("1", "\"a");

    LineFields stray = split("1,7\",a", dialect(','));
    assertThat(stray.isOpenQuote()).isFalse();
    assertThat(stray.strayQuote()).isEqualTo(1);

    LineFields fine = split("1,\"7\"\"\",a", dialect(','));
    assertThat(fine.isOpenQuote()).isFalse();
    assertThat(fine.strayQuote()).isEqualTo(-1);
    assertThat(fine.isQuoted(0)).isFalse();
    assertThat(fine.isQuoted(1)).isTrue();
  }

  @Test
  void numbersAreParsedInPlace() {
    LineFields points = split(" 1.5 ,\"-2e3\",x,", dialect(','));
    assertThat(points.number(0)).isEqualTo(1.5);
    assertThat(points.number(1)).isEqualTo(-2000);
    assertThat(points.number(2)).isNaN();
    assertThat(points.number(3)).isNaN();

    LineFields commas =
        split("1,5;2.5;1e999", new Dialect(StandardCharsets.UTF_8, ';', '"', ',', true));
    assertThat(commas.number(0)).isEqualTo(1.5);
    assertThat(commas.number(1)).isNaN();
    assertThat(commas.isBrokenNumber(1)).isTrue();
    assertThat(commas.isBrokenNumber(2)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE", "GBK"})
  void everyEncodingGivesTheSameTexts(String charset) {
    Dialect dialect = new Dialect(Charset.forName(charset), ';', '"', ',', true);
    String text = charset.equals("GBK") ? "中文; \"丨;a\" ;1,5" : "Grün; \"Grän;a\" ;1,5";
    LineFields fields = split(text, dialect);
    assertThat(fields.texts())
        .containsExactly(
            charset.equals("GBK")
                ? new String[] {"中文", "丨;a", "1,5"}
                : new String[] {"Grün", "Grän;a", "1,5"});
    assertThat(fields.number(2)).isEqualTo(1.5);
    assertThat(fields.isText(0)).isTrue();
  }

  @Test
  void aByteOrderMarkIsNotText() {
    assertThat(texts("\uFEFFx,y", ','))
        .hasSize(2); // at the start of the line, though not of the buffer
    assertThat(texts("\uFEFFx,y", ',')[0]).isEqualTo("x");
    Dialect utf16 = new Dialect(StandardCharsets.UTF_16LE, ',', '"', '.', true);
    assertThat(split("\uFEFFx,y\r", utf16).texts()).containsExactly("x", "y");
  }

  @Test
  void bytesThatAreNotTextAreReported() {
    byte[] latin = "1,Gr\u00fcn,a".getBytes(StandardCharsets.ISO_8859_1);
    LineFields fields = new LineFields(dialect(','));
    fields.split(latin, 0, latin.length);
    assertThat(fields.isText(0)).isTrue();
    assertThat(fields.isText(1)).isFalse();
    fields = new LineFields(new Dialect(WINDOWS, ',', '"', '.', true));
    fields.split(latin, 0, latin.length);
    assertThat(fields.isText(1)).isTrue();
  }

  @Test
  void blankLinesAreRecognised() {
    LineFields fields = new LineFields(dialect(','));
    assertThat(fields.isBlank(new byte[0], 0, 0)).isTrue();
    byte[] blanks = "x \t\r x".getBytes(StandardCharsets.UTF_8);
    assertThat(fields.isBlank(blanks, 1, 5)).isTrue();
    assertThat(fields.isBlank(blanks, 1, 6)).isFalse();
    assertThat(fields.isBlank(new byte[] {0, 0}, 0, 2)).isFalse();
    byte[] wide = " \r".getBytes(StandardCharsets.UTF_16LE);
    LineFields utf16 = new LineFields(new Dialect(StandardCharsets.UTF_16LE, ',', '"', '.', true));
    assertThat(utf16.isBlank(wide, 0, wide.length)).isTrue();
  }

  @Test
  void aNarrowLineAfterAWideOneKeepsNoState() {
    LineFields fields = new LineFields(dialect(','));
    byte[] wide = "7,".repeat(1000).getBytes(StandardCharsets.UTF_8);
    assertThat(fields.split(wide, 0, wide.length)).isEqualTo(1001);
    assertThat(fields.number(999)).isEqualTo(7);
    assertThat(fields.split("\"a\"".getBytes(StandardCharsets.UTF_8), 0, 3)).isEqualTo(1);
    assertThat(fields.split("b".getBytes(StandardCharsets.UTF_8), 0, 1)).isEqualTo(1);
    assertThat(fields.isQuoted(0)).isFalse();
  }

  /** Compares with univocity, the CSV parser that Spark has. */
  @Test
  void randomLinesAreSplitAsByUnivocity() {
    Random random = new Random(5);
    String signs = "aab1,,,  \t\"\"é";
    int compared = 0;
    for (int i = 0; i < 40_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int length = 1 + random.nextInt(12); length > 0; length--) {
        line.append(signs.charAt(random.nextInt(signs.length())));
      }
      LineFields fields = split(line.toString(), dialect(','));
      if (line.toString().isBlank() || fields.isOpenQuote() || continuesAfterClosingQuote(fields)) {
        continue;
      }
      compared++;
      assertThat(fields.texts())
          .as("<%s>", line)
          .containsExactly(UnivocityFields.split(line.toString()));
    }
    assertThat(compared).isGreaterThan(20_000);
  }

  /**
   * Where a field continues after a closing quote, univocity drops blanks and quotes by no clear
   * rule.
   */
  private static boolean continuesAfterClosingQuote(LineFields fields) {
    return fields.strayQuote() >= 0
        && Arrays.stream(fields.texts()).anyMatch(text -> text.startsWith("\""));
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|', ' '})
  void writtenFieldsAreReadBack(char separator) {
    Random random = new Random(separator);
    for (int i = 0; i < 50_000; i++) {
      List<String> written = new ArrayList<>();
      StringBuilder line = new StringBuilder();
      for (int field = 1 + random.nextInt(6); field > 0; field--) {
        String text = randomText(random);
        boolean needsQuotes =
            !text.equals(text.strip())
                || text.isEmpty()
                || text.indexOf('"') >= 0
                || text.indexOf(separator) >= 0
                || (separator == ' ' && text.indexOf('\t') >= 0);
        line.append(written.isEmpty() ? "" : separator);
        line.append(
            needsQuotes || random.nextInt(4) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text);
        written.add(text);
      }
      LineFields fields = split(line.toString(), dialect(separator));
      assertThat(fields.texts()).as("<%s>", line).isEqualTo(written.toArray());
      assertThat(fields.isOpenQuote()).isFalse();
    }
  }

  private static String randomText(Random random) {
    String signs = "abc123.-,;|\t \"'äé中";
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(8); length > 0; length--) {
      text.append(signs.charAt(random.nextInt(signs.length())));
    }
    return text.toString();
  }

  @Test
  void anyBytesAreFieldsWithinTheLine() {
    Random random = new Random(3);
    for (Dialect dialect :
        List.of(
            dialect(','),
            dialect(' '),
            new Dialect(WINDOWS, '\t', '\'', ',', false),
            new Dialect(WINDOWS, ',', '\0', ',', false))) {
      LineFields fields = new LineFields(dialect);
      for (int i = 0; i < 50_000; i++) {
        byte[] bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] = random.nextInt(3) == 0 ? (byte) ",\"' \t".charAt(random.nextInt(5)) : bytes[j];
        }
        byte[] before = bytes.clone();
        int count = fields.split(bytes, 0, bytes.length);
        assertThat(count).isPositive();
        for (int field = 0; field < count; field++) {
          assertThat(fields.from(field)).isBetween(0, fields.to(field));
          assertThat(fields.to(field)).isLessThanOrEqualTo(bytes.length);
          fields.text(field);
          fields.number(field);
        }
        assertThat(Arrays.equals(bytes, before)).isTrue();
      }
    }
  }
}
