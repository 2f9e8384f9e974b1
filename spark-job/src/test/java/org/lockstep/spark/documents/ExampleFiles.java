package org.lockstep.spark.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.ArrayBytes;

/** The files that the examples name: small, and with the columns that the examples ask for. */
final class ExampleFiles {
  static final String USER = "me";
  static final String PASSWORD = "not-shown";

  private static final int ROWS = 120;
  private static final List<String> TOWNS = List.of("Bern", "Basel", "Genf");
  private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

  private final Random random = new Random(1);
  private final Path folder;

  private ExampleFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes all that need no Spark. */
  static void write(Path folder) throws IOException {
    new ExampleFiles(folder).write();
  }

  private void write() throws IOException {
    for (String name : List.of("train.csv", "more.csv")) {
      csv(name, "petal,stem,species,price", this::flower);
    }
    csv("iris.csv", "a,b,c,d,species", i -> measures(i) + "," + SPECIES.get(i % 3));
    csv(
        "iris-by-name.csv",
        "id,petal_length,petal_width,sepal_length,sepal_width,species",
        i -> i + "," + measures(i) + "," + SPECIES.get(i % 3));
    csv(
        "new.csv",
        "petal,stem,price,year,genre",
        i -> flower(i).replaceAll("[a-z]+,", "") + film(i));
    csv("churn.csv", "customer_id,age,town,zip,joined,first_date,churned", this::customer);
    csv("tomorrow.csv", "id,name,age,town,joined", this::visitor);
    csv("flights.csv", "distance,carrier,delay", i -> i + "," + TOWNS.get(i % 3) + "," + 2.5 * i);
    csv("films.csv", "year,genre,funny,sad,long", i -> film(i).substring(1) + labels(i));
    csv("sms.csv", "label,message", i -> i % 2 == 0 ? "spam,win money now" : "ham,see you at home");
    csv("orders.csv", "customer,amount,returned", i -> i % 20 + "," + noisy(i % 5) + "," + yes(i));
    csv("sales.csv", "day,amount,sold", i -> day(3 * i) + "," + noisy(i % 7) + "," + noisy(i % 7));
    String sales =
        IntStream.range(0, ROWS)
            .mapToObj(
                i -> Text.format("{\"spent\": %s, \"churned\": \"%s\"}\n", noisy(i % 2), yes(i)))
            .collect(Collectors.joining());
    Files.write(folder.resolve("sales.jsonl.gz"), ArrayBytes.gzip(sales.getBytes(UTF_8), 1));
    Files.writeString(
        folder.resolve("password.txt"), "--read-option password=" + PASSWORD + "\n", UTF_8);
    idx("train", 90);
    idx("t10k", 30);
    try (WritableHdfFile file = HdfFile.write(folder.resolve("cats.h5"))) {
      file.putDataset("train_set_x", cats());
      file.putDataset("train_set_y", IntStream.range(0, 20).map(i -> i % 2).toArray());
    }
    Files.write(folder.resolve("pictures.zip"), pictures());
  }

  private void csv(String name, String header, IntFunction<String> row) throws IOException {
    String rows = IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve(name), header + "\n" + rows + "\n", UTF_8);
  }

  private String noisy(int value) {
    return Text.format("%.3f", value + random.nextGaussian() / 5);
  }

  private String measures(int i) {
    int kind = i % 3;
    return String.join(",", noisy(kind), noisy(2 * kind), noisy(3 - kind), noisy(3));
  }

  private String flower(int i) {
    return noisy(i % 3) + "," + noisy(2) + "," + SPECIES.get(i % 3) + "," + noisy(5 + i % 3);
  }

  private static String day(int i) {
    return LocalDate.of(2023, 6, 1).plusDays(i).toString();
  }

  private static String yes(int i) {
    return i % 2 == 0 ? "yes" : "no";
  }

  private String customer(int i) {
    int age = 20 + (37 * i) % 50;
    String zip = Integer.toString(3000 + i % 4);
    return String.join(
        ",",
        Integer.toString(900 + i),
        Integer.toString(age),
        TOWNS.get(i % 3),
        zip,
        day(5 * i),
        day(3 * i),
        yes(age < 45 ? 0 : 1));
  }

  private String visitor(int i) {
    return String.join(
        ",", "" + i, "N" + i, "" + (20 + i % 50), i == 3 ? "" : TOWNS.get(i % 3), day(i));
  }

  private static String film(int i) {
    return "," + (1950 + i % 70) + "," + TOWNS.get(i % 3);
  }

  private static String labels(int i) {
    return "," + i % 2 + "," + (i % 3 == 0 ? 1 : 0) + "," + (i % 5 == 0 ? 1 : 0);
  }

  /** Images and labels in MNIST's layout and under its names. */
  private void idx(String part, int items) throws IOException {
    int[] pixels = new int[items * 28 * 28];
    int[] labels = new int[items];
    for (int i = 0; i < items; i++) {
      labels[i] = i % 10;
      for (int j = 0; j < 784; j++) {
        pixels[784 * i + j] = j / 78 == labels[i] ? 200 + random.nextInt(50) : random.nextInt(50);
      }
    }
    byte[] images = ArrayBytes.idx(8, new int[] {items, 28, 28}, pixels);
    Files.write(folder.resolve(part + "-images-idx3-ubyte.gz"), ArrayBytes.gzip(images, 1));
    byte[] classes = ArrayBytes.idx(8, new int[] {items}, labels);
    Files.write(folder.resolve(part + "-labels-idx1-ubyte.gz"), ArrayBytes.gzip(classes, 1));
  }

  private byte[][][][] cats() {
    byte[][][][] images = new byte[20][8][8][3];
    for (int i = 0; i < images.length; i++) {
      for (byte[][] row : images[i]) {
        for (byte[] pixel : row) {
          random.nextBytes(pixel);
          pixel[0] = (byte) (100 * (i % 2));
        }
      }
    }
    return images;
  }

  private static byte[] pictures() {
    List<Object> entries = new ArrayList<>();
    for (String part : List.of("train", "test")) {
      for (int i = 0; i < 24; i++) {
        String kind = i % 2 == 0 ? "cat" : "dog";
        entries.add(part + "/" + kind + "/" + i + ".png");
        entries.add(ArrayBytes.png(20 + 5 * i + 100 * (i % 2)));
      }
    }
    return ArrayBytes.zip(true, entries.toArray());
  }
}
