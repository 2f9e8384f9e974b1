package org.lockstep.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

class ReadParametersTest {
  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(
          NetworkSpec.perceptron(2, List.of(), new Relu(), 1, new LinearSquaredError(), true));

  @Test
  void anyArchiveWithTheNamedArraysIsReadInAnyOrder() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("b1.npy", Models.npy(Precision.FLOAT, List.of(1, 1), 3));
    entries.put("note.npy", new byte[] {1, 2, 3});
    entries.put("W1.npy", Models.npy(Precision.DOUBLE, List.of(2, 1), 1, 1 / 3.0));
    assertThat(Models.values(read(entries, Arithmetics.DOUBLE))).containsExactly(1.0, 1 / 3.0, 3.0);
    assertThat(Models.values(read(entries, Arithmetics.FLOAT)))
        .containsExactly(1.0, (double) (1 / 3f), 3.0);
  }

  @Test
  void aModelFileIsReadAsParameters() throws IOException {
    Model model = Models.small(Precision.FLOAT);
    FlatVector theta =
        ModelFile.readParameters(
            "m.npz",
            new ByteArrayInputStream(Models.bytes(model)),
            ParameterLayout.of(model.network()),
            Arithmetics.FLOAT);
    assertThat(Models.values(theta)).isEqualTo(Models.values(model.parameters()));
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() {
    byte[] w1 = Models.npy(Precision.FLOAT, List.of(2, 1), 1, 2);
    byte[] b1 = Models.npy(Precision.FLOAT, List.of(1), 1);
    assertRefused(
        Map.of("W1.npy", w1, "b1.npy", b1, "W2.npy", w1),
        "[w.npz] expected only the arrays W1, b1 but found 'W2'");
    assertRefused(
        Map.of("W1.npy", w1), "[w.npz] expected an array b1 of shape (1,) but found none");
    assertRefused(
        Map.of("W1.npy", Models.npy(Precision.FLOAT, List.of(1, 2), 1, 2), "b1.npy", b1),
        "[w.npz:W1.npy] expected shape (2, 1) but found (1, 2)");
    assertRefused(
        Map.of("W1.npy", Models.npy(Precision.DOUBLE, List.of(2, 1), 1, 1e300), "b1.npy", b1),
        "[w.npz:W1.npy] expected finite numbers but found 1.0E300 at index 1");
  }

  private static void assertRefused(Map<String, byte[]> entries, String message) {
    assertThatThrownBy(() -> read(entries, Arithmetics.FLOAT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  private static FlatVector read(Map<String, byte[]> entries, Arithmetic arithmetic)
      throws IOException {
    return ModelFile.readParameters(
        "w.npz", new ByteArrayInputStream(Models.archive(entries)), LAYOUT, arithmetic);
  }
}
