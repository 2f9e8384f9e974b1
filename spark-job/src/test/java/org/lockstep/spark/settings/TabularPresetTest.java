package org.lockstep.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.file.Model;
import org.lockstep.model.network.NetworkText;
import org.lockstep.spark.testing.CategoryTables;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Weights;

/** How {@code --preset tabular} depends on the data. */
@Tag("slow")
class TabularPresetTest {
  private static final String LAYERS =
      "scaling, dense 256 ntk, g, dense 256 ntk, g, dense 256 ntk, g, output ntk zeros";
  private static final String COMMON =
      "--optimizer adam --beta2 0.95 --schedule coslog4 --batch-size 256 --early-stopping none"
          + " --validation-fraction 0.2 --keep-ties last --scale robust";

  @TempDir private Path path;
  private Folder folder;
  private String data;

  @BeforeEach
  void table() throws IOException {
    folder = new Folder(path);
    data = folder.file("flowers.csv", CategoryTables.flowers(600));
  }

  private CommandResult train(String output, String target, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--quiet", "--epochs", "3"));
    arguments.addAll(List.of("--data", data, "--target", target, "--output", folder.of(output)));
    arguments.addAll(Arrays.asList(more));
    return CommandResult.of(arguments.toArray(String[]::new));
  }

  private CommandResult train(String output, String target, String options, List<String> more) {
    List<String> all = new ArrayList<>(List.of(options.split(" ", -1)));
    all.addAll(more);
    return train(output, target, all.toArray(String[]::new));
  }

  private double[] weights(String run) throws IOException {
    return Weights.of(Folder.read(folder.of(run)));
  }

  @Test
  void forClassesThePresetIsThatOfItsPaper() throws IOException {
    train("preset", "label", "--preset", "tabular").done();
    String options =
        COMMON
            + " --learning-rate 0.04 --label-smoothing 0.1 --output-activation softmax --keep"
            + " best-accuracy";
    List<String> layers =
        List.of("--network", LAYERS.replace(" g,", " selu,"), "--rate-factors", "scale 6, b 0.1");
    train("spelled", "label", options, layers).done();
    assertThat(weights("preset")).isEqualTo(weights("spelled"));
  }

  @Test
  void forNumbersThePresetIsThatOfItsPaper() throws IOException {
    train("preset", "x", "--preset", "tabular").done();
    String options = COMMON + " --learning-rate 0.07 --keep best-rmse --target-scale clipped";
    List<String> layers =
        List.of("--network", LAYERS.replace(" g,", " mish,"), "--rate-factors", "scale 6, b 0.1");
    train("spelled", "x", options, layers).done();
    assertThat(weights("preset")).isEqualTo(weights("spelled"));
    Model model = Folder.read(folder.of("preset"));
    assertThat(model.targetScaling().kind()).isEqualTo(TargetScaling.Kind.CLIPPED);
    assertThat(NetworkText.of(model.network()).text()).isEqualTo(LAYERS.replace(" g,", " mish,"));
  }

  @Test
  void theFullPresetHasEmbeddingsDropoutDecayAndLearnedActivations() throws IOException {
    train("preset", "label", "--preset", "tabular-full").done();
    String options =
        COMMON.replace("adam ", "adamw ")
            + " --learning-rate 0.04 --label-smoothing 0.1 --output-activation softmax --keep"
            + " best-accuracy --weight-decay 0.02 --weight-decay-schedule flat-cosine"
            + " --dropout-schedule flat-cosine";
    String network =
        "periodic-embedding, "
            + LAYERS.replace(" ntk, g,", " ntk data, parametric selu, dropout 0.15,");
    String factors = "scale 6, b 0.1, mix 0.1, frequency 0.1, phase 0.1, wave 0.1, wavebias 0.1";
    List<String> layers = List.of("--network", network, "--rate-factors", factors);
    train("spelled", "label", options, layers).done();
    assertThat(weights("preset")).isEqualTo(weights("spelled"));
    train("numbers", "x", "--preset", "tabular-full").done();
    Model numbers = Folder.read(folder.of("numbers"));
    assertThat(NetworkText.of(numbers.network()).text()).isEqualTo(network.replace("selu", "mish"));
    assertThat(numbers.targetScaling().kind()).isEqualTo(TargetScaling.Kind.CLIPPED);
  }

  @Test
  void otherLayersNeedNoFurtherOption() {
    train("run", "x", "--preset", "tabular", "--hidden=5").done();
    train("full", "x", "--preset", "tabular-full", "--hidden=5").done();
  }

  @Test
  void aRegressionKeepsItsSettingsWhenResumed() {
    train("run", "x", "--preset", "tabular").done();
    assertThat(train("run", "x", "--preset", "tabular", "--resume").done().out())
        .contains("this run is already done");
    assertThat(train("run", "x", "--preset", "tabular", "--resume", "--beta2=0.9").mistake(3))
        .contains("the settings of the run to resume but found --beta2 0.9 instead of 0.95");
  }

  @Test
  void targetsAreNotScaledForANonLinearOutput() throws IOException {
    train("huber", "x", "--preset", "tabular", "--loss=huber").done();
    assertThat(Folder.read(folder.of("huber")).targetScaling().isClipped()).isTrue();
    List<String> lines = new ArrayList<>(List.of("x,n"));
    for (int i = 0; i < 200; i++) {
      lines.add(i % 17 + "," + (i % 17) * (i % 3) + ".5");
    }
    data = folder.file("numbers.csv", lines.toArray(String[]::new));
    for (String output :
        List.of("--loss=poisson", "--output-activation=sigmoid", "--output-activation=exp")) {
      String run = output.substring(2);
      train(run, "n", "--preset", "tabular", output).done();
      assertThat(Folder.read(folder.of(run)).targetScaling().isNone()).as(output).isTrue();
    }
  }

  @Test
  void aGivenTaskDecidesBeforeTheDataIsRead() {
    assertThat(
            train("run", "x", "--preset=tabular", "--task=regression", "--label-smoothing=0.1")
                .mistake(2))
        .startsWith("[--label-smoothing] expected");
    train("binary", "label", "--preset=tabular", "--task=binary").done();
  }
}
