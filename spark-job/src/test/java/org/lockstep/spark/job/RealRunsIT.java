package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.RealData;
import org.lockstep.spark.testing.SparkForTests;

class RealRunsIT {
  @TempDir private Path path;

  private List<Row> train(String options) {
    String[] args =
        Stream.concat(
                Stream.of("train", "--quiet", "--output", path + "/run"),
                Stream.of(options.split(" ", -1)))
            .toArray(String[]::new);
    CommandResult.of(args).done();
    return SparkForTests.session()
        .read()
        .parquet(path + "/run/log")
        .orderBy("epoch")
        .collectAsList();
  }

  @Test
  void theEmbeddedDigitsStartAtTheLossOfChance() {
    List<Row> epochs = train("--epochs 30");
    double first = epochs.get(0).<Double>getAs("train_loss");
    assertThat(first).isCloseTo(Math.log(10), within(0.005));
    assertThat(epochs.get(29).<Double>getAs("train_loss")).isLessThan(first - 0.005);
    assertThat(epochs.get(0).<Long>getAs("rows")).isEqualTo(1078);
  }

  @ParameterizedTest
  @CsvSource({
    "tabular/iris.csv, --epochs 40, 0.85",
    "tabular/wine.csv, --epochs 40, 0.85",
    "tabular/banknote_authentication.csv, --epochs 40, 0.95",
    "tabular/abalone.csv, --epochs 60 --task regression, 0.4"
  })
  void publishedTablesAreLearned(String file, String options, double atLeast) {
    List<Row> epochs =
        train(
            "--preset plain-sgd --test-fraction 0.3 --batch-size full --optimizer adam"
                + " --learning-rate 0.03 "
                + options
                + " --data "
                + RealData.path(file));
    assertThat(epochs.get(epochs.size() - 1).<Double>getAs("test_accuracy")).isGreaterThan(atLeast);
  }

  @Test
  void publishedMnistIsLearned() {
    String folder = RealData.path("mnist");
    List<Row> epochs =
        train(
            Text.format(
                    "--preset plain-sgd --data %1$s/train-images-idx3-ubyte.gz --test"
                        + " %1$s/t10k-images-idx3-ubyte.gz",
                    folder)
                + " --hidden 30 --epochs 1 --batch-size 500");
    assertThat(epochs.get(0).<Long>getAs("rows")).isEqualTo(60_000);
    assertThat(epochs.get(0).<Double>getAs("test_accuracy")).isGreaterThan(0.85);
  }
}
