package org.lockstep.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BadInputExceptionTest {

  @Test
  void theMessageIsPlaceExpectedFound() {
    Exception cause = new IllegalStateException();
    assertThat(BadInputException.at("train.csv:17", "784 features", "783", cause))
        .hasMessage("[train.csv:17] expected 784 features but found 783")
        .hasCause(cause);
    assertThat(BadInputException.because("--resume", "there is no checkpoint"))
        .hasMessage("[--resume] there is no checkpoint");
  }

  @Test
  void aQuoteIsOneShortLineWhateverTheFileHolds() {
    assertThat(BadInputException.quote("a\nb\u0000\u001b[31m"))
        .isEqualTo("'a\\u000ab\\u0000\\u001b[31m'");
    assertThat(BadInputException.quote("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
    assertThat(BadInputException.quote("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "...'");
    assertThat(BadInputException.quote("")).isEqualTo("''");
    assertThat(BadInputException.quote("a\u202eb\u2028")).isEqualTo("'a\\u202eb\\u2028'");
  }

  @Test
  void aMessageIsOneLineWhateverItsPartsHold() {
    assertThat(BadInputException.at("a\nb.csv", "\u001b[2J", "\u202etxt.exe\r\u2029"))
        .hasMessage("[a\\u000ab.csv] expected \\u001b[2J but found \\u202etxt.exe\\u000d\\u2029");
    assertThat(BadInputException.because("côté 日本", "stays as it is"))
        .hasMessage("[côté 日本] stays as it is");
  }

  @Test
  void aMessageIsOneLineWhateverItsPlaceIsCalled() {
    assertThat(BadInputException.at("a.npz:\u001b[31m\n\u2028.npy", "x", "y\u202e"))
        .hasMessage("[a.npz:\\u001b[31m\\u000a\\u2028.npy] expected x but found y\\u202e");
  }
}
