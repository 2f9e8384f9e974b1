package org.lockstep.spark.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.ComparisonPicture;
import org.lockstep.spark.sweep.Grid;
import org.lockstep.spark.sweep.Outcome;
import org.lockstep.spark.sweep.SweepResult;
import org.lockstep.spark.testing.Reports;
import org.lockstep.spark.train.EpochReport;

/** The picture of a search. */
class TunePlotTest {
  private static final List<String> NAMES =
      List.of("epochs", "learning-rate", "layers", "activation");

  private static Outcome outcome(int trial, String... values) {
    List<EpochReport> reports = Reports.first(2);
    return new Outcome(
        new Cell(trial, trial + "_epochs-" + values[0], NAMES, List.of(values)),
        "completed",
        "",
        true,
        Optional.of(reports.get(1)),
        reports);
  }

  private static BufferedImage draw(List<Outcome> outcomes, int panels) throws IOException {
    List<Grid.Dimension> dimensions =
        NAMES.subList(0, panels).stream()
            .map(name -> new Grid.Dimension(name, List.of(), ""))
            .toList();
    SweepResult result = new SweepResult(new Grid(dimensions), "accuracy", outcomes);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    TunePlot.write(result, "insects: 2 trials", png);
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  private static long marked(BufferedImage image) {
    return IntStream.range(440, image.getHeight())
        .mapToLong(
            y ->
                IntStream.range(0, image.getWidth())
                    .filter(x -> image.getRGB(x, y) == ComparisonPicture.MARK.getRGB())
                    .count())
        .sum();
  }

  @Test
  void eachDimensionHasAPanelInWhichTheBestIsMarked() throws IOException {
    List<Outcome> two =
        List.of(outcome(1, "9", "0.04", "3", "selu"), outcome(2, "9", "0.1", "1", "relu"));
    BufferedImage three = draw(two, 3);
    BufferedImage four = draw(two, 4);
    assertThat(four.getHeight()).isGreaterThan(three.getHeight());
    long legend = marked(draw(List.of(Outcome.failed(two.get(0).cell(), "x"), two.get(1)), 1)) / 2;
    assertThat(legend).isPositive();
    assertThat(marked(three)).isCloseTo(4 * legend, withPercentage(20));
    assertThat(marked(four)).isCloseTo(5 * legend, withPercentage(20));
  }

  @Test
  void aSingleRunAndTwentyRunsAreDrawnToo() throws IOException {
    assertThat(marked(draw(List.of(outcome(1, "9", "0.04", "3", "selu")), 4))).isPositive();
    List<Outcome> many =
        IntStream.rangeClosed(1, 20)
            .mapToObj(trial -> outcome(trial, "9", "0.0" + trial, "3", "selu"))
            .toList();
    assertThat(marked(draw(many, 4))).isPositive();
  }
}
