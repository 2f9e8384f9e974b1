package org.lockstep.spark.cli;

import java.util.Map;
import java.util.OptionalInt;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.job.TuneJob;
import org.lockstep.spark.run.ExistingOutput;
import org.lockstep.spark.run.SourceSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.sweep.SweepResult;
import org.lockstep.spark.tune.TuneSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tune}. */
@Command(
    name = "tune",
    description = {
      "Searches for better settings than those of the preset tabular, by random search around it"
          + " and successive halving.",
      "Validation rows decide which is best. Any option of train is used as given, not searched.",
      "Writes model.npz, the best model; tune.csv, tune.parquet and tune.png; and a directory for"
          + " each run."
    })
final class TuneCommand extends Subcommand implements SettingsCommand {
  private static final String TRIALS = "--trials";
  private static final String MINUTES = "--minutes";
  private static final double USUAL_MINUTES = 10;
  private static final int MOST_TRIALS = 1000;

  @Mixin private SqlOption sql = new SqlOption();

  @Option(
      names = MINUTES,
      paramLabel = "N",
      description =
          "Time limit: no run begins that is likely to end later [10, unless --trials is"
              + " given].")
  private Double minutes;

  @Option(
      names = TRIALS,
      paramLabel = "K",
      description = "How many trials to begin with, including the preset [as many as fit].")
  private Integer trials;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Any Hadoop path [runs/NAME-tune, named after the data].")
  private String output;

  @Option(
      names = "--resume",
      description = "Continue the search in the output directory; begin one if there is none.")
  private boolean resume;

  @Option(names = "--overwrite", description = "Replace an earlier search there.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  /** The settings of train, except those that a search sets itself. */
  @Override
  public Catalogue catalogue() {
    return Commands.OF_CELLS;
  }

  @Override
  public Integer call() throws Exception {
    TuneSettings settings = parsed(this::settings);
    SweepResult result =
        Sessions.with(
            "tune", terminal, spark -> new TuneJob(spark, settings, terminal.console()).run());
    return Commands.end(spec(), result, settings.output(), "runs");
  }

  private TuneSettings settings() {
    Map<String, String> own = SettingOptions.given(spec(), Commands.OF_CELLS);
    own.put(
        SourceSettings.DATA.name(),
        sql.orRequiredPath(
            own.get(SourceSettings.DATA.name()),
            SourceSettings.DATA + "",
            "--data PATH",
            spec().name()));
    if (minutes != null && !(minutes > 0 && minutes < Double.POSITIVE_INFINITY)) {
      throw BadInputException.at(MINUTES, "more than 0 minutes", minutes.toString());
    }
    if (trials != null && (trials < 2 || trials > MOST_TRIALS)) {
      throw BadInputException.at(TRIALS, "2 to " + MOST_TRIALS + " trials", trials.toString());
    }
    if (resume && overwrite) {
      throw BadInputException.at("--resume", "--resume or --overwrite", "both");
    }
    double seconds = 60 * (minutes == null ? USUAL_MINUTES : minutes);
    TuneSettings settings =
        new TuneSettings(
            own,
            trials == null ? OptionalInt.empty() : OptionalInt.of(trials),
            minutes == null && trials != null ? Double.POSITIVE_INFINITY : seconds,
            output == null ? "" : output,
            resume
                ? ExistingOutput.RESUME
                : overwrite ? ExistingOutput.REPLACE : ExistingOutput.REFUSE);
    return settings.withDefaultOutput().check();
  }
}
