package org.lockstep.spark.sweep;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.lockstep.model.text.Text;
import org.lockstep.spark.log.RunsPlot;

/** Draws the curves of the best runs, with room for another drawing below them. */
public final class ComparisonPicture {
  /** The width of the whole picture, in pixels. */
  public static final int WIDTH = RunsPlot.WIDTH;

  /** The colour of ordinary text. */
  public static final Color TEXT = new Color(0x222222);

  /** The colour of highlights. */
  public static final Color MARK = new Color(0xd9480f);

  /** The font of ordinary text. */
  public static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  /** The font of headings. */
  public static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 15);

  private ComparisonPicture() {}

  /** Draws only the curves. */
  private static BufferedImage curves(
      SweepResult result, String title, Function<Cell, String> names) {
    List<RunsPlot.Run> runs =
        result.ranked().stream()
            .map(outcome -> new RunsPlot.Run(names.apply(outcome.cell()), outcome.reports()))
            .toList();
    String text =
        runs.size() > RunsPlot.MOST_RUNS ? title + ", the best " + RunsPlot.MOST_RUNS : title;
    return RunsPlot.draw(text, result.accuracyName(), runs);
  }

  /**
   * Writes a PNG.
   *
   * @param result with at least one trained cell
   * @param names of the curves
   * @param height of the drawing below; 0 for none
   * @param drawing draws it, with its origin at (0, 0)
   */
  public static void write(
      SweepResult result,
      String title,
      Function<Cell, String> names,
      int height,
      Consumer<Graphics2D> drawing,
      OutputStream out)
      throws IOException {
    BufferedImage curves = curves(result, title, names);
    BufferedImage image = height == 0 ? curves : below(curves, height, drawing);
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this JVM has no PNG writer");
    }
  }

  private static BufferedImage below(
      BufferedImage curves, int height, Consumer<Graphics2D> drawing) {
    BufferedImage image =
        new BufferedImage(
            curves.getWidth(), curves.getHeight() + height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.drawImage(curves, 0, 0, null);
    graphics.translate(0, curves.getHeight());
    drawing.accept(graphics);
    graphics.dispose();
    return image;
  }

  /** Draws a text in the middle of a box. */
  public static void centre(
      Graphics2D graphics, String value, int x, int y, int width, int height) {
    String text = Text.brief(value);
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(
        text,
        x + (width - metrics.stringWidth(text)) / 2,
        y + (height + metrics.getAscent() - metrics.getDescent()) / 2);
  }
}
