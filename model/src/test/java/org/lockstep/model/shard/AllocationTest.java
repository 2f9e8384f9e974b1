package org.lockstep.model.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.jvm.Java;

/** A step works in memory allocated once: when compiled, it allocates nothing on a worker. */
@Tag("slow")
@Timeout(120)
class AllocationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FLOAT  | AUTO | false | dense 80, relu, dropout 0.1",
        "FLOAT  | JAVA | false | dense 80, relu, dropout 0.1",
        "DOUBLE | AUTO | false | dense 80, relu, dropout 0.1",
        "DOUBLE | JAVA | false | dense 80, relu, dropout 0.1",
        "FLOAT  | AUTO | true  | dense 80, relu, dropout 0.1",
        "DOUBLE | JAVA | true  | dense 80, relu, dropout 0.1",
        "FLOAT  | JAVA | false | scaling, dense 80 ntk, layer-norm, parametric mish,"
            + " residual(batch-norm, silu, dropout 0.1, dense 80), output ntk zeros",
        "FLOAT  | JAVA | false | embedding 4, periodic-embedding, dense 80, silu",
        "DOUBLE | JAVA | true  | embedding 4, periodic-embedding, dense 80, silu"
      })
  void aCompiledStepAllocatesNothing(String precision, String blas, String sparse, String network)
      throws IOException, InterruptedException {
    List<String> options = List.of("--add-modules=jdk.incubator.vector");
    assertThat(Java.THIS.run(options, StepAllocations.class, precision, blas, sparse, network))
        .containsExactly("a step allocates nothing");
  }
}
