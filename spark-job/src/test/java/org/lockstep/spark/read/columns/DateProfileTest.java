package org.lockstep.spark.read.columns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DateOrder;

class DateProfileTest {
  private static DateProfile of(String... texts) {
    DateProfile profile = new DateProfile();
    for (String text : texts) {
      DateProfile next = new DateProfile();
      next.add(text);
      profile.append(next);
    }
    return profile;
  }

  @Test
  void versionsAndNumbersOfPartsAreNoDates() {
    assertThat(of("1.7.11", "3.12.10", "1.1.22").form()).isEmpty();
    assertThat(of("13.12.10", "1.1.22").form()).isEmpty();
    assertThat(of("12-11-10", "10-09-08").form()).isEmpty();
    assertThat(of("12-11-10", "10-09-08").isAmbiguous()).isFalse();
    assertThat(of("24-1-31").form()).isEmpty();
  }

  @Test
  void datesWithAYearOfTwoDigitsTellTheirDay() {
    assertThat(of("31.01.24", "02.03.24").form()).contains(DateForm.DAY_FIRST);
    assertThat(of("31.01.24 12:30", "02.03.24 7:05").form()).contains(DateForm.DAY_FIRST);
    assertThat(of("99-12-31", "24-01-02").form()).contains(DateForm.ISO);
    assertThat(of("12-31-99", "01-02-24").form()).contains(DateForm.MONTH_FIRST);
    assertThat(of("05-01-13", "06-01-14").isAmbiguous()).isTrue();
    assertThat(of("1/31/24", "1/2/24").form()).contains(DateForm.MONTH_FIRST);
    assertThat(of("1.7.2011", "3.12.2010").form()).contains(DateForm.DAY_FIRST);
  }

  @Test
  void whoSaysTheOrderSaysThatTheyAreDates() {
    DateProfile profile = of("12-11-10", "10-09-08");
    profile.settle(DateOrder.DAY_FIRST);
    assertThat(profile.form()).contains(DateForm.DAY_FIRST);
  }
}
