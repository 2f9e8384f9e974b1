package org.lockstep.bench.row;

import java.util.List;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.peer.StorageProbe;
import org.lockstep.bench.run.Master;
import org.lockstep.bench.run.Results;
import org.lockstep.bench.table.Numbers;
import org.lockstep.bench.table.TableRow;

/** How much of MNIST the executors store. */
final class MemoryRow implements BenchRow {
  private static final double DOUBLES_MB = 60_000.0 * 784 * Double.BYTES / 1e6;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String how() {
    return "the most that Spark's storage figures show during a training on 60,000 images, labels"
        + " included, beside the same pixels as doubles";
  }

  @Override
  public List<TableRow> measure(BenchContext bench) {
    ImageFiles files = bench.data().train();
    List<String> arguments =
        Trainings.with(
            Trainings.images(files, "100", 500, 2),
            "--output",
            bench.lockstep().commands().directory().resolve("run").toString(),
            "--overwrite");
    Results results =
        bench
            .lockstep()
            .main(Master.local(Trainings.TASKS), StorageProbe.class, Trainings.train(arguments));
    double megabytes = results.number("memory_bytes") / 1e6;
    bench.record("executor memory (MB)", "Lockstep", "", 1, megabytes);
    double onDisk = results.number("disk_bytes") / 1e6;
    return List.of(
        TableRow.compared(
            "%s of it",
            new double[] {megabytes / DOUBLES_MB},
            "executor memory for MNIST's 60,000 images",
            Numbers.of(
                megabytes, onDisk > 0 ? "MB, and " + Numbers.of(onDisk, "MB on disk") : "MB"),
            Numbers.of(DOUBLES_MB, "MB as doubles")));
  }
}
