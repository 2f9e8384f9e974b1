package org.lockstep.spark.tune;

import static org.lockstep.spark.sweep.ComparisonPicture.MARK;
import static org.lockstep.spark.sweep.ComparisonPicture.PLAIN;
import static org.lockstep.spark.sweep.ComparisonPicture.TEXT;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Comparator;
import java.util.List;
import org.lockstep.model.text.Text;
import org.lockstep.spark.sweep.ComparisonPicture;
import org.lockstep.spark.sweep.SweepResult;

/**
 * A panel of a plot: the scores of runs by the values of one dimension.
 *
 * @param name the name of the dimension
 * @param index its position among the values of a dot
 */
record TunePanel(String name, int index, List<Dot> dots, Scores scores) {
  private static final int AXIS = 62; // room for the scores
  private static final int HEAD = 24;
  private static final int LABELS = 24;
  private static final int RADIUS = 5;

  /** With more different numbers than this, the panel has an axis instead of columns. */
  private static final int MOST_COLUMNS = 8;

  private static final Font SMALL = PLAIN.deriveFont(12f);
  private static final Color GRID = new Color(0xe5e5e5);

  /**
   * A run.
   *
   * @param values one for each panel
   */
  record Dot(int trial, List<String> values, double score, Color color, boolean isBest) {
    Dot {
      values = List.copyOf(values);
    }
  }

  /** The range of the scores shown; lower ones are drawn at its edge. */
  record Scores(double from, double to) {
    private static final double SHOWN = 0.9;

    static Scores of(SweepResult result) {
      double[] all =
          result.outcomes().stream()
              .filter(outcome -> outcome.wasTrained())
              .mapToDouble(outcome -> outcome.value(result.decisive()).orElse(Double.NaN))
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      if (all.length == 0) {
        return new Scores(0, 1);
      }
      double from = all[(int) ((1 - SHOWN) * all.length)];
      double to = all[all.length - 1];
      double room = to > from ? 0.06 * (to - from) : 0.01;
      return new Scores(from - room, to + room);
    }

    double share(double score) {
      double share = (score - from) / (to - from);
      return Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
    }
  }

  void draw(Graphics2D graphics, int x, int y, int width, int height) {
    int left = x + AXIS;
    int top = y + HEAD;
    int across = width - AXIS;
    int down = height - HEAD - LABELS;
    graphics.setFont(PLAIN);
    graphics.setColor(TEXT);
    graphics.drawString(name, left, y + 16);
    graphics.setFont(SMALL);
    for (int line = 0; line <= 2; line++) {
      int at = top + down - line * down / 2;
      graphics.setColor(GRID);
      graphics.drawLine(left, at, left + across, at);
      graphics.setColor(TEXT);
      double score = scores.from() + line * (scores.to() - scores.from()) / 2;
      graphics.drawString(Text.format("%.4f", score), x, at + 4);
    }
    List<String> values = values();
    boolean isAxis = values.size() > MOST_COLUMNS;
    drawLabels(graphics, values, isAxis, left, top + down, across);
    for (Dot dot : dots) {
      double place = isAxis ? onAxis(values, dot) : inColumn(values, dot);
      int dotX = left + (int) Math.round(place * across);
      int dotY = top + down - (int) Math.round(scores.share(dot.score()) * down);
      dot(graphics, dot.color(), dotX, dotY, dot.trial() == 1, dot.isBest());
    }
  }

  private void drawLabels(
      Graphics2D graphics, List<String> values, boolean isAxis, int left, int bottom, int across) {
    graphics.setColor(TEXT);
    if (isAxis) {
      String last = values.get(values.size() - 1);
      graphics.drawString(values.get(0), left, bottom + 17);
      int width = graphics.getFontMetrics().stringWidth(last);
      graphics.drawString(last, left + across - width, bottom + 17);
      return;
    }
    int column = across / values.size();
    for (int i = 0; i < values.size(); i++) {
      ComparisonPicture.centre(
          graphics, values.get(i), left + i * column, bottom + 2, column, LABELS);
    }
  }

  /** The distinct values, with numbers by size. */
  private List<String> values() {
    List<String> all = dots.stream().map(dot -> dot.values().get(index)).distinct().toList();
    return all.stream().allMatch(TunePanel::isNumber)
        ? all.stream().sorted(Comparator.comparingDouble(Double::parseDouble)).toList()
        : all.stream().sorted().toList();
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9.]+([eE][+-]?[0-9]+)?");
  }

  /** The position of a dot on the axis, which is logarithmic. */
  private double onAxis(List<String> values, Dot dot) {
    double from = StrictMath.log(Double.parseDouble(values.get(0)));
    double to = StrictMath.log(Double.parseDouble(values.get(values.size() - 1)));
    return (StrictMath.log(Double.parseDouble(dot.values().get(index))) - from) / (to - from);
  }

  /** The middle of the dot's column, shifted a little to tell it from other trials. */
  private double inColumn(List<String> values, Dot dot) {
    double aside = (dot.trial() * 7 % 11 - 5) / 16.0;
    return (values.indexOf(dot.values().get(index)) + 0.5 + aside) / values.size();
  }

  /** Draws a dot: a square for the preset, with a ring for the best. */
  static void dot(
      Graphics2D graphics, Color color, int x, int y, boolean isPreset, boolean isBest) {
    int size = 2 * RADIUS;
    graphics.setColor(color);
    if (isPreset) {
      graphics.fillRect(x - RADIUS, y - RADIUS, size, size);
    } else {
      graphics.fillOval(x - RADIUS, y - RADIUS, size, size);
    }
    if (isBest) {
      graphics.setColor(MARK);
      graphics.setStroke(new BasicStroke(2.5f));
      graphics.drawOval(x - RADIUS - 3, y - RADIUS - 3, size + 6, size + 6);
      graphics.setStroke(new BasicStroke(1f));
    }
  }
}
