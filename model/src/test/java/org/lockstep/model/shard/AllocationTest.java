package org.lockstep.model.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.jvm.Java;

/** A step works in memory that was made once: compiled, it allocates nothing at all on a worker. */
@Timeout(120)
class AllocationTest {

  @ParameterizedTest
  @CsvSource({
    "FLOAT, AUTO, false",
    "FLOAT, JAVA, false",
    "DOUBLE, AUTO, false",
    "DOUBLE, JAVA, false",
    "FLOAT, AUTO, true",
    "DOUBLE, JAVA, true"
  })
  void aStepComesToAllocateNothing(String precision, String blas, String sparse)
      throws IOException, InterruptedException {
    List<String> options = List.of("--add-modules=jdk.incubator.vector");
    assertThat(Java.THIS.run(options, StepAllocations.class, precision, blas, sparse))
        .containsExactly("a step allocates nothing");
  }
}
