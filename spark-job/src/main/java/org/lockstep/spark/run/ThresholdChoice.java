package org.lockstep.spark.run;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lockstep.model.file.Model;
import org.lockstep.model.score.Score;
import org.lockstep.model.score.ScoreDetails;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.ThresholdRule;
import org.lockstep.spark.settings.ThresholdSettings;
import org.lockstep.spark.shard.Part;

/**
 * Chooses the threshold of a run's model: on validation rows if there are any, otherwise on
 * training rows. Never on test rows, which are there to judge the model.
 */
final class ThresholdChoice {
  private final ThresholdSettings settings;
  private final RunContext run;

  ThresholdChoice(RunContext run) {
    this.settings = ThresholdSettings.of(run.settings().values());
    this.run = run;
    settings.check(run.data().target());
  }

  /** Rewrites the model with its threshold, if one was requested. */
  void apply() throws IOException {
    if (settings.rule().isEmpty()) {
      return;
    }
    Model model = run.model();
    Part part = run.data().survey().rows(Part.VALIDATION) > 0 ? Part.VALIDATION : Part.TRAIN;
    Optional<Double> threshold = threshold(settings.rule().get(), model, part);
    if (threshold.isEmpty()) {
      run.console()
          .notice(
              "the " + RunText.rowsOf(part) + " are all of one class: the threshold stays at 0.5");
      return;
    }
    run.write(model.withThreshold(OptionalDouble.of(threshold.get())));
  }

  private Optional<Double> threshold(ThresholdRule rule, Model model, Part part) {
    if (rule instanceof ThresholdRule.Fixed fixed) {
      return Optional.of(fixed.threshold());
    }
    Score score = run.score(model, part);
    Optional<Double> threshold =
        score
            .details()
            .flatMap(ScoreDetails::thresholds)
            .flatMap(curve -> rule.choose(curve, settings.costs()));
    threshold.ifPresent(
        t ->
            run.console()
                .say(
                    Text.format(
                        "threshold %.4f, by %s on the %s", t, rule.text(), RunText.rowsOf(part))));
    return threshold;
  }
}
