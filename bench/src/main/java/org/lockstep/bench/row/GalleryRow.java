package org.lockstep.bench.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.run.TrainingLog;
import org.lockstep.bench.table.Contest.Better;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.Outcome;
import org.lockstep.bench.table.Side;
import org.lockstep.bench.table.TableRow;
import org.lockstep.model.text.Text;

/** The presets of docs/gallery.md, against the same jobs in NumPy. */
final class GalleryRow implements BenchRow {
  private static final String SCRIPT = "numpy_gallery.py";
  private static final String DIGITS =
      "spark-job/src/main/resources/org/lockstep/spark/read/text/embedded/digits.csv";

  /**
   * A job.
   *
   * @param preset the job's name on both sides
   * @param data what the job needs in the folder of data sets; empty for nothing
   * @param python a module that the script needs besides NumPy; empty for none
   */
  private record Job(String preset, String data, String python) {}

  private static final List<Job> JOBS =
      List.of(
          new Job("digits", "", ""),
          new Job("mnist", "mnist", ""),
          new Job("cifar10-shallow", "cifar10/data_batch_1.bin", ""),
          new Job("cats", "cat-noncat", "h5py"),
          new Job("multi-linear", "", ""));

  @Override
  public String name() {
    return "gallery";
  }

  @Override
  public String how() {
    return "the presets in float, seconds of all epochs with their evaluations; NumPy's loop over"
        + " the same steps and evaluations, on one thread or two; the walk-throughs compute"
        + " in float64";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    List<TableRow> rows = new ArrayList<>();
    for (Job job : JOBS) {
      if (bench.choose(0, 1) == 1 && !job.data().isEmpty()) {
        continue; // NumPy takes minutes
      }
      for (String type : List.of("float64", "float32")) {
        rows.add(measure(bench, job, type));
      }
    }
    return rows;
  }

  private static TableRow measure(BenchContext bench, Job job, String type) {
    String measure = Text.format("preset %s, NumPy in %s", job.preset(), type);
    Optional<Path> sets = Optional.ofNullable(System.getenv("LOCKSTEP_DATA")).map(Path::of);
    boolean hasData =
        job.data().isEmpty()
            || sets.filter(folder -> Files.exists(folder.resolve(job.data()))).isPresent();
    if (!hasData) {
      return TableRow.skipped(measure, "no " + job.data() + " in what LOCKSTEP_DATA names");
    }
    List<Side.Setting> peers =
        bench.onThreads(
            Library.NUMPY,
            job.python(),
            (interpreter, threads) -> theirs(bench, interpreter, threads, job, type, sets));
    if (peers.isEmpty()) {
      return TableRow.skipped(measure, "no Python here has NumPy " + job.python());
    }
    Outcome outcome =
        bench.compare(
            measure + " (s)",
            Better.LOWER,
            bench.choose(2, 1),
            new Side("Lockstep", List.of(new Side.Setting("local[*]", () -> ours(bench, job)))),
            new Side("Python", peers));
    return TableRow.compared(
        "%s of its time",
        outcome.oursByTheirs(),
        measure,
        Numbers.of(outcome.ours().median(), "s"),
        Numbers.of(outcome.theirs().median(), "s, " + outcome.theirs().setting()));
  }

  private static double ours(BenchContext bench, Job job) {
    TrainingLog log =
        bench.train(
            new Master("local[*]", 0, List.of()), List.of("--preset", job.preset(), "--quiet"));
    return log.epochs().stream().mapToDouble(TrainingLog.Epoch::seconds).sum();
  }

  private static double theirs(
      BenchContext bench,
      Interpreter interpreter,
      int threads,
      Job job,
      String type,
      Optional<Path> sets) {
    List<String> arguments = new ArrayList<>(List.of("--job", job.preset(), "--dtype", type));
    arguments.addAll(List.of("--digits", bench.lockstep().home().resolve(DIGITS).toString()));
    sets.ifPresent(folder -> arguments.addAll(List.of("--sets", folder.toString())));
    Results results = bench.pythons().run(interpreter, SCRIPT, threads, arguments);
    return results.number("total_seconds");
  }
}
