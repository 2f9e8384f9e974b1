package org.lockstep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.testing.Reports;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.HeldOut;
import org.lockstep.spark.train.TimeLedger;

/** Which cell is best, and how a sweep is reported. */
class SweepResultTest {
  private static final Grid GRID =
      new Grid(
          List.of(
              new Grid.Dimension("hidden", List.of("5", "50"), "--grid"),
              new Grid.Dimension("init", List.of("he", "a|b"), "--grid")));

  private static Outcome outcome(int cell, double train, HeldOut validation, HeldOut test) {
    TimeLedger time = new TimeLedger(1_500_000_000L, 0, 0, 0);
    EpochReport report =
        new EpochReport(1, 7, 0.5, train, validation, test, 0.1, 100, 1, time, Instant.EPOCH);
    return new Outcome(
        GRID.cells().get(cell - 1),
        "completed",
        "all 1 epoch done",
        true,
        Optional.of(report),
        List.of(report));
  }

  private static SweepResult result(Outcome... outcomes) {
    return new SweepResult(GRID, "accuracy", List.of(outcomes));
  }

  private static int best(Outcome... outcomes) {
    return result(outcomes).best().orElseThrow().cell().number();
  }

  @Test
  void validationRowsDecideBeforeTestRowsAndTestRowsBeforeTrainingRows() {
    HeldOut low = Reports.heldOut(0.2, 0.5);
    HeldOut high = Reports.heldOut(0.2, 0.9);
    assertThat(best(outcome(1, 0.9, low, high), outcome(2, 0.1, high, low))).isEqualTo(2);
    assertThat(best(outcome(1, 0.9, HeldOut.NONE, low), outcome(2, 0.1, HeldOut.NONE, high)))
        .isEqualTo(2);
    assertThat(
            best(
                outcome(1, 0.4, HeldOut.NONE, HeldOut.NONE),
                outcome(2, 0.6, HeldOut.NONE, HeldOut.NONE)))
        .isEqualTo(2);
  }

  @Test
  void tiesOfAccuracyGoToTheLowerLossAndThenToTheFirst() {
    HeldOut more = Reports.heldOut(0.3, 0.9);
    HeldOut less = Reports.heldOut(0.2, 0.9);
    assertThat(best(outcome(1, 1, HeldOut.NONE, more), outcome(2, 1, HeldOut.NONE, less)))
        .isEqualTo(2);
    assertThat(best(outcome(1, 1, HeldOut.NONE, less), outcome(2, 1, HeldOut.NONE, less)))
        .isEqualTo(1);
  }

  @Test
  void tiesOfAccuracyGoToTheFavouriteWhateverItsLoss() {
    Outcome first = outcome(1, 1, HeldOut.NONE, Reports.heldOut(0.3, 0.9));
    List<Outcome> equal = List.of(first, outcome(2, 1, HeldOut.NONE, Reports.heldOut(0.2, 0.9)));
    assertThat(new SweepResult(GRID, "accuracy", equal, equal, 1).best()).contains(first);
    List<Outcome> better = List.of(first, outcome(2, 1, HeldOut.NONE, Reports.heldOut(0.9, 0.91)));
    assertThat(new SweepResult(GRID, "accuracy", better, better, 1).best()).contains(better.get(1));
  }

  @Test
  void aCellWhoseResultIsNaNIsNeverBest() {
    HeldOut nothing = Reports.heldOut(Double.NaN, Double.NaN);
    HeldOut low = Reports.heldOut(9, 0.1);
    assertThat(best(outcome(1, 1, HeldOut.NONE, nothing), outcome(2, 1, HeldOut.NONE, low)))
        .isEqualTo(2);
  }

  @Test
  void failedCellsAreNeverBest() {
    assertThat(result(Outcome.failed(GRID.cells().get(0), "[x] expected a but found b")).best())
        .isEmpty();
  }

  @Test
  void theTableIsMarkdownInColumns() {
    SweepResult result =
        result(
            outcome(1, 0.75, HeldOut.NONE, Reports.heldOut(0.25, 0.5)),
            outcome(2, 1, HeldOut.NONE, Reports.heldOut(0.125, 0.9375)),
            Outcome.failed(GRID.cells().get(2), "[x] expected a but found b"));
    assertThat(SweepTable.lines(result))
        .containsExactly(
            "| hidden | init | train accuracy | test accuracy | train loss | test loss | epochs |"
                + " seconds | result                             |",
            "|-------:|-----:|---------------:|--------------:|-----------:|----------:|-------:|"
                + "--------:|------------------------------------|",
            "|      5 |   he |         0.7500 |        0.5000 |     0.5000 |    0.2500 |      1 |"
                + "     1.5 | completed                          |",
            "|      5 | a\\|b |         1.0000 |        0.9375 |     0.5000 |    0.1250 |      1 |"
                + "     1.5 | **best**                           |",
            "|     50 |   he |                |               |            |           |        |"
                + "         | failed: [x] expected a but found b |");
  }

  @Test
  void aGridOfTwoOptionsHasAMapBelowTheCurves() throws IOException {
    HeldOut some = Reports.heldOut(0.25, 0.5);
    SweepResult two =
        result(outcome(1, 1, HeldOut.NONE, some), Outcome.failed(GRID.cells().get(1), "x"));
    assertThat(height(two)).isGreaterThan(500);
    Grid one = new Grid(GRID.dimensions().subList(0, 1));
    assertThat(height(new SweepResult(one, "R²", two.outcomes()))).isEqualTo(440);
  }

  private static int height(SweepResult result) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    SweepPlot.write(result, "digits: 4 runs", png);
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray())).getHeight();
  }
}
