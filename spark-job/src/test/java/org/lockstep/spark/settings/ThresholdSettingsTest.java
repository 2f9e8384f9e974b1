package org.lockstep.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;

class ThresholdSettingsTest {
  private static final TargetSchema THREE =
      new TargetSchema(
          Task.CLASSIFICATION, List.of("label"), List.of("a", "b", "c"), OptionalDouble.empty());

  @Test
  void aCostOfOneCountsIfTheUserStatesIt() {
    SettingValues none = SettingValues.none();
    assertThat(ThresholdSettings.of(none).hasCosts()).isFalse();
    ThresholdSettings.of(none).check(THREE);

    for (Setting<Double> cost :
        List.of(ThresholdSettings.FALSE_POSITIVE_COST, ThresholdSettings.FALSE_NEGATIVE_COST)) {
      ThresholdSettings settings = ThresholdSettings.of(none.with(cost, 1.0));
      assertThat(settings.hasCosts()).isTrue();
      assertThatThrownBy(() -> settings.check(THREE))
          .isInstanceOf(BadInputException.class)
          .hasMessage("[" + cost.name() + "] expected two classes but found 3");
    }
  }
}
