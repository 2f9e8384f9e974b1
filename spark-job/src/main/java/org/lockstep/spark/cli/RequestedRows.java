package org.lockstep.spark.cli;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.job.EvaluatedData;
import org.lockstep.spark.job.EvaluationRows;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingValues;

/** Resolves which labelled rows a command reads. */
final class RequestedRows {
  private static final Catalogue READING = Commands.reading(ReadingSettings.LABELS);

  private RequestedRows() {}

  /**
   * The rows.
   *
   * @param path of the data; empty if not given
   * @return empty if the user named neither data nor a part of the run
   * @throws BadInputException if the user repeats a reading option that the run already defines
   */
  static Optional<EvaluatedData> of(SettingValues values, Optional<String> path) {
    EvaluationRows asked = values.get(EvaluationRows.ROWS);
    if (asked.isOfRun()) {
      checkReading(values, EvaluationRows.ROWS + " " + asked.text());
      return Optional.of(asked.ofRun(path, values.given(ReadingSettings.READ_OPTION)));
    }
    return path.map(
        from ->
            new EvaluatedData.Files(
                ReadOptions.of(
                        values, from, values.find(ReadingSettings.LABELS), TargetUse.REQUIRED)
                    .withRows(asked.range())));
  }

  /**
   * Refuses reading options that the run already defines.
   *
   * @param place the option that makes the run define them
   */
  static void checkReading(SettingValues values, String place) {
    for (Setting<?> setting : READING.settings()) {
      boolean mayBeSecret = setting == ReadingSettings.READ_OPTION; // which is never recorded
      if (values.given(setting).isPresent() && !mayBeSecret) {
        throw BadInputException.at(
            place, "no other reading option, because the run defines them,", setting + "");
      }
    }
  }
}
