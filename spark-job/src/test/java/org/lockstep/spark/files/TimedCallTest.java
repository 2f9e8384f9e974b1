package org.lockstep.spark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lockstep.model.error.BadInputException;

@Timeout(60)
class TimedCallTest {

  @Test
  void anAnswerIsPassedOn() throws IOException {
    assertThat(TimedCall.ask("x", TimedCall.USUAL_MILLIS, () -> 7)).isEqualTo(7);
  }

  @Test
  void aQuestionWithoutAnAnswerIsInterrupted() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                TimedCall.ask(
                    "hdfs://host/x",
                    50,
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                      return 0;
                    }))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[hdfs://host/x] expected an answer within 0.05 seconds but found none");
    interrupted.await();
  }

  @Test
  void failuresOfTheQuestionArePassedOn() {
    IOException io = new IOException("disk");
    IllegalStateException state = new IllegalStateException("state");
    StackOverflowError error = new StackOverflowError();
    assertThatThrownBy(() -> ask(io)).isSameAs(io);
    assertThatThrownBy(() -> ask(state)).isSameAs(state);
    assertThatThrownBy(() -> ask(error)).isSameAs(error);
  }

  private static void ask(Throwable failure) throws IOException {
    TimedCall.ask(
        "x",
        TimedCall.USUAL_MILLIS,
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (Exception) failure;
        });
  }
}
