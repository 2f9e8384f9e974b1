package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.file.Model;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** The commands on rows that are mostly zeros. */
@Tag("slow")
class SparseRowsTest {
  private static final int WIDTH = 300;
  private static final int ROWS = 90;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path path;
  private Folder folder;
  private String data;

  /** Writes rows of three random terms and one that determines the class. */
  @BeforeEach
  void write() throws IOException {
    folder = new Folder(path);
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      StringBuilder line = new StringBuilder().append(i % 2).append(' ').append(1 + i % 2);
      line.append(":").append(3 + i % 5);
      random.ints(3, 10, WIDTH + 1).distinct().sorted().forEach(j -> line.append(" " + j + ":0.5"));
      lines.add(line + (i == 0 && !line.toString().contains(" 300:") ? " 300:1" : ""));
    }
    data = folder.file("words.txt", lines.toArray(String[]::new));
  }

  private Model train(String run, String... options) throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--preset", "plain-sgd", "--data", data, "--format", "libsvm"));
    args.addAll(List.of("--task", "classification", "--hidden", "6", "--batch-size", "20"));
    args.addAll(List.of("--optimizer", "adam", "--learning-rate", "0.02"));
    args.addAll(List.of("--output", folder.of(run)));
    args.addAll(List.of(options));
    CommandResult.of(args.toArray(String[]::new)).done();
    return Folder.read(folder.of(run));
  }

  @Test
  void sparseRowsAreTrainedEvaluatedAndPredicted() throws IOException {
    Model model = train("run", "--epochs", "30");
    assertThat(model.network().sparse()).isTrue();
    assertThat(model.scaling().kind()).isEqualTo(Scaling.Kind.MAXABS);
    assertThat(model.scaling().shift()).containsOnly(0);
    assertThat(model.scaling().scale()[0]).isEqualTo(7);

    String run = folder.of("run");
    assertThat(
            CommandResult.of("evaluate", "--model", run, "--data", data, "--format", "libsvm")
                .done()
                .out())
        .contains("accuracy  1.0000");
    CommandResult.of(
            "predict",
            "--model",
            run,
            "--data",
            data,
            "--format",
            "libsvm",
            "--output",
            folder.of("out.csv"))
        .done();
    assertThat(folder.lines("out.csv")).hasSize(ROWS + 1);
  }

  @Test
  void theModelHasTheSameBitsOnAnyNumberOfTasksAndBothEngines() throws IOException {
    Model one = train("run1", "--epochs", "2", "--shards", "4", "--tasks", "1");
    for (String engine : List.of("job", "resident")) {
      for (String tasks : List.of("2", "4")) {
        Model other =
            train(
                engine + tasks,
                "--epochs",
                "2",
                "--shards",
                "4",
                "--tasks",
                tasks,
                "--engine",
                engine);
        assertThat(values(other)).isEqualTo(values(one));
      }
    }
  }

  @Test
  void aResumedRunHasTheBitsOfAnUninterruptedOne() throws IOException {
    Model whole = train("run", "--epochs", "4", "--checkpoint-every", "1", "--shards", "3");
    try (Stream<Path> files = Files.list(path.resolve("run/checkpoints"))) {
      List<Path> checkpoints = files.sorted().toList();
      assertThat(checkpoints).hasSizeGreaterThan(1);
      for (Path later : checkpoints.subList(1, checkpoints.size())) {
        Files.delete(later);
      }
    }
    Files.delete(path.resolve("run/model.npz"));
    Path record = path.resolve("run/run.json"); // as a killed driver leaves it
    ObjectNode json = (ObjectNode) JSON.readTree(record.toFile());
    json.putObject("ended").put("how", "running");
    JSON.writeValue(record.toFile(), json);

    assertThat(
            values(
                train(
                    "run",
                    "--epochs",
                    "4",
                    "--checkpoint-every",
                    "1",
                    "--shards",
                    "3",
                    "--resume")))
        .isEqualTo(values(whole));
  }

  @Test
  void aScalingThatShiftsMakesRowsDense() throws IOException {
    Model model = train("run", "--epochs", "1", "--scale", "standard");
    assertThat(model.network().sparse()).isFalse();
    assertThat(model.scaling().kind()).isEqualTo(Scaling.Kind.STANDARD);
  }

  private static List<Double> values(Model model) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < model.parameters().length(); i++) {
      values.add(model.parameters().get(i));
    }
    return values;
  }
}
