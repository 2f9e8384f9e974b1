package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

class ExportTest {
  @TempDir private static Path path;
  private static Folder folder;

  @BeforeAll
  static void train() throws IOException {
    folder = new Folder(path);
    String data = folder.insects("insects.csv", 60);
    run(
        Text.format(
            "train --preset plain-sgd --quiet --epochs 2 --hidden 4 --data %s --output %s",
            data, of("run")));
  }

  private static String of(String name) {
    return folder.of(name);
  }

  private static CommandResult run(String line) {
    return CommandResult.of(line.split(" ", -1));
  }

  @Test
  void npzHasTheArraysAndGivesInitialWeights() throws IOException {
    CommandResult result =
        run(Text.format("export --model %s --to npz --output %s", of("run"), of("a.npz")));
    assertThat(result.done().lines()).containsExactly("2-4-3 as npz in " + of("a.npz"));
    List<String> names = new ArrayList<>();
    try (InputStream in = Files.newInputStream(path.resolve("a.npz"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    assertThat(names)
        .containsExactly(
            "W1.npy", "b1.npy", "W2.npy", "b2.npy", "scaling_shift.npy", "scaling_scale.npy");
    run(Text.format(
            "train --preset plain-sgd --quiet --max-steps 1 --learning-rate 1e-30 --hidden 4 --data"
                + " %s --output %s --init-from %s",
            of("insects.csv"), of("again"), of("a.npz")))
        .done();
    assertThat(Folder.read(of("again")).parameters())
        .usingRecursiveComparison()
        .isEqualTo(Folder.read(of("run")).parameters());
  }

  @Test
  void onnxIsWrittenForARunAndForAModelFile() throws IOException {
    run(Text.format("export --model %s --to onnx --output %s", of("run"), of("a.onnx"))).done();
    run(Text.format(
            "export --quiet --model %s/model.npz --to ONNX --output %s", of("run"), of("b.onnx")))
        .done();
    assertThat(Files.readAllBytes(path.resolve("a.onnx")))
        .isEqualTo(Files.readAllBytes(path.resolve("b.onnx")))
        .startsWith(8, 7); // the IR version; the model module tests what it computes
  }

  @Test
  void numbersBeyondTheRangeOfFloatsAreReported() throws IOException {
    assertThat(noteOn(1e39))
        .isEqualTo(
            "Note      1 of the model's numbers are too large for 32-bit floats and infinite in the"
                + " file: its predictions will not be the model's");
    assertThat(noteOn(3e38))
        .isEqualTo(
            "Note      the model's sums may be too large for 32-bit floats: predictions may be"
                + " infinite or not a number");
  }

  /** Returns the note on a model with a weight of this size and one of 1e38. */
  private static String noteOn(double weight) throws IOException {
    Model model =
        new Model(
            NetworkSpec.perceptron(1, List.of(), new Relu(), 1, new LinearSquaredError(), true),
            new DoubleVector(new double[] {weight, 1e38}),
            new InputSchema(List.of(InputColumn.number("x"))),
            new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
            Scaling.none(1));
    String file = folder.model("huge.npz", model);
    CommandResult result =
        run(Text.format("export --overwrite --model %s --to onnx --output %s", file, of("h.onnx")));
    assertThat(result.done().lines()).hasSize(2).last().isEqualTo("1-1 as onnx in " + of("h.onnx"));
    return result.lines().get(0);
  }

  @Test
  void aFileIsReplacedOnlyOnRequest() throws IOException {
    String file = folder.file("mine.onnx", "mine");
    String command = Text.format("export --model %s --to onnx --output %s", of("run"), file);
    assertThat(run(command).mistake(3))
        .isEqualTo("[" + file + "] expected a new file but found a file; --overwrite replaces it");
    assertThat(folder.lines("mine.onnx")).containsExactly("mine");
    run(command + " --overwrite").done();
  }

  @Test
  void aMissingModelIsReportedAndNothingIsWritten() {
    assertThat(
            run(Text.format("export --model %s --to npz --output %s", of("none"), of("x.npz")))
                .mistake(3))
        .startsWith("[" + of("none") + "] expected a model file, or the directory of a run");
    assertThat(path.resolve("x.npz")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          export --model m --output f            | [export] expected --to FORMAT but found nothing
          export --model m --output f --to pmml  | [--to] expected one of onnx, npz but found 'pmml'
          """)
  void aMistakeIsReportedBeforeSparkStarts(String line, String expected) {
    assertThat(CommandResult.withoutSpark(line.strip().split(" ", -1)).mistake(2))
        .isEqualTo(expected);
  }
}
