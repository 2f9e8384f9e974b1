package org.lockstep.spark.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A scan of the driver's port takes a line or two of the log. */
class RefusalsTest {
  private final List<String> notices = new ArrayList<>();
  private final AtomicLong time = new AtomicLong(-5);
  private final Refusals refusals = new Refusals(notices::add, time::get);

  @Test
  void theFirstIsLoggedAtOnceAndTheOthersAreCounted() {
    for (int i = 1; i <= 1500; i++) {
      refusals.add("/192.0.2.1:" + i, "no token within 5 s");
    }
    assertThat(notices)
        .containsExactly("closed the connection of /192.0.2.1:1: no token within 5 s");
    time.addAndGet(Refusals.PERIOD_NANOS);
    refusals.add("/192.0.2.1:1501", "no token within 5 s");
    assertThat(notices.subList(1, notices.size()))
        .containsExactly(
            "closed 1,500 connections without the token, the last of /192.0.2.1:1501: no token"
                + " within 5 s");
  }

  @Test
  void refusalsNotYetLoggedAreLoggedOnceAtTheEnd() {
    for (int i = 1; i <= 3; i++) {
      refusals.add("/192.0.2.1:" + i, "no token within 5 s");
    }
    refusals.tell();
    refusals.tell();
    assertThat(notices)
        .containsExactly(
            "closed the connection of /192.0.2.1:1: no token within 5 s",
            "closed 2 connections without the token, the last of /192.0.2.1:3: no token within 5"
                + " s");
  }

  @Test
  void aSingleRefusalAfterALongTimeIsNamed() {
    refusals.add("/192.0.2.1:1", "no token within 5 s");
    time.addAndGet(Refusals.PERIOD_NANOS);
    refusals.add("/192.0.2.2:1", "expected the run's token but found another");
    assertThat(notices.get(1))
        .isEqualTo(
            "closed the connection of /192.0.2.2:1: expected the run's token but found another");
  }
}
