package org.lockstep.spark.sweep;

import static org.lockstep.spark.sweep.ComparisonPicture.BOLD;
import static org.lockstep.spark.sweep.ComparisonPicture.MARK;
import static org.lockstep.spark.sweep.ComparisonPicture.PLAIN;
import static org.lockstep.spark.sweep.ComparisonPicture.TEXT;
import static org.lockstep.spark.sweep.ComparisonPicture.centre;

import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalDouble;
import org.lockstep.model.text.Text;
import org.lockstep.spark.picture.ColorScale;

/**
 * Draws a sweep: the curves of its best cells and, for a grid of two options, a map of the deciding
 * metric below them, with one option down and the other across. Darker is better.
 */
public final class SweepPlot {
  private static final int HEAD = 60;
  private static final int ROW = 54;
  private static final int MARGIN = 170;
  private static final int FOOT = 24;

  /** More columns or rows than this have no room for their numbers. */
  private static final int MOST_VALUES = 12;

  private SweepPlot() {}

  /**
   * Writes a PNG.
   *
   * @param result with at least one trained cell
   */
  public static void write(SweepResult result, String title, OutputStream out) throws IOException {
    int height =
        hasMap(result) ? HEAD + result.grid().dimensions().get(0).values().size() * ROW + FOOT : 0;
    ComparisonPicture.write(
        result, title, Cell::text, height, graphics -> drawMap(graphics, result), out);
  }

  private static boolean hasMap(SweepResult result) {
    List<Grid.Dimension> dimensions = result.grid().dimensions();
    return dimensions.size() == 2
        && dimensions.stream().allMatch(d -> d.values().size() <= MOST_VALUES);
  }

  private static void drawMap(Graphics2D graphics, SweepResult result) {
    Grid.Dimension down = result.grid().dimensions().get(0);
    Grid.Dimension across = result.grid().dimensions().get(1);
    int columns = across.values().size();
    int cell = (ComparisonPicture.WIDTH - MARGIN - FOOT) / columns;
    graphics.setColor(TEXT);
    graphics.setFont(BOLD);
    graphics.drawString(
        Text.format(
            "%s by %s (down) and %s (across)",
            result.decisive().text(result.accuracyName()), down.option(), across.option()),
        FOOT,
        22);
    graphics.setFont(PLAIN);
    for (int j = 0; j < columns; j++) {
      centre(graphics, across.values().get(j), MARGIN + j * cell, 28, cell, HEAD - 28);
    }
    for (int i = 0; i < down.values().size(); i++) {
      graphics.setColor(TEXT);
      graphics.setFont(PLAIN);
      centre(graphics, down.values().get(i), FOOT, HEAD + i * ROW, MARGIN - FOOT, ROW);
      for (int j = 0; j < columns; j++) {
        int number = i * columns + j + 1;
        result.outcomes().stream()
            .filter(outcome -> outcome.cell().number() == number)
            .forEach(
                outcome ->
                    drawCell(
                        graphics,
                        result,
                        outcome,
                        MARGIN + (number - 1) % columns * cell,
                        HEAD + (number - 1) / columns * ROW,
                        cell));
      }
    }
  }

  private static void drawCell(
      Graphics2D graphics, SweepResult result, Outcome outcome, int x, int y, int width) {
    OptionalDouble value =
        outcome.wasTrained() ? outcome.value(result.decisive()) : OptionalDouble.empty();
    double share = value.isPresent() ? share(result, value.getAsDouble()) : 0;
    Color shade = value.isPresent() ? ColorScale.BLUES.at(share) : Color.WHITE;
    graphics.setColor(shade);
    graphics.fillRect(x + 1, y + 1, width - 2, ROW - 2);
    graphics.setColor(ColorScale.textOn(shade));
    boolean isBest = result.best().filter(outcome::equals).isPresent();
    graphics.setFont(isBest ? BOLD : PLAIN);
    String text = value.isPresent() ? Text.format("%.4f", value.getAsDouble()) : outcome.how();
    centre(graphics, isBest ? text + "  best" : text, x, y, width, ROW);
    if (isBest) {
      graphics.setColor(MARK);
      for (int line = 1; line <= 3; line++) {
        graphics.drawRect(x + line, y + line, width - 2 * line - 1, ROW - 2 * line - 1);
      }
    }
  }

  /** 0 for the worst number of a trained cell, 1 for the best. */
  private static double share(SweepResult result, double value) {
    double[] values =
        result.ranked().stream()
            .map(outcome -> outcome.value(result.decisive()))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (values.length == 0 || values[0] == values[values.length - 1]) {
      return 1;
    }
    double share = (value - values[0]) / (values[values.length - 1] - values[0]);
    return Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
  }
}
