package org.lockstep.spark.picture;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The common style of all charts. */
public final class ChartStyle {
  private static final String PLAIN = "#,##0.####";
  private static final String UNGROUPED = "0.####";
  private static final String EXPONENT = "0.##E0";

  private ChartStyle() {}

  /** White, with a light grid, and the legend below. */
  public static void apply(AxesChartStyler style) {
    style.setLocale(Locale.ROOT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(new Color(0xe5e5e5));
    style.setLegendBorderColor(new Color(0xcccccc));
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setLegendPosition(Styler.LegendPosition.OutsideS); // never over a curve
    style.setLegendLayout(Styler.LegendLayout.Horizontal);
    style.setXAxisDecimalPattern(PLAIN);
    style.setYAxisDecimalPattern(PLAIN);
  }

  /**
   * Labels the y axis in exponent notation if its numbers are very small or very large.
   *
   * @param largest of their absolute values
   */
  public static void labelYBySize(AxesChartStyler style, double largest) {
    style.setYAxisDecimalPattern(pattern(largest));
  }

  /** The same for the x axis. */
  public static void labelXBySize(AxesChartStyler style, double largest) {
    style.setXAxisDecimalPattern(pattern(largest));
  }

  /** Numbers of up to four digits have no separator: they may be years. */
  static String pattern(double largest) {
    if ((largest > 0 && largest < 0.001) || largest >= 1e7) {
      return EXPONENT;
    }
    return largest < 10_000 ? UNGROUPED : PLAIN;
  }
}
