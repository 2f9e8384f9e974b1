package org.lockstep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  private final Csv csv = new Csv();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          plain|plain
          a,b|"a,b"
          "|\"\"\"\"
          say "yes"|"say ""yes""\"
          #1|#1
          it's|it's
          \\|\\
          ` a `| a\s
          """)
  void aFieldIsQuotedOnlyIfNecessary(String field, String written) {
    assertThat(csv.line(List.of(field))).isEqualTo(written);
    assertThat(csv.line(List.of("x", field, "y"))).isEqualTo("x," + written + ",y");
  }

  @Test
  void lineBreaksInFieldsAreKept() {
    assertThat(csv.line(List.of("a\nb", "c\rd", "e\r\nf")))
        .isEqualTo("\"a\nb\",\"c\rd\",\"e\r\nf\"");
  }

  @Test
  void anEmptyTextIsAnEmptyField() {
    assertThat(csv.line(List.of("", "a", ""))).isEqualTo(",a,");
  }

  @Test
  void longFieldsAndWideRowsAreReadBackAsWritten() {
    for (List<String> row :
        List.of(
            List.of("x".repeat(100_000), "\"".repeat(10_000), "\u001b[2J, \u202e\n"),
            Collections.nCopies(5000, "a,"))) {
      CsvParserSettings settings = new CsvParserSettings();
      settings.setMaxCharsPerColumn(-1);
      settings.setMaxColumns(5000);
      settings.getFormat().setComment('\0');
      settings.setIgnoreTrailingWhitespaces(false);
      settings.setIgnoreLeadingWhitespaces(false);
      settings.setNormalizeLineEndingsWithinQuotes(false);
      assertThat(new CsvParser(settings).parseLine(csv.line(row)))
          .containsExactly(row.toArray(String[]::new));
    }
  }
}
