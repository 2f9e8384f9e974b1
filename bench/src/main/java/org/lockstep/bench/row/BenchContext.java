package org.lockstep.bench.row;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.lockstep.bench.data.BenchData;
import org.lockstep.bench.run.Lockstep;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Pythons;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Contest;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.RunReport;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.Side.Setting;
import org.lockstep.bench.table.Stats;
import org.lockstep.model.text.Text;

/** What every row needs to measure and to report its results. */
public final class BenchContext {
  private final Lockstep lockstep;
  private final Pythons pythons;
  private final BenchData data;
  private final boolean quick;
  private final RunReport report;
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> blases = new LinkedHashSet<>(); // of our runs in this row
  private String row = "";

  /**
   * A context for a whole run.
   *
   * @param quick fewer and shorter repetitions, to check that everything works
   */
  public BenchContext(
      Lockstep lockstep, Pythons pythons, BenchData data, boolean quick, RunReport report) {
    this.lockstep = lockstep;
    this.pythons = pythons;
    this.data = data;
    this.quick = quick;
    this.report = report;
  }

  /** Assigns measurements to this row from now on. */
  public void enter(BenchRow entered) {
    row = entered.name();
    blases.clear();
    note("`" + row + "`: " + entered.how());
  }

  /** Adds a note below the table, once. */
  public void note(String text) {
    notes.add(text);
  }

  /** The notes below the table. */
  public List<String> notes() {
    return new ArrayList<>(notes);
  }

  /** Lockstep itself. */
  public Lockstep lockstep() {
    return lockstep;
  }

  /** The peers in Python. */
  public Pythons pythons() {
    return pythons;
  }

  /**
   * The settings of a Python library: each interpreter that has it, with each number of threads up
   * to the cores of a row; the best of them counts. Empty if no interpreter has it.
   *
   * @param module a module that a peer needs besides the library; empty for none
   * @param timed runs the peer once, with this many threads for its BLAS
   */
  public List<Setting> onThreads(
      Library library, String module, ToDoubleBiFunction<Interpreter, Integer> timed) {
    List<Setting> settings = new ArrayList<>();
    for (Interpreter interpreter : having(library, module)) {
      for (int threads = 1; threads <= Trainings.TASKS; threads++) {
        int n = threads;
        settings.add(
            new Setting(
                interpreter.title() + (n == 1 ? " on 1 thread" : " on " + n + " threads"),
                () -> timed.applyAsDouble(interpreter, n)));
      }
    }
    return settings;
  }

  /**
   * The interpreters with a library and another module; the head will name what the library
   * computes with.
   */
  public List<Interpreter> having(Library library, String module) {
    List<Interpreter> having =
        pythons.having(library).stream().filter(each -> pythons.has(each, module)).toList();
    if (having.isEmpty()) {
      report
          .head()
          .side(
              library.title()
                  + (module.isEmpty() ? "" : " with " + module)
                  + ": not installed here");
    }
    having.forEach(each -> report.head().side(each.description()));
    return having;
  }

  /** The data of the measures. */
  public BenchData data() {
    return data;
  }

  /** Picks the number for a full run or the one for a quick run. */
  public int choose(int full, int inQuickRun) {
    return quick ? inQuickRun : full;
  }

  /** Measures two sides in turns. */
  public Outcome compare(String measure, Better better, int rounds, Side ours, Side theirs) {
    return compare(measure, better, rounds, List.of(ours), theirs).get(0);
  }

  /** Measures each of our sides and one other side in turns. */
  public List<Outcome> compare(
      String measure, Better better, int rounds, List<Side> ours, Side theirs) {
    return new Contest(better, rounds, new Recorder(measure)).run(ours, theirs);
  }

  /** Records a value measured in addition to a comparison. */
  public void record(String measure, String side, String setting, int round, double value) {
    report.measurements().add(row, measure, side, setting, round, value);
    report(measure, side, setting, round, Numbers.of(value));
  }

  /** Records the values of all rounds and reports their median. */
  public void record(String measure, String side, double[] values) {
    for (int i = 0; i < values.length; i++) {
      report.measurements().add(row, measure, side, "", i + 1, values[i]);
    }
    progress(Text.format("%s, %s: %s", measure, side, Numbers.of(Stats.median(values))));
  }

  /** Reports what is running. */
  public void progress(String text) {
    report.progress().accept(row + ": " + text);
  }

  /** Trains as {@link Lockstep#train}; the row's lines will name its BLAS. */
  public TrainingLog train(Master master, List<String> arguments) {
    TrainingLog log = lockstep.train(master, arguments);
    computedWith(log.blas());
    return log;
  }

  /** Makes the row's lines name this BLAS as ours. */
  public void computedWith(String blas) {
    blases.add(blas);
    report.head().side(lockstep.title() + ": BLAS " + blas);
  }

  /** Adds to the head what another side computes with. */
  public void side(String name, String blas) {
    report.head().side(name + ": " + blas);
  }

  /** The BLAS of our runs in this row. */
  public String blas() {
    return String.join("; ", blases);
  }

  private void report(String measure, String side, String setting, int round, String what) {
    String who = setting.isEmpty() ? side : side + " (" + setting + ")";
    progress(Text.format("%s, round %d, %s: %s", measure, round, who, what));
  }

  /** Reports what is running, and records the values. */
  private final class Recorder implements Contest.Listener {
    private final String measure;

    Recorder(String measure) {
      this.measure = measure;
    }

    @Override
    public void measures(String side, String setting, int round) {
      report(measure, side, setting, round, "...");
    }

    @Override
    public void measured(String side, String setting, int round, double value) {
      record(measure, side, setting, round, value);
    }
  }
}
