package org.lockstep.spark.log;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.train.EpochReport;

/**
 * Draws the curves of several runs on the same axes: loss on the left, accuracy on the right. The
 * curves show validation rows if all runs have some, otherwise test rows if all runs have some,
 * otherwise training rows.
 */
public final class RunsPlot {
  /** More colours than this cannot be told apart. */
  public static final int MOST_RUNS = 10;

  /** The width of the picture, in pixels. */
  public static final int WIDTH = 2 * CurvesPlot.WIDTH;

  private static final int LEGEND_LETTERS = 48;

  private static final Color[] COLORS = {
    new Color(0x1f77b4),
    new Color(0xd9480f),
    new Color(0x2ca02c),
    new Color(0x9467bd),
    new Color(0x8c564b),
    new Color(0xe377c2),
    new Color(0x555555),
    new Color(0xb8a000),
    new Color(0x17a2b8),
    new Color(0xc2185b)
  };

  private RunsPlot() {}

  /**
   * One run.
   *
   * @param name in the legend
   * @param reports at least one
   */
  public record Run(String name, List<EpochReport> reports) {
    public Run {
      reports = List.copyOf(reports);
    }
  }

  /** The rows a curve is about. */
  private enum Rows {
    VALIDATION(r -> r.validation().loss(), r -> r.validation().accuracy()),
    TEST(r -> r.test().loss(), r -> r.test().accuracy()),
    TRAINING(r -> OptionalDouble.of(r.trainLoss()), r -> OptionalDouble.of(r.trainAccuracy()));

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Function<EpochReport, OptionalDouble> loss;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<EpochReport, OptionalDouble> accuracy;

    Rows(
        Function<EpochReport, OptionalDouble> loss,
        Function<EpochReport, OptionalDouble> accuracy) {
      this.loss = loss;
      this.accuracy = accuracy;
    }

    static Rows ofAll(List<Run> runs) {
      for (Rows rows : List.of(VALIDATION, TEST)) {
        if (runs.stream()
            .allMatch(
                run -> run.reports().stream().anyMatch(r -> rows.loss.apply(r).isPresent()))) {
          return rows;
        }
      }
      return TRAINING;
    }

    String word() {
      return Words.of(this);
    }
  }

  /**
   * Writes a PNG.
   *
   * @param accuracyName what the accuracy column holds: "accuracy" or "R²"
   * @param runs at least one; the first {@value #MOST_RUNS} are drawn
   */
  public static void write(String title, String accuracyName, List<Run> runs, OutputStream out)
      throws IOException {
    BufferedImage image = draw(title, accuracyName, runs);
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this JVM has no PNG writer");
    }
  }

  /** Draws the picture, as large as that of one run. */
  public static BufferedImage draw(String title, String accuracyName, List<Run> runs) {
    List<Run> drawn = runs.subList(0, Math.min(MOST_RUNS, runs.size()));
    Rows rows = Rows.ofAll(drawn);
    int last =
        drawn.stream()
            .mapToInt(run -> run.reports().get(run.reports().size() - 1).epoch())
            .max()
            .orElse(1);
    XYChart loss = CurvesPlot.chart(title, rows.word() + " loss", last);
    XYChart accuracy = CurvesPlot.chart(" ", rows.word() + " " + accuracyName, last);
    loss.getStyler().setLegendVisible(false); // the other chart shows the same colours
    accuracy.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE); // up to ten lines
    accuracy.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
    for (int i = 0; i < drawn.size(); i++) {
      String name = shortened(drawn.get(i).name());
      if (loss.getSeriesMap().containsKey(name)) {
        name += " (" + (i + 1) + ")";
      }
      List<EpochReport> shown = CurvesPlot.thinned(drawn.get(i).reports());
      CurvesPlot.curve(loss, name, COLORS[i], shown, rows.loss);
      CurvesPlot.curve(accuracy, name, COLORS[i], shown, rows.accuracy);
    }
    BufferedImage image = new BufferedImage(WIDTH, CurvesPlot.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    loss.paint(graphics, CurvesPlot.WIDTH, CurvesPlot.HEIGHT);
    graphics.translate(CurvesPlot.WIDTH, 0);
    accuracy.paint(graphics, CurvesPlot.WIDTH, CurvesPlot.HEIGHT);
    graphics.dispose();
    return image;
  }

  private static String shortened(String name) {
    String shown = Text.line(name);
    if (shown.length() <= LEGEND_LETTERS) {
      return shown;
    }
    int from = shown.length() - LEGEND_LETTERS + 1;
    return "…" + shown.substring(Character.isLowSurrogate(shown.charAt(from)) ? from + 1 : from);
  }
}
