package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DecimalSign;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.file.Model;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** Columns of money, percentages and grouped thousands. */
@Tag("slow")
class FiguresTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
  }

  private static double price(int i) {
    return 150.25 + 37.5 * (i * 11 % 80);
  }

  private static String american(double number) {
    return String.format(Locale.ROOT, "%,.2f", number);
  }

  private static String german(double number) {
    return String.format(Locale.GERMANY, "%,.2f", number);
  }

  private CommandResult train(String run, String data, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--data", data, "--target", "cost", "--epochs", "3", "--shards", "2"));
    args.addAll(List.of("--output", folder.of(run)));
    args.addAll(List.of(more));
    return CommandResult.of(args.toArray(String[]::new));
  }

  /** Writes the same table in plain numbers, in American and in German notation. */
  private void writeTables() throws IOException {
    List<String> plain = new ArrayList<>(List.of("price,rate,people,cost"));
    List<String> american = new ArrayList<>(List.of("price,rate,people,cost"));
    List<String> german = new ArrayList<>(List.of("price;rate;people;cost"));
    List<String> quoted = new ArrayList<>(List.of("price,rate,people,cost"));
    for (int i = 0; i < 160; i++) {
      double rate = i % 50 * 0.5;
      int people = 900 + 13 * (i * 7 % 90);
      double cost = -40 + 3 * price(i) + people;
      boolean isMissing = i % 20 == 9;
      plain.add(
          String.join(
              ",", isMissing ? "" : "" + price(i), "" + rate, "" + people, String.valueOf(cost)));
      american.add(
          String.join(
              ",",
              isMissing ? "-" : "\"$" + american(price(i)) + "\"",
              rate + "%",
              people < 1000 ? "" + people : "\"" + american(people).replace(".00", "") + "\"",
              "\"$ " + american(cost) + "\""));
      String[] fields = {
        isMissing ? "n/a" : german(price(i)) + " €",
        (rate + " %").replace('.', ','),
        people < 1000 ? "" + people : german(people).replace(",00", ""),
        german(cost) + " €"
      };
      german.add(String.join(";", fields));
      quoted.add("\"" + String.join("\",\"", fields) + "\"");
    }
    folder.file("plain.csv", plain.toArray(String[]::new));
    folder.file("american.csv", american.toArray(String[]::new));
    folder.file("german.csv", german.toArray(String[]::new));
    folder.file("quoted.csv", quoted.toArray(String[]::new));
  }

  @Test
  void formattedNumbersTrainTheSameModelAsPlainOnes() throws IOException {
    writeTables();
    train("plain", folder.of("plain.csv")).done();
    byte[] expected = Files.readAllBytes(path.resolve("plain/model.npz"));
    for (String way : List.of("american", "german", "quoted")) {
      CommandResult result = train(way, folder.of(way + ".csv")).done();
      assertThat(result.lines())
          .as(way)
          .contains("Note      8 numbers missing and filled: price 8")
          .anyMatch(
              line ->
                  line.startsWith("Note      read as numbers, without currency")
                      && line.contains("price (")
                      && line.contains("rate (")
                      && line.contains("people (")
                      && line.contains("cost ("));
      Model model = Folder.read(folder.of(way));
      assertThat(model.input().decimal())
          .as(way)
          .isEqualTo(way.equals("american") ? DecimalSign.POINT : DecimalSign.COMMA);
      Path same = Path.of(folder.model(way + ".npz", writtenWithPoints(model)));
      assertThat(Files.readAllBytes(same)).as(way).isEqualTo(expected);
      predict("plain", way + ".csv", way + "-out.csv").done();
    }
    predict("plain", "plain.csv", "plain-out.csv").done();
    List<Double> expectedCosts = costs("plain-out.csv"); // in the unit of the file
    assertThat(expectedCosts).hasSize(160).doesNotHaveDuplicates();
    for (String way : List.of("american", "german", "quoted")) {
      assertThat(costs(way + "-out.csv")).as(way).isEqualTo(expectedCosts);
    }
    assertThat(
            CommandResult.of("inspect", folder.of("american.csv"), "--target", "cost")
                .done()
                .lines())
        .anyMatch(
            line -> line.matches("price +number +5\\.0 % .*150\\.3 \\.\\.\\. .* 2 features: .*"))
        .anyMatch(line -> line.matches("people +whole number .*1 feature: number"));
  }

  private static Model writtenWithPoints(Model model) {
    return new Model(
        model.network(),
        model.parameters(),
        model.input().written(DecimalSign.POINT),
        model.target(),
        model.scaling(),
        model.targetScaling());
  }

  private CommandResult predict(String run, String data, String output) {
    return CommandResult.of(
        "predict",
        "--model",
        folder.of(run),
        "--data",
        folder.of(data),
        "--output",
        folder.of(output));
  }

  private List<Double> costs(String file) throws IOException {
    return folder.lines(file).stream()
        .skip(1)
        .map(line -> Double.parseDouble(line.replaceAll(".*,", "")))
        .toList();
  }

  @Test
  void numbersWithoutAClearDecimalSignUseThatOfTraining() throws IOException {
    writeTables();
    train("plain", folder.of("plain.csv")).done();
    train("german", folder.of("german.csv")).done();
    folder.file("whole.csv", "price,rate,people", "1225,12.5,1234", "900,2.5,950");
    folder.file("groups.csv", "price;rate;people", "1.225 €;12,5 %;1.234", "900 €;2,5 %;950");
    folder.file("alone.csv", "price;rate;people", "1.225;12;1.234");
    folder.file("alone-money.csv", "price;rate;people", "1.225 €;12 %;1.234");
    folder.file("alone-whole.csv", "price,rate,people", "1225,12,1234");
    folder.file("alone-point.csv", "price,rate,people", "1.2250,12,1.2340");
    for (String name : List.of("whole", "groups", "alone", "alone-money", "alone-whole")) {
      predict("german", name + ".csv", name + "-out.csv").done();
    }
    assertThat(costs("groups-out.csv")).hasSize(2).isEqualTo(costs("whole-out.csv"));
    assertThat(costs("alone-out.csv")).hasSize(1).isEqualTo(costs("alone-whole-out.csv"));
    assertThat(costs("alone-money-out.csv")).isEqualTo(costs("alone-whole-out.csv"));
    predict("plain", "alone.csv", "alone-plain-out.csv").done();
    predict("plain", "alone-point.csv", "alone-point-out.csv").done();
    assertThat(costs("alone-plain-out.csv"))
        .isEqualTo(costs("alone-point-out.csv"))
        .isNotEqualTo(costs("alone-whole-out.csv"));
  }

  @Test
  void figuresBecomeTextOnRequestOrAmongOtherTexts() throws IOException {
    List<String> lines = new ArrayList<>(List.of("band,share,code,cost"));
    for (int i = 0; i < 60; i++) {
      String band = i % 3 == 0 ? "$10" : i % 3 == 1 ? "$20 or more" : "1,000";
      lines.add("\"" + band + "\"," + (10 + i % 4) + "%,$" + i % 5 + "," + i * 2.5);
    }
    String data = folder.file("t.csv", lines.toArray(String[]::new));
    train("run", data, "--categorical", "share").done();
    List<InputColumn> columns = Folder.read(folder.of("run")).input().columns();
    assertThat(((CategoryColumn) columns.get(0)).categories())
        .containsExactly("$10", "$20 or more", "1,000");
    assertThat(((CategoryColumn) columns.get(1)).categories()).contains("10%", "13%");
    assertThat(columns.get(2)).isInstanceOf(NumberColumn.class);
  }

  @Test
  void amountsOfMoneyAreNoColumnNamesButPercentagesCanBe() throws IOException {
    String rows = folder.file("r.csv", "$5,$1.50,a", "$6,$2.50,b", "$7,$3.50,a");
    assertThat(CommandResult.of("inspect", rows).done().lines())
        .contains("rows      3", "input     [1, 2]");
    String shares = folder.file("s.csv", "25%,75%,label", "1.5,3,a", "2.5,4,b", "3.5,6,a");
    assertThat(CommandResult.of("inspect", shares).done().lines())
        .contains("rows      3", "input     [25%, 75%]");
  }

  @Test
  void aPercentageAmongPlainNumbersIsOneLine() throws IOException {
    String data = folder.file("t.csv", "x,cost", "0.5,1", "50%,2", "0.2,3");
    assertThat(train("run", data).complaint(3))
        .isEqualTo("[" + data + ":3] expected a number in column 'x' but found '50%'");
  }

  @Test
  void codesWithSpacesOrBracketsInEveryRowAreText() throws IOException {
    List<String> lines = new ArrayList<>(List.of("phone,area,loss,money,people,cost"));
    for (int i = 0; i < 40; i++) {
      String loss = i == 7 ? "5" : "(" + i + ")";
      lines.add(
          String.format(
              Locale.ROOT,
              "711 111 %d,(%d),%s,($%d),%d 234,%d",
              100 + i % 5,
              1200 + i % 3,
              loss,
              i,
              9 + i % 5,
              i));
    }
    String data = folder.file("t.csv", lines.toArray(String[]::new));
    train("run", data).done();
    List<InputColumn> columns = Folder.read(folder.of("run")).input().columns();
    assertThat(columns.stream().map(column -> column instanceof CategoryColumn))
        .containsExactly(true, true, false, false, false);
  }

  @Test
  void aColumnHasOneCurrencyOrPercentSign() throws IOException {
    writeTables();
    train("plain", folder.of("plain.csv")).done();
    String[][] bad = {
      {"$5,1,2", "€6,1,2", "one currency, or per cent throughout, in column 'price'", "€6", "3"},
      {"5,1,2", "€6,1%,2", "one currency, or per cent throughout, in column 'rate'", "1%", "3"},
      {"5,1%,2", "€6,1,2", "one currency, or per cent throughout, in column 'rate'", "1%", "2"},
    };
    for (String[] rows : bad) {
      String data = folder.file("bad.csv", "price,rate,people", rows[0], rows[1]);
      assertThat(predict("plain", "bad.csv", "bad-out.csv").complaint(3))
          .isEqualTo(
              "["
                  + data
                  + ":"
                  + rows[4]
                  + "] expected "
                  + rows[2]
                  + " but found '"
                  + rows[3]
                  + "'");
    }
    folder.file("good.csv", "price,rate,people", "$5,1%,2", "6,2%,\"1,234\"");
    predict("plain", "good.csv", "good-out.csv").done();
  }

  @Test
  void allFilesOfAColumnHaveOneCurrencyOrPercentSign() throws IOException {
    writeTables();
    train("plain", folder.of("plain.csv")).done();
    Files.createDirectory(path.resolve("parts"));
    String header = "price,rate,people";
    folder.file("parts/a.csv", header, "$5,1,2", "$6,1,2");
    folder.file("parts/b.csv", header, "5,2,2", "5,2%,3");
    folder.file("parts/c.csv", header, "€5,2,3");
    assertThat(predict("plain", "parts", "parts-out.csv").complaint(3))
        .isEqualTo(
            "["
                + folder.of("parts/b.csv")
                + ":3] expected one currency, or per cent throughout, in column 'rate' but found"
                + " '2%'");
    folder.file("parts/b.csv", header, "5,2,2");
    assertThat(predict("plain", "parts", "parts-out.csv").complaint(3))
        .isEqualTo(
            "["
                + folder.of("parts/c.csv")
                + ":2] expected one currency, or per cent throughout, in column 'price' but found"
                + " '€5'");
  }

  @Test
  void moneyInAColumnOfNumbersWithTextsIsMissing() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,p,cost"));
    for (int i = 0; i < 40; i++) {
      lines.add(i * 7 % 11 + "," + (i % 10 == 3 ? "none yet" : i * 3 % 17) + "," + i);
    }
    train("run", folder.file("t.csv", lines.toArray(String[]::new)), "--numeric", "p").done();
    folder.file("money.csv", "x,p", "3,$300");
    folder.file("missing.csv", "x,p", "3,");
    folder.file("three.csv", "x,p", "3,300");
    for (String name : List.of("money", "missing", "three")) {
      predict("run", name + ".csv", name + "-out.csv").done();
    }
    assertThat(costs("money-out.csv"))
        .hasSize(1)
        .isEqualTo(costs("missing-out.csv"))
        .isNotEqualTo(costs("three-out.csv"));
  }
}
