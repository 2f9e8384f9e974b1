package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.gradcheck.ArrayCheck;
import org.lockstep.model.layer.Role;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

class GradCheckTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void name() {
    folder = new Folder(path);
  }

  private static CommandResult run(String line) {
    return CommandResult.of(line.split(" ", -1));
  }

  @Test
  void theDigitsPresetIsCheckedByDefault() {
    List<String> lines = run("gradcheck").done().lines();
    assertThat(lines.get(0))
        .isEqualTo("Data      builtin:digits: the first 10 rows of 1,797, scale standard");
    assertThat(lines.get(1))
        .isEqualTo(
            "Network   64-50-10, relu, softmax-cross-entropy, 3,760 parameters, L2 0.0, without"
                + " dropout");
    assertThat(lines.get(2).split(" {2,}", -1))
        .containsExactly("array shape", "checked at kinks", "worst relative error", "where");
    assertThat(lines.get(3))
        .matches("W1    64 x 50 +\\d+ +\\d+  [0-9.e-]+  ok +W1\\[\\d+, \\d+\\]");
    assertThat(lines.get(6)).matches("b2    10 +10 +0  [0-9.e-]+  ok +b2\\[\\d\\]");
    assertThat(lines).hasSize(8).last().isEqualTo("ok: no relative error above 1e-06");
  }

  @Test
  void aNetworkOfManyKindsOfLayersIsChecked() throws IOException {
    String network =
        "scaling, dense 6 ntk, layer-norm, parametric mish, residual(batch-norm, silu), output ntk";
    CommandResult result =
        CommandResult.of("gradcheck", "--data", folder.insects("i.csv", 60), "--network", network);
    assertThat(result.done().lines())
        .anyMatch(line -> line.contains(network.replace("output", "dense 3")))
        .anyMatch(line -> line.startsWith("bngain1 "))
        .noneMatch(line -> line.startsWith("bnmean1 "))
        .last()
        .isEqualTo("ok: no relative error above 1e-06");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--hidden none",
        "--hidden 7,5,3 --activation tanh --l2 0.3 --l1 0.02",
        "--hidden 6,4 --activation leaky-relu --dropout 0.4",
        "--hidden 4 --activation sigmoid --output-activation sigmoid --loss squared-error"
            + " --bias false",
        "--scale none --init normal:0.5 --check-rows 30 --samples 7"
      })
  void anyNetworkIsCheckedOnItsOwnData(String options) throws IOException {
    CommandResult result =
        run("gradcheck --quiet --data " + folder.insects("i.csv", 60) + " " + options);
    assertThat(result.done().lines()).last().isEqualTo("ok: no relative error above 1e-06");
  }

  @Test
  void regressionOfSeveralTargetsAndTwoClassesAreChecked() throws IOException {
    run("gradcheck --target y1,y2,y3 --hidden 7,5 --data generated:multi-linear?rows=100").done();
    run("gradcheck --task binary --hidden 5 --data " + folder.twoClasses("b.csv", 60)).done();
  }

  @ParameterizedTest
  @ValueSource(strings = {"absolute-error", "quantile 0.9", "huber 0.1"})
  void aLossWithKinksIsChecked(String loss) {
    CommandResult result =
        CommandResult.of(
            "gradcheck",
            "--data=generated:multi-linear?rows=100",
            "--target=y1,y2,y3",
            "--hidden=9,6",
            "--activation=hard-tanh",
            "--l1=0.01",
            "--check-rows=40",
            "--loss=" + loss);
    assertThat(result.done().lines()).last().isEqualTo("ok: no relative error above 1e-06");
  }

  @Test
  void moreRowsThanTheDataHasMeansAll() throws IOException {
    assertThat(run("gradcheck --check-rows 20 --data " + folder.insects("i.csv", 6)).done().out())
        .contains("the first 6 rows of 6,");
  }

  @Test
  void anArrayWithOnlyKinksIsAFailure() throws IOException {
    CommandResult result = run("gradcheck --init zeros --data " + folder.insects("i.csv", 60));
    assertThat(result.complaint(1))
        .isEqualTo(
            "[gradcheck] expected elements of W1 away from kinks but found none; try another"
                + " --init or --seed");
    assertThat(result.out()).contains("none compared").doesNotContain("ok: no");
  }

  @Test
  void aWrongGradientIsReportedWithItsPlaceAndBothValues() {
    ParameterLayout.Array array = new ParameterLayout.Array("W2", 10, 5, 4, Role.WEIGHT);
    assertThat(GradCheckCommand.failure(new ArrayCheck(array, 20, 0, 0.25, 6, 0.5, 0.3)))
        .isEqualTo(
            "[gradcheck] expected relative errors of at most 1e-06 but found 2.5e-01 at W2[1, 2]:"
                + " 0.5 by backpropagation, 0.3 by differences");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --check-rows 0          | [--check-rows] expected 1 to 1000 but found 0
          --check-rows 1001       | [--check-rows] expected 1 to 1000 but found 1001
          --samples 0       | [--samples] expected at least 1 but found 0
          --l2 -1           | [--l2] expected a number of at least 0 but found -1.0
          --task regression --loss cross-entropy | [--loss] expected squared-error for regression but found cross-entropy
          --learning-rate 1 | [command line] expected an option of gradcheck but found '--learning-rate'
          """)
  void aMistakeIsReportedBeforeSparkStarts(String options, String expected) {
    assertThat(CommandResult.withoutSpark(("gradcheck " + options).split(" ", -1)).mistake(2))
        .isEqualTo(expected);
  }
}
