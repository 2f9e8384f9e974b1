package org.lockstep.model.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.loss.OutputLoss;

/**
 * Networks with every kind of layer, each with PyTorch's losses and weights. A new layer joins all
 * tests of layers through a line in {@code record.py}.
 */
public final class SampleNetworks {
  /** Columns of X. */
  public static final int INPUTS = 6;

  /** Columns of the logits. */
  public static final int OUTPUTS = 3;

  /** The columns: a number, a category of three values, two numbers. */
  private static final InputSchema COLUMNS =
      new InputSchema(
          List.of(
              InputColumn.number("x"),
              InputColumn.text("kind", List.of("a", "b", "c")),
              InputColumn.number("y"),
              InputColumn.number("z")));

  private SampleNetworks() {}

  /**
   * A network.
   *
   * @param text as users write it
   * @param losses PyTorch's, at each step of gradient descent
   * @param parameters PyTorch's after the last step, by name
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sample(String text, double[] losses, Map<String, double[]> parameters) {
    /** The network with this output and loss. */
    public NetworkSpec spec(OutputLoss loss) {
      NetworkText network = NetworkText.parse("sample", text);
      return new NetworkSpec(INPUTS, network.layers("sample", COLUMNS, OUTPUTS), loss);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** All sample networks. */
  public static List<Sample> all() {
    String file = "/org/lockstep/model/layer/pytorch.csv";
    try (InputStream in = SampleNetworks.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(SampleNetworks::sample)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample sample(String line) {
    String[] fields = line.split(";", -1);
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (String array : fields[2].split("\\|", -1)) {
      String[] pair = array.split("=", -1);
      parameters.put(pair[0], numbers(pair[1]));
    }
    return new Sample(fields[0], numbers(fields[1]), parameters);
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
