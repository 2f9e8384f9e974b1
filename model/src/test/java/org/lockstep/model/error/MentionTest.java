package org.lockstep.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MentionTest {
  private static BadInputException failure() {
    String schedule = Mention.of("schedule");
    return BadInputException.at(Mention.of("decay"), schedule + " step", schedule + " cosine");
  }

  @Test
  void aMessageCanShowSettingsByTheNamesThatItsReaderKnows() {
    assertThat(failure().told(name -> "--" + name))
        .isEqualTo("[--decay] expected --schedule step but found --schedule cosine");
  }

  @Test
  void byDefaultSettingsHaveTheirBareNames() {
    assertThat(failure()).hasMessage("[decay] expected schedule step but found schedule cosine");
  }
}
