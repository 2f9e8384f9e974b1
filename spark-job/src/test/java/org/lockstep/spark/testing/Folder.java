package org.lockstep.spark.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.spark.store.Models;

/** A test's folder, with small data sets. */
public record Folder(Path path) {
  private static final List<String> INSECTS = List.of("ant", "bee", "cricket");

  public String of(String name) {
    return path.resolve(name).toString();
  }

  public String file(String name, String... lines) throws IOException {
    return Files.writeString(path.resolve(name), String.join("\n", lines) + "\n").toString();
  }

  /** Columns x, y, label: three classes of {@code rows} / 3 rows, each around its own point. */
  public String insects(String name, int rows) throws IOException {
    return table(name, "x,y,label", rows, i -> INSECTS.get(i % 3));
  }

  /** The same with classes 0 and 1. */
  public String twoClasses(String name, int rows) throws IOException {
    return table(name, "x,y,label", rows, i -> i % 3 == 0 ? "0" : "1");
  }

  private String table(
      String name, String header, int rows, java.util.function.IntFunction<String> label)
      throws IOException {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < rows; i++) {
      double x = 3 * (i % 3) + 0.3 * random.nextGaussian();
      double y = 0.3 * random.nextGaussian() - 2 * (i % 3 == 1 ? 1 : 0);
      lines.add(x + "," + y + "," + label.apply(i));
    }
    return file(name, lines.toArray(String[]::new));
  }

  /** Columns a, b, sum, difference: two targets that are linear in a and b. */
  public String sums(String name, int rows) throws IOException {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>(List.of("a,b,sum,difference"));
    for (int i = 0; i < rows; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      lines.add(a + "," + b + "," + (a + b) + "," + (a - b));
    }
    return file(name, lines.toArray(String[]::new));
  }

  public String model(String name, Model model) throws IOException {
    try (OutputStream out = Files.newOutputStream(path.resolve(name))) {
      ModelFile.write(model, out);
    }
    return of(name);
  }

  public static Model read(String run) throws IOException {
    return Models.read(run, new Configuration());
  }

  public List<String> lines(String name) throws IOException {
    return Files.readAllLines(path.resolve(name));
  }

  /** Everything in the folder, hidden files too. */
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Every directory below the folder, and every file with its time and length. */
  public String contents() throws IOException {
    StringBuilder contents = new StringBuilder();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted().toList()) {
        contents.append(file);
        if (Files.isRegularFile(file)) {
          contents.append(' ').append(Files.getLastModifiedTime(file));
          contents.append(' ').append(Files.size(file));
        }
        contents.append('\n');
      }
    }
    return contents.toString();
  }
}
