package org.lockstep.spark.engine.net;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.lockstep.model.text.Text;

/**
 * Reports strangers that were turned away: the first at once, the others as a number now and then,
 * so that a port scan does not fill the log.
 */
final class Refusals {
  static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Consumer<String> notices;
  private final LongSupplier nanoTime;
  private boolean hasTold;
  private long toldAt;
  private long untold;
  private String latest = "";

  /** Reports refusals to {@code notices}. */
  Refusals(Consumer<String> notices, LongSupplier nanoTime) {
    this.notices = notices;
    this.nanoTime = nanoTime;
  }

  /** Adds a refusal. */
  synchronized void add(Object address, String why) {
    latest = Text.format("%s: %s", address, why);
    untold++;
    long now = nanoTime.getAsLong();
    if (!hasTold || now - toldAt >= PERIOD_NANOS) {
      tell();
      hasTold = true;
      toldAt = now;
    }
  }

  /** Reports what has not been reported yet. */
  synchronized void tell() {
    if (untold > 0) {
      notices.accept(
          untold == 1
              ? "closed the connection of " + latest
              : Text.format(
                  "closed %,d connections without the token, the last of %s", untold, latest));
    }
    untold = 0;
  }
}
