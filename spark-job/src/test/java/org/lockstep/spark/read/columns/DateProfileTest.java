package org.lockstep.spark.read.columns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DateOrder;

class DateProfileTest {
  private static DateProfile profileOf(String... texts) {
    DateProfile profile = new DateProfile();
    for (String text : texts) {
      DateProfile next = new DateProfile();
      next.add(text);
      profile.append(next);
    }
    return profile;
  }

  @Test
  void versionsAndPartNumbersAreNotDates() {
    assertThat(profileOf("1.7.11", "3.12.10", "1.1.22").form()).isEmpty();
    assertThat(profileOf("13.12.10", "1.1.22").form()).isEmpty();
    assertThat(profileOf("12-11-10", "10-09-08").form()).isEmpty();
    assertThat(profileOf("12-11-10", "10-09-08").isAmbiguous()).isFalse();
    assertThat(profileOf("24-1-31").form()).isEmpty();
  }

  @Test
  void datesWithATwoDigitYearRevealTheOrder() {
    assertThat(profileOf("31.01.24", "02.03.24").form()).contains(DateForm.DAY_FIRST);
    assertThat(profileOf("31.01.24 12:30", "02.03.24 7:05").form()).contains(DateForm.DAY_FIRST);
    assertThat(profileOf("99-12-31", "24-01-02").form()).contains(DateForm.ISO);
    assertThat(profileOf("12-31-99", "01-02-24").form()).contains(DateForm.MONTH_FIRST);
    assertThat(profileOf("05-01-13", "06-01-14").isAmbiguous()).isTrue();
    assertThat(profileOf("1/31/24", "1/2/24").form()).contains(DateForm.MONTH_FIRST);
    assertThat(profileOf("1.7.2011", "3.12.2010").form()).contains(DateForm.DAY_FIRST);
  }

  @Test
  void aGivenOrderMakesAmbiguousTextsDates() {
    DateProfile profile = profileOf("12-11-10", "10-09-08");
    profile.settle(DateOrder.DAY_FIRST);
    assertThat(profile.form()).contains(DateForm.DAY_FIRST);
  }
}
