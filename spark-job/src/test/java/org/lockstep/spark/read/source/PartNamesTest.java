package org.lockstep.spark.read.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartNamesTest {
  @Test
  void onlyTheBeginningOfALongNameIsShown() {
    assertThat(PartNames.place("a.npz", "x".repeat(80))).isEqualTo("a.npz#" + "x".repeat(80));
    assertThat(PartNames.place("a.npz", "x".repeat(81)))
        .isEqualTo("a.npz#" + "x".repeat(80) + "...");
  }

  @Test
  void aNameIsShownOnOneLine() {
    assertThat(PartNames.place("a.npz", "x\n\u001b[2J")).isEqualTo("a.npz#x\\u000a\\u001b[2J");
  }
}
