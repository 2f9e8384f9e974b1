package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

@Tag("slow")
class PlotTest {
  private static final int TRAIN = 0xff1f77b4;
  private static final int SECOND_RUN = 0xffd9480f;

  @TempDir private static Path path;
  private static Folder folder;

  @BeforeAll
  static void trainRuns() throws IOException {
    folder = new Folder(path);
    String insects = folder.insects("insects.csv", 60);
    train(insects, "one", "--epochs 4 --test-fraction 0.2");
    train(insects, "two", "--epochs 3 --hidden none --test-fraction 0.2");
    train("generated:linear?rows=50", "number", "--epochs 2 --hidden none");
  }

  private static void train(String data, String run, String options) {
    List<String> args =
        new ArrayList<>(List.of("train", "--preset", "plain-sgd", "--quiet", "--data", data));
    args.addAll(List.of("--output", folder.of(run)));
    args.addAll(List.of(options.split(" ", -1)));
    CommandResult.of(args.toArray(String[]::new)).done();
  }

  private static CommandResult plot(String output, String... runs) {
    return CommandResult.of(
        Stream.concat(Stream.of("plot", "--output", folder.of(output)), Stream.of(runs))
            .toArray(String[]::new));
  }

  private static int[] colors(String name) throws IOException {
    BufferedImage image = ImageIO.read(path.resolve(name).toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** The log alone suffices for the run's own picture. */
  @Test
  void oneRunIsDrawnAsInItsOwnPicture() throws IOException {
    CommandResult result = plot("one.png", folder.of("one")).done();
    assertThat(result.lines()).containsExactly("curves in " + folder.of("one.png"));
    assertThat(colors("one.png")).isEqualTo(colors("one/loss.png"));
    plot("log.png", folder.of("one/log")).done();
    assertThat(colors("log.png")).isEqualTo(colors("one.png"));
  }

  @Test
  void theEpochThatARunKeptIsMarkedAsInItsOwnPicture() throws IOException {
    train(
        folder.of("insects.csv"),
        "early",
        "--validation-fraction 0.3 --early-stopping 2 --epochs 500 --learning-rate 3 --seed 3"
            + " --scale standard");
    plot("early.png", folder.of("early")).done();
    assertThat(colors("early.png")).isEqualTo(colors("early/loss.png"));
    Files.delete(path.resolve("early/run.json"));
    plot("unmarked.png", folder.of("early")).done();
    assertThat(colors("unmarked.png")).isNotEqualTo(colors("early/loss.png"));
  }

  @Test
  void severalRunsAreDrawnInOnePicture() throws IOException {
    plot("both.png", folder.of("one"), folder.of("two")).done();
    assertThat(colors("both.png")).contains(TRAIN, SECOND_RUN);
    plot("same.png", folder.of("one"), folder.of("one")).done();
    assertThat(colors("same.png")).contains(SECOND_RUN);
  }

  @Test
  void aPictureIsReplacedOnlyOnRequest() throws IOException {
    Files.writeString(path.resolve("mine.png"), "mine");
    assertThat(plot("mine.png", folder.of("one")).mistake(3))
        .isEqualTo(
            Text.format(
                "[%s] expected a new file but found a file; --overwrite replaces it",
                folder.of("mine.png")));
    plot("mine.png", "--overwrite", folder.of("one")).done();
    assertThat(colors("mine.png")).contains(TRAIN);
  }

  @Test
  void pathsThatAreNoRunAreReportedInOneLine() {
    assertThat(plot("x.png", folder.of("nothing")).mistake(3))
        .isEqualTo(
            Text.format(
                    "[%1$s] expected the directory of a run with an epoch log, or the log itself"
                        + " but found",
                    folder.of("nothing"))
                + " nothing at file:"
                + folder.of("nothing"));
    assertThat(plot("x.png", folder.of("insects.csv")).mistake(3)).endsWith("but found none");
    assertThat(path.resolve("x.png")).doesNotExist();
  }

  @Test
  void classesAndNumbersAreNotCompared() {
    assertThat(plot("x.png", folder.of("one"), folder.of("number")).mistake(3))
        .isEqualTo(
            Text.format(
                "[%s] expected a run that can be compared with %s but found one of regression",
                folder.of("number"), folder.of("one")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plot                       | [plot] expected RUN but found nothing
          plot a --output a.jpg      | [--output] expected a file that ends in .png but found 'a.jpg'
          plot 1 2 3 4 5 6 7 8 9 a b | [RUN] expected at most 10 runs in a picture but found 11
          """)
  void aMistakeIsReportedBeforeSparkStarts(String line, String expected) {
    assertThat(CommandResult.withoutSpark(line.strip().split(" ", -1)).mistake(2))
        .isEqualTo(expected);
  }
}
