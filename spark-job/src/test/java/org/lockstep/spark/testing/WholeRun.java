package org.lockstep.spark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.RecordFile;

/** Checks what holds for every finished run, whatever happened to it. */
public final class WholeRun {
  private WholeRun() {}

  /** The same check on the local disk. */
  public static void assertWhole(java.nio.file.Path run, int epochs) throws IOException {
    assertWhole(new Path(run.toString()), new Configuration(), epochs);
  }

  /**
   * Checks that model, record and checkpoints open with the normal readers, that the log has each
   * epoch once, with increasing steps, and that no lock and no half-written file is left.
   */
  public static void assertWhole(Path run, Configuration configuration, int epochs)
      throws IOException {
    FileSystem files = run.getFileSystem(configuration);
    assertThat(Models.read(run.toString(), configuration).parameters().isFinite()).isTrue();
    assertTidy(run, configuration, "completed");
    CheckpointStore checkpoints =
        new CheckpointStore(new Path(run, RunDirectory.CHECKPOINTS), configuration);
    for (CheckpointStore.Stored stored : checkpoints.list()) {
      checkpoints.read(stored);
    }
    List<Group> rows = rows(new Path(run, RunDirectory.LOG), files, configuration);
    assertThat(rows)
        .extracting(row -> row.getInteger("epoch", 0))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, epochs).boxed().toList());
    assertThat(rows).extracting(row -> row.getLong("step", 0)).isSorted().doesNotHaveDuplicates();
    double[] seconds = rows.stream().mapToDouble(row -> row.getDouble("seconds", 0)).toArray();
    Arrays.sort(seconds);
    System.out.printf( // the cost of a fault, for the test's report
        Locale.ROOT,
        "%s: the longest of %d epochs took %.2f s, the median one %.4f s%n",
        run.getName(),
        epochs,
        seconds[epochs - 1],
        seconds[epochs / 2]);
  }

  /** Checks a run that ended in another way: its record says how, and no temporary file is left. */
  public static void assertTidy(java.nio.file.Path run, String how) throws IOException {
    assertTidy(new Path(run.toString()), new Configuration(), how);
  }

  private static void assertTidy(Path run, Configuration configuration, String how)
      throws IOException {
    FileSystem files = run.getFileSystem(configuration);
    assertThat(RecordFile.read(files, new Path(run, RunDirectory.RECORD)).map(RunDirectory::endOf))
        .contains(how);
    assertThat(names(run, files))
        .doesNotContain(RunDirectory.LOCK)
        .noneMatch(name -> name.startsWith(".") && !isHadoopsChecksum(name));
  }

  private static boolean isHadoopsChecksum(String name) {
    return name.endsWith(".crc");
  }

  private static List<Group> rows(Path log, FileSystem files, Configuration configuration)
      throws IOException {
    List<Group> rows = new ArrayList<>();
    for (String name : names(log, files)) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), new Path(log, name))
              .withConf(configuration)
              .build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** The names of all files below a directory, sorted. */
  private static List<String> names(Path directory, FileSystem files) throws IOException {
    List<String> names = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(directory, true);
    while (all.hasNext()) {
      names.add(all.next().getPath().getName());
    }
    names.sort(null);
    return names;
  }
}
