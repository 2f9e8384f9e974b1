package org.lockstep.spark.job;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.spark.engine.HostReport;
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.log.Logs;
import org.lockstep.spark.store.Folders;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Reports;

class InspectTest {
  @TempDir private static Path path;
  private static Folder folder;
  private static String run;

  @BeforeAll
  static void train() throws IOException {
    folder = new Folder(path);
    run = folder.of("run");
    CommandResult.ofPlainTraining(
            folder.insects("data.csv", 30), run, "--hidden=4", "--epochs=3", "--quiet")
        .done();
  }

  @Test
  void aRunIsDescribedWithItsLogAndModel() {
    assertThat(CommandResult.of("inspect", run).done().lines())
        .contains(
            "ended     completed: all 3 epochs done",
            "          learning_rate = 0.1",
            "          schedule = constant",
            "log       3 epochs, 3 steps",
            "          epoch = 3",
            "kept      after step 3: " + checkpoint().getFileName(),
            "model     2-4-3, float",
            "target    label, classification");
  }

  @Test
  void aModelIsDescribed() {
    assertThat(CommandResult.of("inspect", run + "/model.npz").done().lines())
        .startsWith(
            "model     2-4-3, float", "          activation relu, output softmax-cross-entropy")
        .endsWith(
            "scaling   robust over 2 features",
            "input     [x, y]",
            "target    label, classification",
            "classes   [ant, bee, cricket]");
  }

  private Path checkpoint() {
    return Path.of(run, "checkpoints", Folders.files(Path.of(run, "checkpoints")).get(0));
  }

  @Test
  void aCheckpointIsDescribedWithItsPlaceInTheRun() throws IOException {
    Path checkpoint = checkpoint();
    assertThat(CommandResult.of("inspect", checkpoint.toString()).done().lines())
        .contains(
            "position  after step 3, at the end of epoch 3",
            "          --hidden 4",
            "shards    2 of 30 training rows",
            "blas      " + HostReport.ofThisJvm(BlasChoice.AUTO).blas().exactText(),
            "model     2-4-3, float");
    byte[] bytes = Files.readAllBytes(checkpoint);
    bytes[10] ^= 1; // the time of the first entry, which no reader uses
    Path changed = Path.of(folder.of(checkpoint.getFileName().toString()));
    Files.write(changed, bytes);
    assertThat(CommandResult.of("inspect", changed.toString()).complaint(3))
        .contains("expected the checksum in its name but found");
  }

  @Test
  void eachCheckpointIsListedAsValidOrNot() throws IOException {
    Path kept = Files.createDirectories(Path.of(folder.of("kept")));
    Path valid = checkpoint();
    Files.copy(valid, kept.resolve(valid.getFileName()));
    String cut = valid.getFileName().toString().replace("-000000000003-", "-000000000002-");
    Files.write(kept.resolve(cut), Arrays.copyOf(Files.readAllBytes(valid), 1000));
    assertThat(CommandResult.of("inspect", kept.toString()).done().lines())
        .hasSize(4)
        .startsWith("kept      " + cut)
        .anyMatch(line -> line.startsWith("          not valid: [file:" + kept + "/" + cut + "] "))
        .endsWith(
            "kept      " + valid.getFileName(),
            "          valid, after step 3, at the end of epoch 3");
  }

  @Test
  void aLogIsPrintedAsCsv() {
    for (String place : new String[] {run, run + "/log"}) {
      assertThat(CommandResult.of("inspect", place, "--csv").done().lines())
          .hasSize(4)
          .first()
          .asString()
          .startsWith("run_id,epoch,step,train_loss,train_accuracy,validation_loss,");
    }
    assertThat(CommandResult.of("inspect", run, "--csv").lines().get(2))
        .matches(
            "[-0-9a-f]{36},2,2,[0-9.]+,[0-9.]+,,,,,0.1,30,.*,resident,2,2,[-0-9]+T[0-9:.]+Z,{6}");
  }

