package org.lockstep.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.choice.Choice;
import org.lockstep.model.network.SampleNetworks;
import org.lockstep.spark.testing.CategoryTables;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** Networks in one line: {@code --network}. */
@Tag("slow")
class NetworkOptionTest {
  @TempDir Path path;
  private Folder folder;

  @BeforeEach
  void name() {
    folder = new Folder(path);
  }

  private CommandResult train(String data, String output, String network, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train", "--quiet", "--data", data, "--output", folder.of(output), "--epochs=3"));
    if (!network.isEmpty()) {
      arguments.addAll(List.of("--network", network));
    }
    arguments.addAll(Arrays.asList(more));
    return CommandResult.of(arguments.toArray(String[]::new));
  }

  private byte[] model(String output) throws IOException {
    return Files.readAllBytes(path.resolve(output).resolve("model.npz"));
  }

  @Test
  void aPerceptronInOneLineEqualsThatOfTheShortOptions() throws IOException {
    String data = folder.insects("data.csv", 90);
    train(data, "line", "dropout 0.1, dense 7, tanh, dropout 0.2, dense 5, tanh, dropout 0.2")
        .done();
    train(
            data,
            "short",
            "",
            "--hidden=7,5",
            "--activation=tanh",
            "--dropout=0.2",
            "--input-dropout=0.1")
        .done();
    assertThat(model("line")).isEqualTo(model("short"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyNetworkHasTheSameBitsOnAnyNumberOfTasksAndBothEngines(String network)
      throws IOException {
    String data =
        network.contains("embedding")
            ? folder.file("data.csv", CategoryTables.flowers(200))
            : folder.insects("data.csv", 200);
    String[] common = {"--batch-size=80", "--shards=2", "--validation-fraction=0.2"};
    train(data, "one", network, with(common, "--tasks=1")).done();
    train(data, "two", network, with(common, "--tasks=2", "--engine=job")).done();
    assertThat(model("two")).isEqualTo(model("one"));
  }

  static List<String> networks() {
    return Stream.concat(
            SampleNetworks.all().stream()
                .map(SampleNetworks.Sample::text)
                .map(text -> text.replace("dense 6)", "dense 2)")), // as wide as the data
            Stream.of("dense 5 ntk data, selu, output data"))
        .toList();
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(some));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dense            | [--network] expected at least 1 unit, as in dense 256 but found"
            + " 'dense'",
        "dense 0          | [--network] expected at least 1 unit, as in dense 256 but found 'dense"
            + " 0'",
        "dense 3 zero     | [--network] expected ntk, one of zeros, normal, data and rule, or"
            + " no-bias, each once, after dense but found 'dense 3 zero'",
        "dense 3 zeros rule | [--network] expected ntk, one of zeros, normal, data and rule, or"
            + " no-bias, each once, after dense but found 'dense 3 zeros rule'",
        "dense 3 ntk ntk  | [--network] expected ntk, one of zeros, normal, data and rule, or"
            + " no-bias, each once, after dense but found 'dense 3 ntk ntk'",
        "dense 3,, relu   | [--network] expected layers separated by commas, as in dense 256,"
            + " batch-norm, silu but found 'dense 3,, relu'",
        "residual(dense 3 | [--network] expected balanced brackets but found 'residual(dense 3'",
        "dropout 1        | [--network] expected a probability between 0 and 1, as in dropout 0.1"
            + " but found 'dropout 1'",
        "embedding eight  | [--network] expected how many dimensions per category, as in embedding"
            + " 8, or embedding 8 above 20 but found 'embedding eight'",
        "embedding 8 over 9 | [--network] expected how many dimensions per category, as in"
            + " embedding 8, or embedding 8 above 20 but found 'embedding 8 over 9'",
        "dense 3, embedding 8 | [--network] expected 'embedding 8' before all other layers but"
            + " found it after or inside another",
        "residual(embedding 8) | [--network] expected 'embedding 8' before all other layers but"
            + " found it after or inside another",
        "periodic-embedding 8 | [--network] expected how many frequencies and outputs (at least 2)"
            + " per number, as in periodic-embedding 16 4 but found 'periodic-embedding 8'",
        "periodic-embedding 8 1 | [--network] expected how many frequencies and outputs (at least"
            + " 2) per number, as in periodic-embedding 16 4 but found 'periodic-embedding 8 1'",
        "periodic-embedding, embedding 8 | [--network] expected 'embedding 8' before all other"
            + " layers but found it after or inside another",
        "dense 3, periodic-embedding | [--network] expected 'periodic-embedding' before all other"
            + " layers but found it after or inside another",
        "output, dense 3  | [--network] expected output at the end but found before 'dense 3'",
        "dense 5, residual(dense 3) | [residual(dense 3)] expected as many outputs as inputs, 5 but"
            + " found 3",
        "dense 2147483647, dense 2147483647 | [network] expected at most 2147483639 parameters but"
            + " found at least 4294967294",
      })
  void anInvalidNetworkIsRefusedWithThePlace(String network, String message) throws IOException {
    assertThat(train(folder.insects("data.csv", 40), "run", network).mistake(2)).isEqualTo(message);
  }

  @Test
  void aBlockThatDoesNotFitTheDataIsRefused() throws IOException {
    assertThat(train(folder.insects("data.csv", 40), "run", "residual(dense 3)").mistake(3))
        .isEqualTo("[residual(dense 3)] expected as many outputs as inputs, 2 but found 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "embedding 8         | [--network] expected a category with more than 8 values, for"
            + " embedding 8 but found at most 6",
        "embedding 2 above 6 | [--network] expected a category with more than 6 values, for"
            + " embedding 2 above 6 but found at most 6",
      })
  void embeddingsWithoutCategoriesLargeEnoughAreRefused(String network, String message)
      throws IOException {
    String data = folder.file("data.csv", CategoryTables.flowers(90));
    assertThat(train(data, "run", network).mistake(3)).isEqualTo(message);
  }

  @Test
  void embeddingsOfNumbersAreRefused() throws IOException {
    assertThat(train(folder.insects("data.csv", 40), "run", "embedding 8").mistake(3))
        .isEqualTo(
            "[--network] expected a category with more than 8 values, for embedding 8 but found no"
                + " category with a feature for each value");
  }

  @Test
  void theTestRowsOfARunAreFoundThroughItsRecord() throws IOException {
    String data = folder.insects("data.csv", 200);
    for (String network : List.of("dense 4, silu", "output", "dropout 0.1, dense 3, relu")) {
      train(data, "run", network, "--test-fraction=0.2", "--overwrite").done();
      String run = path.resolve("run").toString();
      assertThat(CommandResult.of("evaluate", "--model", run, "--rows", "test").done().lines())
          .as(network)
          .startsWith("rows      40");
    }
  }

  @Test
  void anUnknownLayerIsReportedWithAllKnownOnes() throws IOException {
    assertThat(train(folder.insects("data.csv", 40), "run", "dense 3, convolution").mistake(2))
        .startsWith(
            "[--network] expected one of embedding, periodic-embedding, dense, dropout, parametric,"
                + " residual(...), scaling,")
        .endsWith(Choice.words(Activation.all()) + " but found 'convolution'");
  }

  @Test
  void networkTogetherWithHiddenIsRefused() throws IOException {
    assertThat(train(folder.insects("data.csv", 40), "run", "dense 3", "--hidden=4").mistake(2))
        .isEqualTo("[--network] expected either it or --hidden but found both");
  }

  @Test
  void batchesTooSmallForBatchNormAreRefusedWithASufficientSize() throws IOException {
    String data = folder.insects("data.csv", 230);
    String[] options = {"--validation-fraction=0", "--early-stopping=none", "--shards=2"};
    String message =
        train(data, "run", "dense 4, batch-norm, relu", with(options, "--batch-size=20"))
            .mistake(3);
    assertThat(message)
        .isEqualTo(
            "[--batch-size] expected 33, so that batch-norm sees at least 16 rows of each shard in"
                + " every step but found 20, which leaves it 5 of one shard");
    train(data, "run", "dense 4, batch-norm, relu", with(options, "--batch-size=33")).done();
  }
}
