package org.lockstep.spark.run;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.Secrets;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingTypes;
import org.lockstep.spark.settings.SettingValues;

/**
 * Where a run is written.
 *
 * @param directory any Hadoop path
 * @param ifThere what to do if it already holds a run
 */
public record OutputSettings(String directory, ExistingOutput ifThere) {

  /** The output directory. */
  public static final Setting<String> OUTPUT =
      Setting.named("output", SettingTypes.text("a directory"))
          .label("DIR")
          .help("The run's directory, any Hadoop path")
          .byDefault(
              "`runs/` followed by the name of the preset or the data",
              values -> Optional.of("runs/" + nameOf(values.get(SourceSettings.DATA))))
          .ofCall()
          .build();

  /** Whether to replace a run. */
  public static final Setting<Boolean> OVERWRITE =
      Setting.named("overwrite", SettingTypes.flag())
          .help("Replace an earlier run in the output directory")
          .ofCall()
          .build();

  /** Whether to resume a run. */
  public static final Setting<Boolean> RESUME =
      Setting.named("resume", SettingTypes.flag())
          .help(
              "Continue the unfinished run in the output directory from its newest valid"
                  + " checkpoint; begin one if there is none")
          .ofCall()
          .build();

  /**
   * Creates the settings from these values.
   *
   * @throws BadInputException if two of them contradict each other
   */
  public static OutputSettings of(SettingValues values) {
    boolean resume = values.find(RESUME).orElse(false);
    boolean overwrite = values.find(OVERWRITE).orElse(false);
    if (resume && overwrite) {
      throw BadInputException.at(RESUME + "", RESUME + " or " + OVERWRITE, "both");
    }
    return new OutputSettings(
        values.get(OUTPUT),
        resume
            ? ExistingOutput.RESUME
            : overwrite ? ExistingOutput.REPLACE : ExistingOutput.REFUSE);
  }

  private static String nameOf(String data) {
    Optional<Format> scheme = Format.ofScheme(data);
    if (scheme.isPresent() && scheme.get() != Format.TABLE) { // a query or a URL is not a name
      return Words.of(scheme.get());
    }
    String name = Secrets.mask(data).replaceAll("/+$", "").replaceAll(".*[/:]", "");
    String stem = name.replaceAll("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
    return stem.isEmpty() ? "data" : stem;
  }
}
