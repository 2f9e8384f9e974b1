package org.lockstep.spark.tune;

import static org.lockstep.spark.sweep.ComparisonPicture.BOLD;
import static org.lockstep.spark.sweep.ComparisonPicture.PLAIN;
import static org.lockstep.spark.sweep.ComparisonPicture.TEXT;

import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.text.Text;
import org.lockstep.spark.picture.ColorScale;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.ComparisonPicture;
import org.lockstep.spark.sweep.Outcome;
import org.lockstep.spark.sweep.SweepResult;

/**
 * Draws a search: the curves of its last runs, and below them a panel for each dimension. Each run
 * is a dot there: its value across, its score up, and the darker the more epochs it had.
 */
public final class TunePlot {
  private static final int COLUMNS = 3;
  private static final int HEAD = 60;
  private static final int PANEL = 190;
  private static final int MARGIN = 16;
  private static final int FOOT = 8;

  private static final ColorScale COLORS = new ColorScale(new Color(0xb8d4ea), new Color(0x0b4f86));

  private TunePlot() {}

  /**
   * Writes a PNG.
   *
   * @param result with at least one trained run; the first option of its grid is the number of
   *     epochs
   */
  public static void write(SweepResult result, String title, OutputStream out) throws IOException {
    int panels = result.grid().dimensions().size();
    int rows = (panels + COLUMNS - 1) / COLUMNS; // the epochs have a panel too
    ComparisonPicture.write(
        result,
        title,
        TunePlot::nameOf,
        HEAD + rows * PANEL + FOOT,
        graphics -> draw(graphics, result),
        out);
  }

  private static String nameOf(Cell cell) {
    return cell.number() == 1 ? "the preset" : "trial " + cell.number();
  }

  private static void draw(Graphics2D graphics, SweepResult result) {
    drawHead(graphics, result);
    TunePanel.Scores scores = TunePanel.Scores.of(result);
    List<TunePanel.Dot> dots = dots(result);
    int width = (ComparisonPicture.WIDTH - MARGIN) / COLUMNS;
    for (int i = 0; i < result.grid().dimensions().size(); i++) {
      int x = MARGIN + i % COLUMNS * width;
      int y = HEAD + i / COLUMNS * PANEL;
      String name = result.grid().dimensions().get(i).option();
      new TunePanel(name, i, dots, scores).draw(graphics, x, y, width - MARGIN, PANEL - FOOT);
    }
  }

  private static void drawHead(Graphics2D graphics, SweepResult result) {
    graphics.setColor(TEXT);
    graphics.setFont(BOLD);
    graphics.drawString(
        result.decisive().text(result.accuracyName()) + " of each run, by what it tried", 24, 22);
    graphics.setFont(PLAIN);
    int x = 24;
    List<Integer> epochs = epochs(result);
    for (int i = 0; i < epochs.size(); i++) {
      TunePanel.dot(graphics, color(i, epochs.size()), x + 5, 43, false, false);
      x = label(graphics, Text.format("%d epochs", epochs.get(i)), x + 16);
    }
    TunePanel.dot(graphics, Color.GRAY, x + 5, 43, true, false);
    x = label(graphics, "the preset", x + 18);
    TunePanel.dot(graphics, Color.GRAY, x + 5, 43, false, true);
    label(graphics, "the best", x + 18);
  }

  private static int label(Graphics2D graphics, String text, int x) {
    graphics.setColor(TEXT);
    graphics.drawString(text, x, 48);
    return x + graphics.getFontMetrics().stringWidth(text) + 24;
  }

  /**
   * Every trained run; those with fewer epochs come first, so that the others are drawn over them.
   */
  private static List<TunePanel.Dot> dots(SweepResult result) {
    List<Integer> epochs = epochs(result);
    Optional<Outcome> best = result.best();
    List<TunePanel.Dot> dots = new ArrayList<>();
    for (Outcome outcome : result.outcomes()) {
      if (outcome.wasTrained() && outcome.value(result.decisive()).isPresent()) {
        dots.add(
            new TunePanel.Dot(
                outcome.cell().number(),
                outcome.cell().values(),
                outcome.value(result.decisive()).getAsDouble(),
                color(epochs.indexOf(epochsOf(outcome)), epochs.size()),
                best.filter(outcome::equals).isPresent()));
      }
    }
    return dots;
  }

  private static List<Integer> epochs(SweepResult result) {
    return result.outcomes().stream().map(TunePlot::epochsOf).distinct().sorted().toList();
  }

  private static int epochsOf(Outcome outcome) {
    return Integer.parseInt(outcome.cell().values().get(0));
  }

  private static Color color(int rung, int rungs) {
    double share = rungs == 1 ? 1 : (double) rung / (rungs - 1);
    return COLORS.at(share);
  }
}
