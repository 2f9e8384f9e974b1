package org.lockstep.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** The options that set which rows are held out. */
class SplitsTest {
  private static final int ROWS = 60;

  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void makeVisits() throws IOException {
    folder = new Folder(path);
    List<String> lines = new ArrayList<>(List.of("x,customer,day,label"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(i % 7 + 0.5 + ",c" + i % 9 + ",2024-0" + (1 + i % 5) + "-10," + (i % 10 < 8));
    }
    data = folder.file("visits.csv", lines.toArray(String[]::new));
  }

  private CommandResult train(String options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--preset",
                "plain-sgd",
                "--data",
                data,
                "--output",
                folder.of("run"),
                "--epochs",
                "1"));
    args.addAll(List.of(options.split(" ", -1)));
    return CommandResult.of(args.toArray(String[]::new));
  }

  @Test
  void classesAreHeldOutInEqualSharesByDefault() throws IOException {
    train("--test-fraction 0.25 --quiet").done();
    assertThat(
            CommandResult.of("evaluate", "--model", folder.of("run"), "--rows", "test")
                .done()
                .out())
        .containsPattern("\nfalse .* 3\n")
        .containsPattern("\ntrue .* 12\n");
    assertThat(record()).contains("\"stratify\" : true");
    train("--test-fraction 0.25 --stratify false --quiet --overwrite").done();
    assertThat(record()).doesNotContain("\"stratify\"");
  }

  private String record() throws IOException {
    return Files.readString(path.resolve("run").resolve("run.json"));
  }

  @Test
  void aRunOfAVersionWithoutStratificationResumesWithoutIt() throws IOException {
    train("--test-fraction 0.25 --stratify false --quiet").done();
    String done = "\"how\" : \"completed\"";
    assertThat(record()).contains(done);
    Files.writeString(
        path.resolve("run").resolve("run.json"), record().replace(done, "\"how\" : \"stopped\""));
    train("--test-fraction 0.25 --quiet --resume").done();
    assertThat(record()).contains(done).doesNotContain("\"stratify\"");
  }

  @Test
  void theColumnOfSplitByIsAFeatureOnlyIfNamed() throws IOException {
    train("--test-fraction 0.25 --split-by customer --quiet").done();
    assertThat(Folder.read(folder.of("run")).input().featureNames())
        .noneMatch(name -> name.startsWith("customer"));
    train("--test-fraction 0.25 --split-by customer --features x,customer --quiet --overwrite")
        .done();
    assertThat(Folder.read(folder.of("run")).input().featureNames())
        .anyMatch(name -> name.startsWith("customer"));
  }

  @Test
  void tooFewRemainingValuesLeaveNoneForValidation() {
    for (String options :
        List.of(
            "--split-by day --split-after 2024-02-01 --validation-fraction 0.1",
            "--target customer --split-by label --test-fraction 0.5 --validation-fraction 0.1")) {
      assertThat(train(options + " --overwrite").done().out())
          .contains(" test rows")
          .contains("too few rows to hold any out for validation")
          .doesNotContain("validation rows");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--split-by custumer --test-fraction 0.2 | :1] expected a column for --split-by 'custumer'"
            + " but found columns x, customer, day, label; the nearest is 'customer'",
        "--split-by day --split-after 2024-06-01 | :column day] expected values from 2024-06-01 on"
            + " to test with, for --split-after but found the last at 2024-05-10",
        "--split-by day --split-after 2023 | :2] expected a number in column 'day' but found"
            + " '2024-01-10'",
        "--split-by day --split-after 2023-12-31 | :column day] expected values before 2023-12-31"
            + " to train on, for --split-after but found the first at 2024-01-10",
      })
  void unusableSplitColumnsAreNamed(String options, String message) {
    assertThat(train(options).complaint(3)).isEqualTo("[" + data + message);
    assertThat(Files.exists(path.resolve("run"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--split-by customer | [--split-by] expected --test-fraction or --validation-fraction with"
            + " it, or --split-after but found none",
        "--split-after 2024-01-01 | [--split-after] expected --split-by with it, the column of"
            + " times but found --split-after alone",
        "--split-by day --split-after soon | [--split-after] expected a number or a date, as in"
            + " 2024-01-31 but found 'soon'",
        "--split-by day --split-after 2024-02-30 | [--split-after] expected a number or a date, as"
            + " in 2024-01-31 but found '2024-02-30'",
        "--split-by day --split-after 2024-02-01 --test-fraction 0.1 | [--split-after] expected no"
            + " other test rows but found another option that names some",
        "--split-by day --stratify true --test-fraction 0.1 | [--stratify] expected --stratify or"
            + " --split-by but found both",
        "--split-by label --target label --test-fraction 0.1 | [--split-by] expected a column other"
            + " than the target but found 'label' for both",
        "--stratify true | [--stratify] expected --test-fraction or --validation-fraction with it"
            + " but found neither",
      })
  void contradictoryOptionsAreRefusedBeforeAnythingIsRead(String options, String message) {
    assertThat(train(options).mistake(2)).isEqualTo(message);
  }

  @Test
  void splitByIsRefusedForDataWithoutColumns() throws IOException {
    String libsvm = folder.file("rows.libsvm", "1 1:2", "0 1:3", "1 1:4");
    List<String> args =
        Stream.of("train --data " + libsvm + " --split-by user --test-fraction 0.3")
            .flatMap(line -> Stream.of(line.split(" ")))
            .toList();
    assertThat(CommandResult.of(args.toArray(String[]::new)).complaint(3))
        .isEqualTo(
            "["
                + libsvm
                + "] expected columns to divide the rows by, which LibSVM files do not have but"
                + " found --split-by 'user'");
  }
}