  @Test
  void controlCharactersInALogAreEscapedInCsv() throws IOException {
    String name = "a,\u001b[2Jb";
    Logs.write(
        path.resolve("foreign/epochs-00000.parquet"),
        Logs.schema(Types.required(BINARY).as(stringType()).named(name)),
        new EpochLogSchema("\u001b]0;x\u0007,\"a\"\nb", "job, or \"mine\"", 1),
        Reports.first(2));

    List<String> lines = CommandResult.of("inspect", folder.of("foreign"), "--csv").done().lines();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("run_id,epoch,").endsWith(",test_mae,\"a,\\u001b[2Jb\"");
    assertThat(lines.get(1))
        .isEqualTo(
            "\"\\u001b]0;x\\u0007,\"\"a\"\"\\u000ab\",1,3,1.0,0.5,2.0,0.5,3.0,0.25,0.25,100,2.0,50.0,500.0,300.0,200.0,1000.0,\"job,"
                + " or \"\"mine\"\"\",2,1,2026-01-02T03:04:05.123456Z,,,,,,,x");
  }

  @Test
  void dataIsDescribed() {
    String data = folder.of("data.csv");
    assertThat(CommandResult.of("inspect", data).done().lines())
        .startsWith("rows      30", "features  2", "input     [x, y]", "target    label")
        .last()
        .asString()
        .matches("file      file:" + data + ", [0-9,]+ bytes");
    assertThat(CommandResult.of("inspect", "builtin:digits").done().lines())
        .startsWith("rows      1,797");
  }

  @Test
  void absentFilesAreReportedInOneLine() {
    String none = folder.of("none");
    assertThat(CommandResult.of("inspect", none).mistake(3))
        .isEqualTo("[file:" + none + "] expected a file or a directory but found nothing there");
    assertThat(CommandResult.of("inspect", folder.of("data.csv"), "--csv").mistake(3))
        .isEqualTo(
            "["
                + folder.of("data.csv")
                + "] expected an epoch log, or a run with one, to print as CSV but found none");
    assertThat(CommandResult.of("inspect", "a:b").mistake(3))
        .isEqualTo(
            "[a:b] expected a path but found a colon before the first slash, as after a scheme;"
                + " try ./a:b");
  }

  @Test
  void textsOfAModelAreEscapedAndShortened() throws IOException {
    Model model =
        new Model(
            NetworkSpec.perceptron(2, List.of(), new Relu(), 3, new SoftmaxCrossEntropy(), true),
            new DoubleVector(new double[9]),
            new InputSchema(
                List.of(InputColumn.number("x\u001b[2J"), InputColumn.number("y\u0000"))),
            new TargetSchema(
                Task.CLASSIFICATION,
                List.of("in\nsect"),
                List.of("ant\u2028", "\u202e".repeat(3000), "cricket\r")),
            Scaling.none(2));
    assertThat(CommandResult.of("inspect", folder.model("unseen.npz", model)).done().lines())
        .endsWith(
            "input     [x\\u001b[2J, y\\u0000]",
            "target    in\\u000asect, classification",
            "classes   [ant\\u2028, " + "\\u202e".repeat(13) + "..., cricket\\u000d]");
  }

  @Test
  void textsOfARecordAreEscapedAndShortened() throws IOException {
    Path copy = Files.createDirectories(path.resolve("record"));
    Files.writeString(
        copy.resolve("run.json"),
        "{\"run_id\": \"\\u001b]0;title\\u0007\", \"started\": \"now\\nrun\","
            + " \"configuration\": {\"data\\n\": \"\\u0000\"},"
            + " \"hosts\": [{\"host\": \"far\\u202e\", \"cpu\": \""
            + "x".repeat(3000)
            + "\"}], \"ended\": {\"how\": \"failed\", \"detail\": \"a\\r\\nb\"}}");
    assertThat(CommandResult.of("inspect", copy.toString()).done().lines())
        .containsExactly(
            "run       \\u001b]0;title\\u0007, started now\\u000arun",
            "ended     failed: a\\u000d\\u000ab",
            "          data\\u000a = \\u0000",
            "host      far\\u202e, " + "x".repeat(500) + "...");
  }

  @Test
  void aFileNameWithALineBreakIsShownOnOneLine() {
    assertThat(CommandResult.of("inspect", folder.of("a\nb\u001b(0.csv")).mistake(3))
        .isEqualTo(
            "[file:"
                + folder.of("a\\u000ab\\u001b(0.csv")
                + "] expected a file or a directory but found nothing there");
  }
}
