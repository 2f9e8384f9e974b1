package org.lockstep.spark.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.lockstep.spark.testing.ArrayBytes.npy;
import static org.lockstep.spark.testing.ArrayBytes.zip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;

/** Damaged model files, later versions and other files: one line from every command. */
class BadModelsTest {
  @TempDir private Path path;
  private Folder folder;
  private Refusals refusals;

  @BeforeEach
  void data() throws IOException {
    folder = new Folder(path);
    refusals = new Refusals(folder);
    folder.file("data.csv", "x,y", "1,2", "2,4");
    folder.model("m.npz", line());
  }

  /** y = 2·x + 1, by W1 of shape (1, 1) and b1 of shape (1,). */
  private static Model line() {
    return new Model(
        NetworkSpec.perceptron(1, List.of(), new Relu(), 1, new LinearSquaredError(), true),
        new DoubleVector(new double[] {2, 1}),
        new InputSchema(List.of(InputColumn.number("x"))),
        new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
        Scaling.none(1));
  }

  /** Changes entries of the model file. */
  private void rewrite(Consumer<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(path.resolve("m.npz"))))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    change.accept(entries);
    Object[] namesAndContents =
        entries.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray();
    Files.write(path.resolve("m.npz"), zip(false, namesAndContents));
  }

  private static Consumer<Map<String, byte[]>> json(String old, String replacement) {
    return entries ->
        entries.computeIfPresent(
            "model.json",
            (name, json) -> {
              String text = new String(json, UTF_8);
              assertThat(text).contains(old);
              return text.replace(old, replacement).getBytes(UTF_8);
            });
  }

  private static Consumer<Map<String, byte[]>> array(String name, String shape, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putDouble);
    return entries -> entries.put(name, npy("<f8", false, shape, bytes.array()));
  }

  static Stream<Arguments> damage() {
    return Stream.of(
        arguments(
            "other layers",
            json("\"units\" : 1", "\"units\" : 4"),
            ":W1.npy] expected shape (1, 4) but found (1, 1)"),
        arguments(
            "another layer's weights",
            array("W2.npy", "(1, 1)", 1),
            "] expected only the arrays W1, b1 but found 'W2'"),
        arguments(
            "future version",
            json("\"version\" : 2", "\"version\" : 3"),
            ":model.json] expected format version 1 to 2 but found version 3, written by Lockstep"
                + " '...'"),
        arguments(
            "unknown field",
            json("\"bias\" : true", "\"bias\" : true, \"gate\" : 1"),
            ":model.json] expected only known fields in network.layers[0] but found 'gate'"),
        arguments(
            "unknown entry",
            (Consumer<Map<String, byte[]>>) entries -> entries.put("run.class", new byte[1]),
            "] expected model.json and arrays (.npy) but found an entry 'run.class'"),
        arguments(
            "weights of a wrong shape",
            array("W1.npy", "(2, 1)", 1, 2),
            ":W1.npy] expected shape (1, 1) but found (2, 1)"),
        arguments(
            "weights of an absurd shape",
            array("W1.npy", "(99999, 99999)", 1),
            ":W1.npy] expected at most 2147483639 values but found shape (99999, 99999)"),
        arguments(
            "NaN weights",
            array("W1.npy", "(1, 1)", Double.NaN),
            ":W1.npy] expected finite numbers but found NaN at index 0"),
        arguments(
            "infinite bias",
            array("b1.npy", "(1,)", Double.POSITIVE_INFINITY),
            ":b1.npy] expected finite numbers but found Infinity at index 0"),
        arguments(
            "missing bias",
            (Consumer<Map<String, byte[]>>) entries -> entries.remove("b1.npy"),
            "] expected an array b1 of shape (1,) but found none"),
        arguments(
            "Python objects",
            (Consumer<Map<String, byte[]>>)
                entries -> entries.put("W1.npy", npy("|O", false, "(1, 1)", new byte[8])),
            ":W1.npy] expected numbers of type '<f4', '<f8', '>f4' or '>f8' but found objects:"
                + " '|O'"),
        arguments(
            "an entry with a path",
            (Consumer<Map<String, byte[]>>) entries -> entries.put("../W1.npy", new byte[1]),
            "] expected entries without a path but found '../W1.npy'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damage")
  void aDamagedModelIsRefusedByEveryCommand(
      String what, Consumer<Map<String, byte[]>> change, String expected) throws IOException {
    rewrite(change);
    String message = refusals.of("evaluate --model @m.npz --data @data.csv");
    assertThat(message.replaceFirst("(?<=written by Lockstep ')[^']+", "..."))
        .as(what)
        .isEqualTo("[@m.npz" + expected);
    assertThat(refusals.of("predict --model @m.npz --data @data.csv --output @p.csv"))
        .isEqualTo(message);
    assertThat(refusals.of("export --model @m.npz --to onnx --output @m.onnx")).isEqualTo(message);
    assertThat(refusals.of("inspect @m.npz")).isEqualTo(message);
  }

  @Test
  void weightsOfOtherLayersAreRefusedAsInitialWeights() throws IOException {
    assertThat(refusals.ofTrain("--data @data.csv --target y --init-from @m.npz"))
        .isEqualTo("[@m.npz:W1.npy] expected shape (1, 2) but found (1, 1)");
    assertThat(refusals.ofTrain("--data @data.csv --target y --bias false --init-from @m.npz"))
        .isEqualTo("[@m.npz] expected only the arrays W1, W2 but found 'b1'");
    rewrite(
        array("W1.npy", "(1, 2)", 1, Double.NaN)
            .andThen(array("b1.npy", "(2,)", 1, 2))
            .andThen(array("W2.npy", "(2, 1)", 1, 2))
            .andThen(array("b2.npy", "(1,)", 1)));
    assertThat(refusals.ofTrain("--data @data.csv --target y --init-from @m.npz"))
        .isEqualTo("[@m.npz:W1.npy] expected finite numbers but found NaN at index 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 500})
  void aTruncatedModelIsRefused(int length) throws IOException {
    byte[] whole = Files.readAllBytes(path.resolve("m.npz"));
    Files.write(path.resolve("m.npz"), Arrays.copyOf(whole, length));
    assertThat(refusals.of("evaluate --model @m.npz --data @data.csv"))
        .startsWith("[@m.npz")
        .contains("] expected ", " but found ");
    assertThat(refusals.ofTrain("--data @data.csv --target y --init-from @m.npz"))
        .startsWith("[@m.npz");
    assertThat(refusals.of("inspect @m.npz")).startsWith("[@m.npz");
  }

  @Test
  void exportedWeightsAreRefusedWithAHintToTheModel() throws IOException {
    CommandResult.of(
            "export", "--model", folder.of("m.npz"), "--to", "npz", "--output", folder.of("w.npz"))
        .done();
    String expected =
        "[@w.npz] expected an entry model.json but found weights only, as export --to npz writes"
            + " them: use the run's model.npz";
    assertThat(refusals.of("evaluate --model @w.npz --data @data.csv")).isEqualTo(expected);
    assertThat(refusals.of("predict --model @w.npz --data @data.csv --output @p.csv"))
        .isEqualTo(expected);
  }

  @Test
  void arraysOfDataAreRefusedAsAModel() throws IOException {
    Files.write(path.resolve("d.npz"), zip(true, "x.npy", npy("<f8", false, "(1,)", new byte[8])));
    assertThat(refusals.of("evaluate --model @d.npz --data @data.csv"))
        .isEqualTo("[@d.npz] expected an entry model.json but found none");
  }
}
