package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.file.Model;
import org.lockstep.model.layer.Embedding;
import org.lockstep.model.layer.PeriodicEmbedding;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.NetworkText;
import org.lockstep.spark.testing.CategoryTables;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** Tables with categories through networks that embed them, from training to prediction. */
@Tag("slow")
class EmbeddingTest {
  private static final String NETWORK = "embedding 3 above 5, dense 8, silu";

  @TempDir Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void table() throws IOException {
    folder = new Folder(path);
    data = folder.file("flowers.csv", CategoryTables.flowers(300));
  }

  private CommandResult train(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--quiet", "--data", data, "--output", folder.of(output)));
    arguments.addAll(Arrays.asList(more));
    return CommandResult.of(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "standard", "minmax", "robust"})
  void theCategoryDeterminesTheClassUnderAnyScaling(String scale) throws IOException {
    train("run", "--network", NETWORK, "--epochs=60", "--batch-size=16", "--scale", scale).done();
    Model model = Folder.read(folder.of("run"));
    assertThat(model.network().layers().get(0))
        .isEqualTo(new Embedding(3, List.of(new Embedding.Block(1, 7))));
    for (int j = 1; j < 7; j++) { // the embedding takes them unscaled
      assertThat(model.scaling().shift()[j]).isZero();
      assertThat(model.scaling().scale()[j]).isEqualTo(1);
    }
    CommandResult.of(
            "predict", "--model", folder.of("run"), "--data", data, "--output", folder.of("p.csv"))
        .done();
    List<String> asked = folder.lines("flowers.csv");
    List<String> told = folder.lines("p.csv");
    assertThat(told).hasSameSizeAs(asked);
    long right =
        IntStream.range(1, told.size())
            .filter(i -> told.get(i).contains(asked.get(i).replaceFirst(".*,", "")))
            .count();
    assertThat(right).isGreaterThan(290);
  }

  /** All one-hot columns are 0, so the network gets 0 from the category. */
  @Test
  void aCategoryUnseenInTrainingContributesNothing() throws IOException {
    train("run", "--network", NETWORK, "--epochs=2").done();
    String unseen = folder.file("unseen.csv", "x,place,y", "0.5,lake,0.25");
    String known = folder.file("known.csv", "x,place,y", "0.5,moor,0.25");
    Model model = Folder.read(folder.of("run"));
    FlatVector theta = model.parameters().copy();
    for (int i = 0; i < 6 * 3; i++) { // embed1 comes first
      theta.set(i, 0);
    }
    Model blind =
        new Model(
            model.network(),
            theta,
            model.input(),
            model.target(),
            model.scaling(),
            model.targetScaling());
    String blindModel = folder.model("blind.npz", blind);
    assertThat(predicted(folder.of("run"), unseen))
        .isEqualTo(predicted(blindModel, known))
        .isNotEqualTo(predicted(folder.of("run"), known));
  }

  private List<String> predicted(String model, String table) throws IOException {
    CommandResult.of(
            "predict",
            "--overwrite",
            "--model",
            model,
            "--data",
            table,
            "--output",
            folder.of("p.csv"))
        .done();
    return folder.lines("p.csv");
  }

  @Test
  void trainingCanStartFromAnotherModelsEmbeddings() throws IOException {
    String network = NETWORK.replace(", dense", ", periodic-embedding, dense");
    train("first", "--network", network, "--epochs=2").done();
    String from = folder.of("first") + "/model.npz";
    train("again", "--network", network, "--epochs=1", "--init-from", from, "--learning-rate=1e-30")
        .done();
    FlatVector first = Folder.read(folder.of("first")).parameters();
    FlatVector again = Folder.read(folder.of("again")).parameters();
    for (int i = 0; i < first.length(); i++) {
      assertThat(again.get(i)).isEqualTo(first.get(i));
    }
  }

  @Test
  void numbersAreEmbeddedAfterCategories() throws IOException {
    String network = "embedding 3 above 5, periodic-embedding 5 3, dense 8, silu";
    train("run", "--network", network, "--epochs=2").done();
    Model model = Folder.read(folder.of("run"));
    assertThat(model.network().layers().subList(0, 2))
        .containsExactly(
            new Embedding(3, List.of(new Embedding.Block(1, 7))),
            new PeriodicEmbedding(5, 3, List.of(0, 1)));
    assertThat(NetworkText.of(model.network()).text()).isEqualTo(network);
  }

  @Test
  void numbersCanBeEmbeddedWithoutTheCategories() throws IOException {
    train("run", "--network", "periodic-embedding, dense 8, silu", "--epochs=2").done();
    assertThat(Folder.read(folder.of("run")).network().layers().get(0))
        .isEqualTo(new PeriodicEmbedding(16, 4, List.of(0, 7)));
  }

  @Test
  void aPeriodicEmbeddingWithoutNumbersIsRefused() throws IOException {
    data = folder.file("d.csv", "place,label", "moor,a", "wood,b", "dune,a", "moor,b", "wood,a");
    assertThat(train("run", "--network", "periodic-embedding, dense 3").mistake(3))
        .isEqualTo(
            "[--network] expected a column of numbers, for periodic-embedding but found none of 1");
  }

  @Test
  void embeddingsWithIfAnyDependOnTheColumns() throws IOException {
    String network = "embedding 8 if-any, periodic-embedding if-any, dense 8, silu";
    train("few", "--network", network, "--epochs=1").done();
    assertThat(Folder.read(folder.of("few")).network().layers().get(0))
        .as("six places need none")
        .isEqualTo(new PeriodicEmbedding(16, 4, List.of(0, 7)));
    train("more", "--network", network.replace("8 if", "3 above 5 if"), "--epochs=1").done();
    assertThat(NetworkText.of(Folder.read(folder.of("more")).network()).text())
        .isEqualTo("embedding 3 above 5, periodic-embedding, dense 8, silu");
    data = folder.file("d.csv", "place,label", "moor,a", "wood,b", "dune,a", "moor,b", "wood,a");
    train("none", "--network", network, "--epochs=1").done();
    assertThat(NetworkText.of(Folder.read(folder.of("none")).network()).text())
        .isEqualTo("dense 8, silu");
    assertThat(train("none", "--network", network, "--epochs=1", "--resume").done().out())
        .contains("this run is already done");
  }

  @Test
  void embeddedTablesAreEvaluatedAndTheirGradientsAreRight() {
    String network = NETWORK.replace(", dense", ", periodic-embedding, dense");
    train("run", "--network", network, "--epochs=2").done();
    CommandResult.of("evaluate", "--model", folder.of("run"), "--data", data).done();
    CommandResult.of("gradcheck", "--data", data, "--network", network).done();
  }
}
