package org.lockstep.spark.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.testing.CommandResult;

class CharacterMapTest {
  @Test
  void bytesThatAreNotTextAreRefused() {
    assertThatThrownBy(() -> check(UTF_8, "train", "--output", "\uFFFDa"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[\uFFFDa] expected text in UTF-8 but found other bytes; the locale sets the"
                + " charset (LC_ALL)");
  }

  /** The launcher of spark-submit has replaced each byte of the umlaut by a question mark. */
  @Test
  void aQuestionMarkInPlaceOfNonAsciiLettersIsRefused() {
    assertThatThrownBy(() -> check(US_ASCII, "train", "--output", "??a"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[??a] expected no '?', with which a locale of US-ASCII replaces all other letters, but"
                + " found one; LC_ALL=C.UTF-8 keeps them");
  }

  /** Two such directories would be one, and so would all relative names in them. */
  @Test
  void aWorkingDirectoryWhoseNameIsLostIsRefused() {
    for (String lost : List.of("/w/\uFFFD\uFFFD", "/w/??")) {
      assertThatThrownBy(() -> new CharacterMap(US_ASCII).checkDirectory(lost))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "[%s] expected a working directory with a name in US-ASCII but found other"
                  + " letters; LC_ALL=C.UTF-8 keeps them",
              lost);
    }
    assertThatThrownBy(() -> new CharacterMap(UTF_8).checkDirectory("/w/x\uFFFD"))
        .hasMessage(
            "[/w/x\uFFFD] expected a working directory with a name in UTF-8 but found other"
                + " letters; the locale sets the charset (LC_ALL)");
    assertThatCode(() -> new CharacterMap(UTF_8).checkDirectory("/w/ä?"))
        .doesNotThrowAnyException();
    assertThatCode(() -> new CharacterMap(US_ASCII).checkDirectory("/w/a"))
        .doesNotThrowAnyException();
  }

  @Test
  void argumentsInAFileAreCheckedToo(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("arguments"), new byte[] {'a', -61, '('});
    CommandResult result = CommandResult.of("inspect", "@" + file);
    assertThat(result.err()).contains("expected text in ").hasLineCount(1);
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void questionMarksInPatternsAndGeneratedDataAreAccepted() {
    assertThatCode(() -> check(US_ASCII, "--data", "generated:linear?rows=10", "--output", "a"))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(UTF_8, "--data", "part-?.csv", "--output", "ä"))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(ISO_8859_1, "--data", "part-?.csv")).doesNotThrowAnyException();
  }

  private static void check(Charset charset, String... arguments) {
    new CharacterMap(charset).check(List.of(arguments));
  }
}
