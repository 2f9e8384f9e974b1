package org.lockstep.spark.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.importance.ColumnImportance;
import org.lockstep.model.importance.ScoreMetric;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.picture.DependenceMap;
import org.lockstep.spark.picture.DependencePlot;
import org.lockstep.spark.picture.ImportancePlot;
import org.lockstep.spark.run.Pictures;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.store.Csv;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.OutputFile;
import org.lockstep.spark.store.Published;

/** The tables and pictures that {@code importance} writes. */
final class ImportanceFiles {
  private static final String NAME = "importance";

  private final String directory;
  private final Configuration configuration;
  private final Console console;
  private final List<String> dependences; // file names without suffix

  private ImportanceFiles(
      String directory, Configuration configuration, Console console, List<String> dependences) {
    this.directory = directory;
    this.configuration = configuration;
    this.console = console;
    this.dependences = dependences;
  }

  /** The default directory: {@code importance} next to a model file, or in a run's directory. */
  static String defaultDirectory(String model, Configuration configuration) throws IOException {
    Location location = Location.of(model, configuration);
    Path directory = location.isDirectory() ? location.path() : location.path().getParent();
    return new Path(directory, RunDirectory.IMPORTANCE).toString();
  }

  /**
   * Checks that these files can be written: none exists yet, or they may be replaced.
   *
   * @param dependences the columns of each
   * @throws BadInputException naming what is in the way
   */
  static ImportanceFiles check(
      String directory,
      boolean overwrite,
      List<List<String>> dependences,
      Configuration configuration,
      Console console)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (List<String> columns : dependences) {
      String name = "dependence-" + String.join("-", columns).replaceAll("[^A-Za-z0-9._-]", "_");
      names.add(names.contains(name) ? name + "-" + (names.size() + 1) : name);
    }
    List<String> all = new ArrayList<>(names);
    all.add(NAME);
    for (String name : all) {
      OutputFile.check(directory + "/" + name + ".csv", overwrite, configuration);
      OutputFile.check(directory + "/" + name + ".png", overwrite, configuration);
    }
    return new ImportanceFiles(directory, configuration, console, names);
  }

  /** Writes the importance of columns, in the given order. */
  void write(String title, ScoreMetric metric, List<ColumnImportance> columns) throws IOException {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("column", "importance", "deviation"));
    for (ColumnImportance column : columns) {
      table.add(
          List.of(
              column.column(),
              Double.toString(column.mean()),
              Double.toString(column.deviation())));
    }
    write(NAME, table);
    String axis =
        (metric.isLoss() ? "more " : "less ") + Words.of(metric) + " with the column shuffled";
    draw(NAME, out -> ImportancePlot.write(title, axis, columns, out));
  }

  /** Writes the mean predictions for request number {@code i}. */
  void write(int i, Dependence dependence, TargetSchema target) throws IOException {
    String name = dependences.get(i);
    write(name, dependence.table(target));
    String what = Dependence.prediction(target);
    DependencePlot.Axis first = dependence.axes().get(0);
    if (dependence.axes().size() == 1) {
      String title = what + " by " + Text.brief(first.column());
      draw(name, out -> DependencePlot.write(title, first, what, dependence.lines(), out));
    } else {
      draw(
          name,
          out ->
              DependenceMap.write(what, first, dependence.axes().get(1), dependence.lines(), out));
    }
  }

  private void write(String name, List<List<String>> table) throws IOException {
    Csv csv = new Csv();
    StringBuilder lines = new StringBuilder();
    table.forEach(row -> lines.append(csv.line(row)).append('\n'));
    Path path = new Path(Location.of(directory, configuration).path(), name + ".csv");
    Published.write(
        path, configuration, out -> out.write(lines.toString().getBytes(StandardCharsets.UTF_8)));
    console.say("table     " + path);
  }

  private void draw(String name, Published.Content content) throws IOException {
    Pictures pictures =
        new Pictures(Location.of(directory, configuration).path(), configuration, console);
    Optional<Path> drawn = pictures.draw(name + ".png", content);
    drawn.ifPresent(path -> console.say("picture   " + path));
  }
}
