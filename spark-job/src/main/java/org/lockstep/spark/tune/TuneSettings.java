package org.lockstep.spark.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.run.ExistingOutput;
import org.lockstep.spark.run.OutputSettings;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.EnsembleSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.Preset;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.sweep.Cell;

/**
 * The settings of a search.
 *
 * @param own the user's options of {@code train}, by name
 * @param trials how many; empty: as many as there is time for
 * @param seconds the time limit; infinite for none
 * @param output the output directory, any Hadoop path
 */
public record TuneSettings(
    Map<String, String> own,
    OptionalInt trials,
    double seconds,
    String output,
    ExistingOutput ifThere) {

  /** The most trials of a search limited by time alone. */
  private static final int MOST_TRIALS = 81;

  /** The column of a table that comes before a trial's dimensions. */
  public static final String EPOCHS = LoopSettings.EPOCHS.name();

  private static final String MEMBERS = EnsembleSettings.MEMBERS.name();

  public TuneSettings {
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own)); // in the user's order
  }

  /**
   * Checks that there is something to search and a way to judge it.
   *
   * @throws BadInputException naming the offending option
   */
  public TuneSettings check() {
    SearchSpace.check(own);
    Task task = task();
    TrainingSettings first = preset();
    SearchSpace.around(own, task);
    if (!first.source().hasValidation()) {
      throw BadInputException.at(
          DataSettings.VALIDATION_FRACTION + "", "validation rows to judge trials by", "none");
    }
    first.toBegin();
    return this;
  }

  /** The same settings with a directory named after the data if none is given. */
  public TuneSettings withDefaultOutput() {
    return output.isEmpty()
        ? new TuneSettings(own, trials, seconds, preset().output().directory() + "-tune", ifThere)
        : this;
  }

  private Task task() {
    String named = own.get(DataSettings.TASK.name());
    return named == null ? Task.CLASSIFICATION : DataSettings.TASK.parse(named);
  }

  /** The most trials that are run. */
  public int mostTrials() {
    return trials.orElse(MOST_TRIALS);
  }

  /** The space for a task. */
  public SearchSpace space(Task task) {
    return SearchSpace.around(own, task);
  }

  /** The seed of every random choice. */
  public long seed() {
    return preset().recipe().loop().seed();
  }

  /** The rungs. */
  public Halving halving() {
    return Halving.of(preset().recipe().loop().epochs());
  }

  /** The preset with the user's options, in full. */
  public TrainingSettings preset() {
    return TrainingSettings.of(task -> values(options(space(task).trial(1, 0)), task));
  }

  /** The preset's run in the first rung, whatever the task. */
  public TrainingSettings first(Halving halving) {
    int epochs = halving.epochs().get(0);
    return TrainingSettings.of(task -> values(ofRun(space(task).trial(1, 0), epochs), task));
  }

  /** A run of a trial, once the task is known. */
  public TrainingSettings run(Trial trial, int epochs, Task task) {
    return TrainingSettings.of(values(ofRun(trial, epochs), task));
  }

  /** How many networks the best trial is trained as in the end; 1 for its run alone. */
  public int members() {
    return own.containsKey(MEMBERS) ? EnsembleSettings.MEMBERS.parse(own.get(MEMBERS)) : 1;
  }

  /** A run of a trial, trained as several networks. */
  public TrainingSettings together(Trial trial, int epochs, Task task) {
    Map<String, String> options = ofRun(trial, epochs);
    options.put(MEMBERS, Integer.toString(members()));
    options.put(OutputSettings.OUTPUT.name(), output + "/" + togetherDirectory(trial, epochs));
    return TrainingSettings.of(values(options, task));
  }

  /** The options of a trial on its own: judging it needs no other networks. */
  private Map<String, String> ofRun(Trial trial, int epochs) {
    Map<String, String> options = options(trial);
    options.remove(MEMBERS);
    options.put(EPOCHS, Integer.toString(epochs));
    options.put(OutputSettings.OUTPUT.name(), output + "/" + directory(trial, epochs));
    options.put(OutputSettings.RESUME.name(), "true");
    return options;
  }

  /** The options of {@code train}, besides the preset, that repeat a trial in full. */
  public Map<String, String> options(Trial trial) {
    return new LinkedHashMap<>(SearchSpace.options(own, trial));
  }

  private static SettingValues values(Map<String, String> options, Task task) {
    return TrainingSettings.CATALOGUE.parse(
        Preset.complete(SearchSpace.PRESET.text(), options, TrainingSettings.CATALOGUE, task));
  }

  /** The name of a run's directory. */
  private static String directory(Trial trial, int epochs) {
    return trial.number() + "_" + EPOCHS + "-" + epochs;
  }

  private String togetherDirectory(Trial trial, int epochs) {
    return directory(trial, epochs) + "_" + MEMBERS + "-" + members();
  }

  /** A run as several networks, as a row of a table. */
  public Cell togetherCell(Trial trial, int epochs) {
    Cell alone = cell(trial, epochs);
    return new Cell(
        trial.number(), togetherDirectory(trial, epochs), alone.options(), alone.values());
  }

  /** The epochs of a run that is a row of a table. */
  public static int epochs(Cell cell) {
    return Integer.parseInt(cell.values().get(0));
  }

  /** A run as a row of a table. */
  public static Cell cell(Trial trial, int epochs) {
    List<String> options = new ArrayList<>(List.of(EPOCHS));
    options.addAll(trial.names());
    List<String> values = new ArrayList<>(List.of(Integer.toString(epochs)));
    values.addAll(trial.texts());
    return new Cell(trial.number(), directory(trial, epochs), options, values);
  }
}
