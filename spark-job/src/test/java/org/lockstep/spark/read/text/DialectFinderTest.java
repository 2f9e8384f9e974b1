package org.lockstep.spark.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.Header;
import org.lockstep.spark.testing.Kryo;

/**
 * How the separator, decimal sign, quotes, encoding and header are found. Short files are written
 * with a slash for each line end.
 */
class DialectFinderTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static final String DECIMALS =
      """
      0.041,0.465,yes
      -0.461,0.353,yes
      0.926,0.411,yes
      1.562,-0.885,no
      0.067,-0.705,no
      -0.784,-0.184,no
      0.221,0.419,yes
      0.508,2.234,yes
      0.863,-1.595,no
      0.204,-0.623,no
      -0.516,1.306,yes
      """;

  private static Dialect find(byte[] head, DialectOptions options) {
    return DialectFinder.find(head, true, "f.csv", options);
  }

  private static Dialect find(String content, DialectOptions options) {
    return find(content.getBytes(StandardCharsets.UTF_8), options);
  }

  private static Dialect find(String content) {
    return find(content, DialectOptions.NONE);
  }

  private static String lines(String content) {
    return content.replace('/', '\n').replace("\\t", "\t") + "\n";
  }

  private static Dialect utf8(char separator, char decimal, boolean hasHeader) {
    return new Dialect(StandardCharsets.UTF_8, separator, '"', decimal, hasHeader);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          x1,x2,y/1,2,a/3,4,b                         ~ ''
          x1;x2;y/1;2;a/3;4;b                         ~ fields separated by ';'
          x1\\tx2\\ty/1\\t2\\ta/3\\t4\\tb             ~ fields separated by tabs
          x1|x2|y/1|2|a/2|1|b                         ~ fields separated by '|'
          x1 x2 y/1 2 a/3 4 b                         ~ fields separated by blanks
          x1;x2;y/1,5;2,5;a/3,0;4,1;b                 ~ fields separated by ';', decimal commas
          1,5;2,5;a/3,5;4,5;b                         ~ fields separated by ';', decimal commas, no header
          0,041;0,465;yes/-0,461;0,353;yes            ~ fields separated by ';', decimal commas, no header
          1,5;2,5/3,5;4,5                             ~ fields separated by ';', decimal commas, no header
          x;y/1,5;2/3;4                               ~ fields separated by ';', decimal commas
          x;y/1,5;2/3.5;4                             ~ fields separated by ';'
          x;y/1,5;2.5/3,5;4.5                         ~ fields separated by ';'
          x;y/1.234,56;2,5/7.000,1;3,5                ~ fields separated by ';', decimal commas
          x\\ty/1,5\\t2/2,5\\t3                       ~ fields separated by tabs, decimal commas
          1 2.5 3/4 5.5 6                             ~ fields separated by blanks, no header
          '  1   2.5  \\t 3/  4 5.5 6'                ~ fields separated by blanks, no header
          x,text/1,a;b/2,c;d                          ~ ''
          x,text/1,"a;b;c"/2,"d;e;f"                  ~ ''
          text;x/"a,b";1/"c,d";2                      ~ fields separated by ';'
          name\\tx/Doe, J\\t1/Roe, R\\t2               ~ fields separated by tabs
          time,x/2024-01-01 12:00,5/2024-01-02 12:00,6 ~ ''
          text,label/New York,a b/Los Angeles,c d     ~ ''
          x/1/2/3                                     ~ ''
          1.5/2.5                                     ~ no header
          city/New York/Los Angeles                   ~ ''
          1,2,0/3,1/4,5,0                             ~ no header
          1,0,2/7/8                                   ~ no header
          1;0;2/7/8                                   ~ fields separated by ';', no header
          x;y;z/1;2;3/4;5/6;7;8                       ~ fields separated by ';'
          1;2;0                                       ~ fields separated by ';', no header
          1 2 0                                       ~ fields separated by blanks, no header
          x1,size,y/1,7",a/2,5",b                     ~ ''
          """)
  void separatorAndDecimalSignAreFound(String content, String words) {
    assertThat(find(lines(content)).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          18.011 €;0/676 €;1                       ~ ,
          18.011 EUR;0/676 EUR;1                   ~ ,
          1.234 €;0                                ~ ,
          EUR 18.011;0                             ~ ,
          (1.234 €);0                              ~ ,
          1.801.100;0/7.500.600;1                  ~ ,
          1,234,567;0/1,801,100;1                  ~ .
          USD 1,234;0/USD 676;1                    ~ .
          1,234 USD;0                              ~ .
          ($1,234);0/$5;1                          ~ .
          −0,5 €;0/−1,5 €;1              ~ ,
          1.234,50 €;0/7.000 €;1                   ~ ,
          18.011 €;52.5/676 €;3.25                 ~ .
          1,459 €;2,5/1,519 €;3,5                  ~ ,
          900;0/1.012;0/2.345;0/950;0/1.2;0        ~ .
          900;0/1.012;0/2.345;0/8.1;0/9.101;0/5;0  ~ .
          900;0/1.012;0/2.345;0/8.199;0/9.101;0/7.211;0 ~ ,
          900;0/1,012;0/2,345;0/8,199;0/9,101;0/7,211;0 ~ .
          1900;0/1.012;0/2.345;0/8.199;0/9.101;0/7.211;0 ~ .
          0.900;0/1.012;0/2.345;0/8.199;0/9.101;0/7.211;0 ~ .
          900 %;0/1.012 %;0/2.345 %;0/8.199 %;0/9.101 %;0/7.211 %;0 ~ .
          "12,34",0/"13,4",1/"1,234",2             ~ ,
          """)
  void thousandsSeparatorsAreNotDecimalSigns(String rows, char decimal) {
    assertThat(find(lines("x" + (rows.contains(";") ? ";" : ",") + "y/" + rows)).decimal())
        .isEqualTo(decimal);
  }

  @Test
  void aDecimalCommaAmongThousandsCommasIsRefusedAsAmbiguous() {
    String file = "x,y\n\"1,234\",0\n\"5,678\",1\n\"12,34\",1\n";
    assertThatThrownBy(() -> find(file))
        .hasMessage(
            "[f.csv] expected numbers with one decimal sign (or --decimal) but found '12,34' and"
                + " '1,234'");
    assertThat(find(file, DialectOptions.NONE.withDecimal(',')).decimal()).isEqualTo(',');
    assertThat(find(file.replace("0\n", "0.5\n")).decimal()).isEqualTo('.');
  }

  @Test
  void separatorsInQuotesDoNotCount() {
    assertThat(find("a,b\n\"x;y\",1\n\"z;w\",2\n").separator()).isEqualTo(',');
    assertThat(find("18.0 8 \"chevrolet malibu\"\n15.0 8 \"buick skylark 320\"\n").separator())
        .isEqualTo(Dialect.BLANKS);
  }

  @Test
  void alignedNumbersBeforeATabAreSeparatedByBlanks() {
    assertThat(
            find("18.0   8   307.0\t\"chevrolet malibu\"\n15.0   8   350.0\t\"buick skylark\"\n")
                .words())
        .isEqualTo("fields separated by blanks, no header");
  }

  @Test
  void singleQuotesAreQuotesOnlyIfAllOfThemEncloseFields() {
    assertThat(find("'x, 1',label\n'a, b',1\n'c',2\n").quote()).isEqualTo('\'');
    assertThat(find("x,label\nO'Hara,1\nc,2\n").quote()).isEqualTo('"');
    assertThat(find("x,label\n'90s,1\n'c',2\n").quote()).isEqualTo('"');
    assertThat(find("x,label\n\"'a'\",1\n'c',2\n").quote()).isEqualTo('"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void unicodeIsFoundWithOrWithoutAByteOrderMark(String name) {
    Charset charset = Charset.forName(name);
    for (String mark : new String[] {"", "\uFEFF"}) {
      String text = mark + "x1;colour;y\n0,041;Grün;yes\n-0,461;中文;no\n";
      Dialect dialect = find(text.getBytes(charset), DialectOptions.NONE);
      assertThat(dialect).isEqualTo(new Dialect(charset, ';', '"', ',', true));
    }
  }

  @Test
  void textThatIsNotUtf8IsWindows1252OrLatin1() {
    String text = "x1,colour,y\n0.041,Grün,yes\n-0.461,Grän,no\n";
    Dialect latin = find(text.getBytes(StandardCharsets.ISO_8859_1), DialectOptions.NONE);
    assertThat(latin).isEqualTo(new Dialect(WINDOWS, ',', '"', '.', true));
    assertThat(latin.words()).isEqualTo("text in windows-1252");
    assertThat(find("x,y\n€,1\n".getBytes(WINDOWS), DialectOptions.NONE).charset())
        .isEqualTo(WINDOWS);
    assertThat(find("x,y\né\u0081,1\n".getBytes(StandardCharsets.ISO_8859_1), DialectOptions.NONE))
        .isEqualTo(new Dialect(StandardCharsets.ISO_8859_1, ',', '"', '.', true));
  }

  @Test
  void aHeadThatEndsWithinACharacterOrALineIsUnderstood() {
    byte[] whole = "x,c\n1,ä\n2,ä".getBytes(StandardCharsets.UTF_8);
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);
    assertThat(DialectFinder.find(cut, false, "f.csv", DialectOptions.NONE))
        .isEqualTo(Dialect.PLAIN);
    byte[] shortLine = "x;y\n1,5;2\n1,5;2\n1,5".getBytes(StandardCharsets.UTF_8);
    assertThat(DialectFinder.find(shortLine, false, "f.csv", DialectOptions.NONE))
        .isEqualTo(utf8(';', ',', true));
    byte[] oneLine = "x;y;z".getBytes(StandardCharsets.UTF_8);
    assertThat(DialectFinder.find(oneLine, false, "f.csv", DialectOptions.NONE).separator())
        .isEqualTo(';');
  }

  @Test
  void binaryDataIsRefused() {
    for (byte[] bytes : new byte[][] {{1, 2, 0, 3}, {0, 1, 2, 3}, {0, 0, 0, 0}, {80, 0, 5, 0, 7}}) {
      assertThatThrownBy(() -> find(bytes, DialectOptions.NONE))
          .isInstanceOf(BadInputException.class)
          .hasMessage("[f.csv] expected text but found binary data");
    }
    // Further down it is a bad line, which the reader names with its number.
    assertThat(find("x,label\n1,0\n\0\0\n2,1\n")).isEqualTo(Dialect.PLAIN);
  }

  @Test
  void emptyFilesAndBlankLinesAreCommaSeparated() {
    assertThat(find("").separator()).isEqualTo(',');
    assertThat(find("\n\n").separator()).isEqualTo(',');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          no number in the first line                     ~ true  ~ x,label/1,0/2,1
          numbers                                         ~ false ~ 1,0/2,1
          a broken number                                 ~ false ~ NaN,a/2,b
          a header only                                   ~ true  ~ x,label
          a header once more                              ~ true  ~ x,label/1,0/x,label/2,1
          a header of text once more                      ~ true  ~ c,label/red,yes/c,label/blue,no
          text that comes again                           ~ false ~ hi,red/lo,green/hi,blue/lo,red
          text that comes again, with a target            ~ false ~ hi,red,yes/hi,green,yes/lo,red,no
          one column of text that comes again             ~ false ~ hi/lo/hi
          text that does not                              ~ true  ~ red,yes/blue,no/green,yes
          a missing number in a row of text               ~ false ~ ?,red,yes/5,red,yes/6,blue,yes
          nothing but missing values                      ~ false ~ NA,NA/1,2/3,4
          the empty name that R gives                     ~ true  ~ "",sex/1,M/2,F/3,M
          a word over numbers                             ~ true  ~ age,2020,label/1,2,a/2,3,b
          a word over a single number                     ~ false ~ age,2020/1,2
          a word over numbers, beside a value             ~ false ~ abc,1/2,0/3,1
          a word over numbers, beside a text that comes again ~ false ~ abc,5,a/2,6,a/3,7,b
          names that are there twice                      ~ false ~ age,5,5/1,2,3/2,3,4
          names with a decimal                            ~ false ~ age,0.5/1,2/2,3
          whole numbers over whole numbers                ~ false ~ 0,1,2/5,3,1/7,8,9/2,2,2/1,1,1/9,9,9
          two numbers over few decimals                   ~ false ~ 0,1/0.5,0.7/0.1,0.2
          numbers that count up in every row              ~ false ~ 1,2,3,4,5,6/2,3,4,5,6,7/3,4,5,6,7,8
          six numbers that count up                       ~ true  ~ 0,1,2,3,4,5/5,1,1,9,8,2/7,4,4,4,1,0
          letters and their sixteen measures              ~ true  ~ Letter,1,2,3,4,5,6/T,2,8,3,5,1,8/I,5,12,3,7,2,10
          a name of an index left out                     ~ true  ~ ,0,1,2,3,4,5/0,5,1,1,9,8,2/1,7,4,4,4,1,0
          a name left out elsewhere                       ~ false ~ 0,,1,2,3,4,5/0,5,1,1,9,8,2/1,7,4,4,4,1,0
          quoted over plain numbers                       ~ true  ~ "1","2"/3,4/5,6
          quoted over quoted numbers                      ~ false ~ "1","2"/"3","4"/"5","6"
          """)
  void theHeaderIsFound(String description, boolean hasHeader, String content) {
    assertThat(find(lines(content)).hasHeader()).as(description).isEqualTo(hasHeader);
  }

  @Test
  void yearsAboveDecimalsAreNames() {
    assertThat(find("2019,2020,label\n" + DECIMALS).hasHeader()).isTrue();
    assertThat(find("2015,2018,label\n" + DECIMALS).hasHeader()).isTrue();
    String features = DECIMALS.replaceAll(",(yes|no)", "");
    assertThat(find("2019,2020\n" + features).hasHeader()).isTrue();
    assertThat(find("2015,2018\n" + features).hasHeader()).isTrue();
    assertThat(find("1,0\n" + features).hasHeader()).isFalse(); // R writes 1.0 as 1
    assertThat(find("1,0,yes\n" + DECIMALS).hasHeader()).isFalse();
    assertThat(find("1.5,0.2,maybe\n" + DECIMALS).hasHeader()).isFalse();
  }

  @Test
  void namesThatPandasNumbersAreNamesAboveDecimals() {
    String classes = DECIMALS.replace("yes", "1").replace("no", "0");
    assertThat(find("0,1,2\n" + classes).hasHeader()).isTrue();
    assertThat(find("1,2,3\n" + classes).hasHeader()).isTrue();
    assertThat(find("0,2,1\n" + classes).hasHeader()).isFalse();
    assertThat(find(classes).hasHeader()).isFalse();
  }

  @Test
  void aFirstLineWithAllRequestedNamesIsAHeader() {
    DialectOptions options = DialectOptions.NONE.withNames(Set.of("1", "7"));
    assertThat(find("1,5,7\n2,3,4\n", options).hasHeader()).isTrue();
    assertThat(find("1,5,8\n2,3,4\n", options).hasHeader()).isFalse();
    DialectOptions texts = DialectOptions.NONE.withNames(Set.of("hi"));
    assertThat(find("hi,red\nlo,red\nhi,blue\n", texts).hasHeader()).isTrue();
  }

  @Test
  void givenOptionsOverrideDetection() {
    DialectOptions none = DialectOptions.NONE;
    assertThat(find("a;b,c\n1;2,3\n", none.separatedBy(',')).separator()).isEqualTo(',');
    assertThat(find("x y\na b\n", none.separatedBy(' ')).separator()).isEqualTo(' ');
    assertThat(find("x;y\n1,5;2\n", none.withDecimal('.')).decimal()).isEqualTo('.');
    assertThat(find("x,y\n\"1,5\",2\n", none.withDecimal(','))).isEqualTo(utf8(',', ',', true));
    assertThat(find("x,1;y,1\n1,5;2,5\n", none.withDecimal(',')).separator()).isEqualTo(';');
    assertThat(find("'a',1\n'b',2\n", none.quotedBy(Dialect.NO_QUOTE)).quote())
        .isEqualTo(Dialect.NO_QUOTE);
    assertThat(find("x,y\n1,2\n", none.in(WINDOWS)).charset()).isEqualTo(WINDOWS);
    assertThat(find("x,y\n1,2\n", none.withHeader(Header.ABSENT)).hasHeader()).isFalse();
    assertThat(find("1,2\n1,2\n", none.withHeader(Header.PRESENT)).hasHeader()).isTrue();
  }

  @Test
  void optionsAreParsedFromText() {
    assertThat(DialectOptions.separator("--separator", ";")).isEqualTo(';');
    assertThat(DialectOptions.separator("--separator", "\\t")).isEqualTo('\t');
    assertThat(DialectOptions.separator("--separator", "tab")).isEqualTo('\t');
    assertThat(DialectOptions.separator("--separator", "blanks")).isEqualTo(' ');
    assertThatThrownBy(() -> DialectOptions.separator("--separator", "::"))
        .hasMessage("[--separator] expected one ASCII character, tab or blanks but found '::'");
    assertThatThrownBy(() -> DialectOptions.separator("--separator", "\""))
        .hasMessage("[--separator] expected one ASCII character, tab or blanks but found '\"'");
    assertThat(DialectOptions.encoding("--encoding", "latin1"))
        .isEqualTo(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> DialectOptions.encoding("--encoding", "utf-9"))
        .hasMessage(
            "[--encoding] expected an encoding, such as UTF-8, windows-1252 or UTF-16LE but found"
                + " 'utf-9'");
  }

  @Test
  void aDialectSurvivesKryoAndDescribesWhatIsUnusual() {
    Dialect dialect = new Dialect(StandardCharsets.UTF_16LE, '\t', '\'', ',', false);
    assertThat(Kryo.send(Dialect.class, dialect)).isEqualTo(dialect).hasSameHashCodeAs(dialect);
    assertThat(dialect.words())
        .isEqualTo(
            "text in UTF-16LE, fields separated by tabs, fields quoted by ', decimal commas, no"
                + " header");
    assertThat(dialect.withHeader(true).hasHeader()).isTrue();
    assertThat(new Dialect(StandardCharsets.UTF_8, '\1', Dialect.NO_QUOTE, '.', true).words())
        .isEqualTo("fields separated by '\\u0001', no quotes");
    assertThat(Dialect.PLAIN.words()).isEmpty();
  }
}
