package org.lockstep.spark.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.DataFingerprint;
import org.lockstep.model.file.DataFingerprint.DataFile;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.table.Snapshot;
import org.lockstep.spark.train.TrainingResult.End;

/**
 * The run to resume, as recorded in its {@code run.json}.
 *
 * @param name of its directory, for messages
 * @param started when it began
 * @param end how it ended, if it is done
 * @param targetScaling of its targets, if they are scaled
 * @param initialWeights the checksum of initial weights that came from a file
 * @param hosts the recorded hosts that have computed it so far
 */
public record EarlierRun(
    String name,
    String runId,
    String started,
    RunFingerprint fingerprint,
    Optional<RunEnd> end,
    Optional<TargetScaling> targetScaling,
    Optional<String> initialWeights,
    List<JsonNode> hosts) {
  private static final String STRATIFY = OptionNames.of(SplitSettings.STRATIFY.name());

  /**
   * Returns the run in a directory that is to be resumed; empty if there is none.
   *
   * @throws BadInputException if it is a run with other settings
   */
  public static Optional<EarlierRun> of(RunDirectory directory, TrainingSettings settings) {
    Optional<EarlierRun> earlier =
        directory.earlier().map(record -> read(directory.name(), record));
    earlier.ifPresent(run -> run.check(run.asBegun(settings)));
    return earlier;
  }

  static EarlierRun read(String name, JsonNode record) {
    String place = name + "/" + RunDirectory.RECORD;
    String how = RunDirectory.endOf(record);
    List<JsonNode> hosts = new ArrayList<>();
    record.path("hosts").forEach(hosts::add);
    return new EarlierRun(
        name,
        record.path("run_id").asText(),
        record.path("started").asText(),
        RunFingerprint.fromJson(place, "fingerprint", record.path("fingerprint")),
        RunDirectory.isDone(how)
            ? Optional.of(
                new RunEnd(
                    Words.find(End.class, how).orElseThrow(),
                    Text.passage(record.path("ended").path("detail").asText()),
                    RunEnd.epochOfModel(record).orElse(0)))
            : Optional.empty(),
        RunRecord.targetScaling(place, record),
        Optional.ofNullable(record.path(RunRecord.INITIAL_WEIGHTS).textValue()),
        hosts);
  }

  /**
   * These settings with what the run decided from its data. A run from a version that did not yet
   * scale targets or stratify held-out rows continues without them.
   */
  public TrainingSettings asBegun(TrainingSettings given) {
    boolean isByClass = fingerprint.configuration().containsKey(STRATIFY);
    TrainingSettings settings =
        isByClass || given.values().given(SplitSettings.STRATIFY).isPresent()
            ? given
            : given.withoutClasses();
    return settings.data().targetScale().isPresent()
        ? settings
        : settings.withTargetScale(
            targetScaling.map(TargetScaling::kind).orElse(TargetScaling.Kind.NONE));
  }

  /**
   * The data request of these settings, with the run's number of shards, target scaling and
   * snapshots.
   */
  public DataRequest request(TrainingSettings settings) {
    List<Snapshot> pins =
        fingerprint.data().files().stream()
            .flatMap(file -> Snapshot.of(file.path()).stream())
            .toList();
    DataRequest request = DataRequest.of(settings).withShards(shards()).withPins(pins);
    return targetScaling.map(request::withTargetScaling).orElse(request);
  }

  /** S. */
  public int shards() {
    return fingerprint.data().shards();
  }

  private void check(TrainingSettings settings) {
    List<String> differences =
        TrainingSettings.CATALOGUE.differences(fingerprint.configuration(), settings.ofResult());
    if (!differences.isEmpty() && settings.ofNumbers().isPresent()) {
      List<String> ofNumbers =
          TrainingSettings.CATALOGUE.differences(
              fingerprint.configuration(), settings.of(Task.REGRESSION).ofResult());
      differences = ofNumbers.size() < differences.size() ? ofNumbers : differences;
    }
    int given = settings.compute().shards().orElse(shards());
    if (given != shards()) {
      differences.add(ComputeSettings.SHARDS + " " + given + " instead of " + shards());
    }
    if (!differences.isEmpty()) {
      throw BadInputException.at(
          name, "the settings of the run to resume", String.join(", ", differences));
    }
  }

  /**
   * Checks that the data is what the run began with.
   *
   * @param notices receives a notice if files have a new modification time but the same rows
   */
  void check(DataFingerprint now, Consumer<String> notices) {
    checkData(now, "the data of the run to resume", notices);
  }

  /**
   * The same check for another purpose.
   *
   * @param expected for messages
   */
  void checkData(DataFingerprint now, String expected, Consumer<String> notices) {
    DataFingerprint before = fingerprint.data();
    List<String> differences = new ArrayList<>();
    Map<String, DataFile> there = new HashMap<>();
    now.files().forEach(file -> there.put(file.path(), file));
    List<String> touched = new ArrayList<>();
    for (DataFile file : before.files()) {
      DataFile found = there.remove(file.path());
      if (found == null) {
        differences.add("no " + Text.passage(file.path()));
      } else if (found.length() != file.length()) {
        differences.add(
            Text.format(
                "%s with %,d bytes instead of %,d", file.path(), found.length(), file.length()));
      } else if (found.modified() != file.modified()) {
        touched.add(file.path());
      }
    }
    there.keySet().stream().sorted().map(path -> path + " in addition").forEach(differences::add);
    addCount(differences, "training rows", before.trainRows(), now.trainRows());
    addCount(differences, "validation rows", before.validationRows(), now.validationRows());
    addCount(differences, "test rows", before.testRows(), now.testRows());
    if (differences.isEmpty() && !before.checksums().equals(now.checksums())) {
      differences.add(
          touched.isEmpty() ? "other rows" : "other rows in " + String.join(", ", touched));
    }
    if (!differences.isEmpty()) {
      throw BadInputException.at(name, expected, String.join(", ", differences));
    }
    if (!touched.isEmpty()) {
      notices.accept("modified since, but with the same rows: " + String.join(", ", touched));
    }
  }

  private static void addCount(List<String> differences, String what, long before, long now) {
    if (before != now) {
      differences.add(Text.format("%,d %s instead of %,d", now, what, before));
    }
  }
}
