package org.lockstep.spark.log;

import java.io.Closeable;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.lockstep.model.text.Text;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;

/** Shows how far a run is: a bar on a terminal, a line from time to time elsewhere. */
public sealed interface ProgressDisplay extends EpochListener, Closeable {

  @Override
  void close();

  /** Shows nothing. */
  static ProgressDisplay quiet() {
    return new Quiet();
  }

  /**
   * A bar of steps with epoch, loss, rows/s and the time left.
   *
   * @param columns of the terminal
   * @param done steps already done
   */
  static ProgressDisplay bar(PrintStream out, int columns, long steps, long done, int epochs) {
    return new Bar(out, columns, steps, done, epochs);
  }

  /** Lines: the first epoch, the last, about twenty in between, and at least one in ten seconds. */
  static ProgressDisplay lines(PrintStream out, int epochs, String accuracyName) {
    return new Lines(out, epochs, accuracyName);
  }

  /** No display. */
  final class Quiet implements ProgressDisplay {
    private Quiet() {}

    @Override
    public void onEpoch(EpochReport report) {}

    @Override
    public void close() {}
  }

  /** A progress bar that is drawn on its own thread, ten times a second. */
  final class Bar implements ProgressDisplay {
    private final ProgressBar bar;
    private final int epochs;

    private Bar(PrintStream out, int columns, long steps, long before, int epochs) {
      this.epochs = epochs;
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("Training")
              .setInitialMax(steps)
              .startsFrom(before, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .setConsumer(new ConsoleProgressBarConsumer(out, columns))
              .setMaxRenderedLength(columns)
              .setEtaFunction(
                  state -> {
                    long done = state.getCurrent() - before;
                    return done <= 0
                        ? java.util.Optional.empty()
                        : java.util.Optional.of(
                            state
                                .getTotalElapsed()
                                .multipliedBy(state.getMax() - done)
                                .dividedBy(done));
                  })
              .build();
    }

    @Override
    public void onStep(long step) {
      bar.stepTo(step);
    }

    @Override
    public void onEpoch(EpochReport report) {
      bar.setExtraMessage(
          Text.format(
              " epoch %d/%d  loss %.4f  %s rows/s",
              report.epoch(), epochs, report.trainLoss(), count(report.rowsPerSecond())));
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Plain lines. */
  final class Lines implements ProgressDisplay {
    private static final int LINES = 20;
    private static final long LONGEST_SILENCE_NANOS = 10_000_000_000L;

    private final PrintStream out;
    private final int epochs;
    private final String accuracyName;
    private final int stride;
    private long lastLine = System.nanoTime();

    private Lines(PrintStream out, int epochs, String accuracyName) {
      this.out = out;
      this.epochs = epochs;
      this.accuracyName = accuracyName;
      this.stride = Math.max(1, epochs / LINES);
    }

    @Override
    public void onEpoch(EpochReport report) {
      boolean due =
          report.epoch() == 1
              || report.epoch() == epochs
              || report.epoch() % stride == 0
              || System.nanoTime() - lastLine >= LONGEST_SILENCE_NANOS;
      if (due) {
        out.println(EpochLine.of(report, epochs, accuracyName));
        lastLine = System.nanoTime();
      }
    }

    @Override
    public void close() {}
  }

  private static String count(double number) {
    if (number >= 1e6) {
      return Text.format("%.1fM", number / 1e6);
    }
    return number >= 1e4 ? Text.format("%.0fk", number / 1e3) : Text.format("%.0f", number);
  }
}
