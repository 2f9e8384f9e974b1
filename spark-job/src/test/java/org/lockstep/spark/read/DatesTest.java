package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** Daily sales that are low on Sundays, high in December, and rise over the years. */
@Tag("slow")
class DatesTest {
  private static final int DAYS = 1000;

  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void makeSales() throws IOException {
    folder = new Folder(path);
    List<String> lines = new ArrayList<>(List.of("when,n,sold"));
    DateTimeFormatter written = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    for (int i = 0; i < DAYS; i++) {
      LocalDate day = LocalDate.of(2021, 3, 1).plusDays(i);
      double sold =
          100
              + i * 0.05
              + 20 * Math.cos(2 * Math.PI * day.getDayOfYear() / 365)
              - (day.getDayOfWeek().getValue() == 7 ? 60 : 0);
      String n = i % 50 == 0 ? "many" : Integer.toString(i % 7);
      lines.add((i % 100 == 3 ? "" : written.format(day)) + "," + n + "," + sold);
    }
    data = folder.file("sales.csv", lines.toArray(String[]::new));
  }

  private CommandResult train(String run, String options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--preset",
                "plain-sgd",
                "--data",
                data,
                "--target",
                "sold",
                "--output",
                folder.of(run)));
    Stream.of(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(args::add);
    return CommandResult.of(args.toArray(String[]::new));
  }

  private CommandResult predict(String run, String file, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "predict",
                "--model",
                folder.of(run),
                "--data",
                file,
                "--output",
                folder.of("p.csv")));
    args.addAll(List.of(more));
    return CommandResult.of(args.toArray(String[]::new));
  }

  @Test
  void datesBecomePartsThatAreLearnedFrom() throws IOException {
    CommandResult result =
        train("run", "--numeric n --epochs 60 --optimizer adam --learning-rate 0.01");
    assertThat(result.done().lines())
        .contains(
            "Note      dates become parts, such as month and weekday: when (day first);"
                + " --categorical keeps one as text",
            "Note      10 dates missing and filled: when 10",
            "Note      20 texts among numbers, filled as missing: n 20");
    DateColumn when = (DateColumn) Folder.read(folder.of("run")).input().columns().get(0);
    assertThat(when.form()).isEqualTo(DateForm.DAY_FIRST);
    assertThat(when.unit()).isEqualTo(DateUnit.DAY);
    assertThat(when.parts())
        .containsExactly(DatePart.DAYS, DatePart.MONTH, DatePart.DAY, DatePart.WEEKDAY);
    assertThat(when.indicator()).isTrue();
    assertThat(result.out()).containsPattern("train R² 0\\.9");
  }

  @Test
  void predictionsPrepareDatesAsTrainingDidAndReportTextsThatAreNoDates() throws IOException {
    train("run", "--numeric n --epochs 3 --quiet").done();
    String tomorrow =
        folder.file("t.csv", "n,when", "1,24.12.2023", "lots,2.1.2024", "3,31.02.2024", "4,");
    assertThat(predict("run", tomorrow).done().lines())
        .contains(
            "Note      1 values missing and filled: when 1",
            "Note      1 texts among numbers, filled as missing: n 1",
            "Note      1 values that are not dates, filled as missing: when 1");
    Scorer scorer = Scorer.open(path.resolve("run").resolve("model.npz"));
    DateColumn when = (DateColumn) scorer.model().input().columns().get(0);
    double[][] raw = {
      {when.value("24.12.2023"), 1},
      {when.value("02.01.2024"), Double.NaN},
      {Double.NaN, 3},
      {Double.NaN, 4}
    };
    List<String> lines = folder.lines("p.csv");
    for (int i = 0; i < raw.length; i++) {
      String[] fields = lines.get(i + 1).split(",", -1);
      assertThat(Double.parseDouble(fields[fields.length - 1]))
          .isCloseTo(scorer.outputs(raw[i])[0], within(1e-4));
    }
  }

  @Test
  void aTextThatIsNoDateIsAnErrorIfNothingMayBeMissing() throws IOException {
    String whole =
        folder.file("w.csv", "when,sold", "2024-01-31,1", "2024-03-01,2", "2024-03-08,4");
    CommandResult.ofPlainTraining(
            whole, folder.of("run"), "--target", "sold", "--missing", "refuse", "--epochs", "2")
        .done();
    String bad = folder.file("bad.csv", "when", "2024-01-31", "soon");
    assertThat(predict("run", bad).complaint(3))
        .isEqualTo("[" + bad + ":3] expected a date, iso, in column 'when' but found 'soon'");
  }

  @Test
  void datesCanBeKeptAsText() throws IOException {
    train("run", "--categorical when --numeric n --max-categories 20 --epochs 1 --quiet").done();
    assertThat(Folder.read(folder.of("run")).input().columns().get(0))
        .isInstanceOf(CategoryColumn.class);
    assertThat(Folder.read(folder.of("run")).input().columns().get(0).width()).isEqualTo(22);
  }

  @Test
  void ambiguousDatesAreLeftOutWithANote() throws IOException {
    List<String> lines = new ArrayList<>(List.of("when,x,y"));
    for (int i = 0; i < 60; i++) {
      lines.add(Text.format("%02d/%02d/2024,%d,%d", 1 + i % 12, 1 + i / 12, i % 9, i % 2));
    }
    String dubious = folder.file("d.csv", lines.toArray(String[]::new));
    CommandResult result =
        CommandResult.ofPlainTraining(dubious, folder.of("r"), "--target", "y", "--epochs", "1");
    assertThat(result.done().lines())
        .contains(
            "Note      left out: when, which holds dates that do not show the order of day, month"
                + " and year (set --date-order); --features names what to keep");
    for (DateForm form : List.of(DateForm.DAY_FIRST, DateForm.MONTH_FIRST)) {
      CommandResult.ofPlainTraining(
              dubious,
              folder.of(form.name()),
              "--target",
              "y",
              "--epochs",
              "1",
              "--date-order",
              Words.of(form))
          .done();
      DateColumn when = (DateColumn) Folder.read(folder.of(form.name())).input().columns().get(0);
      assertThat(when.form()).isEqualTo(form);
    }
  }

  @Test
  void manyDateFormatsAreReadAndPredictedAlike() throws IOException {
    Map<String, DateForm> forms =
        Map.of(
            "named", DateForm.DAY_MONTH_NAME,
            "oracle", DateForm.DAY_MONTH_NAME,
            "american", DateForm.MONTH_NAME_DAY,
            "eight", DateForm.COMPACT,
            "excel", DateForm.MONTH_FIRST,
            "dotted", DateForm.DAY_FIRST,
            "short", DateForm.ISO);
    List<String> lines =
        new ArrayList<>(List.of("named;oracle;american;eight;excel;dotted;short;number;y"));
    for (int i = 0; i < 120; i++) {
      LocalDate day = LocalDate.of(1990, 1, 1).plusDays(53L * i);
      LocalDate old = LocalDate.of(1970, 1, 1).plusDays(83L * i); // its years reveal the order
      String number = i == 7 ? "20241399" : written("yyyyMMdd", day);
      lines.add(
          String.join(
              ";",
              written("d MMM yyyy", day),
              written("dd-MMM-yy", day).toUpperCase(Locale.ROOT),
              written("MMMM d, yyyy", day),
              i % 9 == 0 ? "-" : written("yyyyMMdd", day),
              written("M/d/yy", day),
              written("dd.MM.yy", day),
              written("yy-MM-dd", i == 0 ? LocalDate.of(1999, 12, 31) : old),
              number,
              Integer.toString(i % 2)));
    }
    data = folder.file("ways.csv", lines.toArray(String[]::new));
    CommandResult result =
        CommandResult.ofPlainTraining(
            data, folder.of("run"), "--target", "y", "--task", "regression", "--epochs", "2");
    assertThat(result.done().lines())
        .anyMatch(line -> line.startsWith("Note      dates become parts") && line.contains("eight"))
        .contains("Note      14 dates missing and filled: eight 14");
    Scorer scorer = Scorer.open(path.resolve("run").resolve("model.npz"));
    for (InputColumn column : scorer.model().input().columns()) {
      if (column.name().equals("number")) {
        assertThat(column).isInstanceOf(NumberColumn.class);
      } else {
        assertThat(((DateColumn) column).form()).isEqualTo(forms.get(column.name()));
      }
    }
    String tomorrow =
        folder.file(
            "t.csv",
            lines.get(0).substring(0, lines.get(0).length() - 2),
            "1 Feb 2024;01-FEB-24;Feb 1, 2024;20240201;2/1/24;01.02.24;99-02-01;20240201",
            ";;;20240299;;;;");
    assertThat(predict("run", tomorrow).done().lines())
        .contains("Note      1 values that are not dates, filled as missing: eight 1");
    Map<String, Object> row = new HashMap<>();
    String[] names = lines.get(0).split(";", -1);
    String[] fields = folder.lines("t.csv").get(1).split(";", -1);
    for (int i = 0; i < fields.length; i++) {
      boolean isNumber = names[i].equals("eight") || names[i].equals("number");
      row.put(names[i], isNumber ? (Object) Integer.valueOf(fields[i]) : fields[i]);
    }
    String[] predicted = folder.lines("p.csv").get(1).split(",", -1);
    assertThat(Double.parseDouble(predicted[predicted.length - 1]))
        .isCloseTo(scorer.outputs(row)[0], within(1e-4));
  }

  private static String written(String pattern, LocalDate day) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(day);
  }

  @Test
  void timesHaveAnHourAndTheSameBitsOnAnyNumberOfTasks() throws IOException {
    List<String> lines = new ArrayList<>(List.of("at,y"));
    for (int i = 0; i < 500; i++) {
      int hour = i * 7 % 24;
      lines.add(
          Text.format(
              "2024-%02d-%02dT%02d:%02d:00Z,%d",
              1 + i % 6, 1 + i % 28, hour, i % 60, hour < 6 ? 1 : 0));
    }
    data = folder.file("t.csv", lines.toArray(String[]::new));
    byte[] first = null;
    for (int tasks = 1; tasks <= 2; tasks++) {
      CommandResult result =
          CommandResult.ofPlainTraining(
              data,
              folder.of("r" + tasks),
              "--target",
              "y",
              "--epochs",
              "30",
              "--shards",
              "4",
              "--tasks",
              "" + tasks);
      assertThat(result.done().out()).containsPattern("train accuracy (0\\.9|1)");
      DateColumn at = (DateColumn) Folder.read(folder.of("r" + tasks)).input().columns().get(0);
      assertThat(at.unit()).isEqualTo(DateUnit.MINUTE);
      assertThat(at.parts()).contains(DatePart.HOUR);
      byte[] bytes = Files.readAllBytes(path.resolve("r" + tasks + "/model.npz"));
      first = first == null ? bytes : first;
      assertThat(bytes).isEqualTo(first);
    }
  }

  @Test
  void eightDigitsAreDatesAndCanBeKeptAsNumbers() throws IOException {
    List<String> lines = new ArrayList<>(List.of("when,sold"));
    for (int i = 0; i < 60; i++) {
      lines.add(written("yyyyMMdd", LocalDate.of(2024, 1, 1).plusDays(11L * i)) + "," + i % 7);
    }
    data = folder.file("c.csv", lines.toArray(String[]::new));
    assertThat(train("run", "--epochs 1").done().lines())
        .contains(
            "Note      dates become parts, such as month and weekday: when (compact); --categorical"
                + " keeps one as text, --numeric one of eight digits as numbers");
    String floats =
        folder.file("f.csv", "when", "20240131", "20240131.0", "2.0240131E7", "20240231.0");
    assertThat(predict("run", floats).done().lines())
        .contains("Note      1 values that are not dates, filled as missing: when 1");
    List<String> predicted = folder.lines("p.csv");
    assertThat(predicted.get(2)).isEqualTo(predicted.get(1));
    assertThat(predicted.get(3)).isEqualTo(predicted.get(1));
    assertThat(predicted.get(4)).isNotEqualTo(predicted.get(1));
    train("numbers", "--epochs 1 --numeric when").done();
    assertThat(Folder.read(folder.of("numbers")).input().columns().get(0))
        .isInstanceOf(NumberColumn.class);
  }
}
