package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.choice.Choice;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.DecimalSign;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.SampleNetworks;
import org.lockstep.model.text.Text;

class ModelFileTest {

  @ParameterizedTest
  @EnumSource
  void aModelReadsBackAsWritten(Precision precision) throws IOException {
    Model model = Models.small(precision);
    assertSame(Models.read(Models.bytes(model)), model);
  }

  @Test
  void entriesAreInThePromisedOrder() throws IOException {
    assertThat(Models.entries(Models.bytes(Models.small(Precision.FLOAT))).keySet())
        .containsExactly(
            "model.json",
            "W1.npy",
            "b1.npy",
            "W2.npy",
            "b2.npy",
            "scaling_shift.npy",
            "scaling_scale.npy");
  }

  @Test
  void equalModelsAreEqualBytesInAnyTimeZone() {
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      byte[] east = Models.bytes(Models.small(Precision.FLOAT));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Pago_Pago"));
      assertThat(Models.bytes(Models.small(Precision.FLOAT))).isEqualTo(east);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aThresholdIsStoredOnlyIfThereIsOne() throws IOException {
    Model model = Models.small(Precision.FLOAT);
    Model decided = model.withThreshold(OptionalDouble.of(0.1));
    assertThat(Models.read(Models.bytes(decided)).target()).isEqualTo(decided.target());
    assertThat(Models.bytes(decided.withThreshold(OptionalDouble.empty())))
        .isEqualTo(Models.bytes(model));
    assertThat(new String(Models.entries(Models.bytes(model)).get("model.json"), UTF_8))
        .doesNotContain("threshold");
  }

  @Test
  void datesAndCoercedNumbersAreKept() throws IOException {
    DateColumn date =
        DateColumn.of("when", DateForm.DAY_FIRST, DateUnit.DAY, List.of(DatePart.MONTH), 19_000)
            .filled(19_100, false);
    Model model = Models.withInput(date, NumberColumn.of("n").filled(1, false).coercing(true));
    assertThat(Models.read(Models.bytes(model)).input()).isEqualTo(model.input());
    String json = new String(Models.entries(Models.bytes(model)).get("model.json"), UTF_8);
    assertThat(json.replaceAll("\\s", ""))
        .contains("\"date\":{\"form\":\"day-first\",\"unit\":\"day\",\"parts\":[\"month\"]}");
    Map<String, byte[]> entries = Models.entries(Models.bytes(model));
    entries.put("model.json", json.replace("\"month\"", "\"moon\"").getBytes(UTF_8));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected parts of a date but found moon");
  }

  @Test
  void classesAreReadWithoutTheArrays() throws IOException {
    byte[] bytes = Models.bytes(Models.small(Precision.FLOAT));
    assertThat(ModelFile.readClasses("m.npz", new ByteArrayInputStream(bytes)))
        .containsExactly("a", "b\n");
    Map<String, byte[]> alone = Models.entries(bytes);
    alone.remove("model.json");
    assertThat(ModelFile.readClasses("m", new ByteArrayInputStream(Models.archive(alone))))
        .isEmpty();
  }

  @Test
  void aFileOfFormatVersion1StaysReadable() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("model-v1.npz")) {
      assertSame(ModelFile.read("model-v1.npz", golden), Models.small(Precision.DOUBLE));
    }
  }

  @Test
  void aFileOfFormatVersion2StaysReadable() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("model-v2.npz")) {
      assertSame(ModelFile.read("model-v2.npz", golden), Models.withDropout(Precision.DOUBLE));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STANDARD", "LOG"})
  void theScalingOfTargetsIsKept(TargetScaling.Kind kind) throws IOException {
    Model model = Models.ofScaledTargets(kind);
    assertSame(Models.read(Models.bytes(model)), model);
    assertThat(Models.entries(Models.bytes(model)).keySet())
        .endsWith("scaling_scale.npy", "target_shift.npy", "target_scale.npy");
  }

  @Test
  void theRangeOfClippedTargetsIsKept() throws IOException {
    Model model = Models.ofScaledTargets(TargetScaling.Kind.CLIPPED);
    byte[] bytes = Models.bytes(model);
    assertSame(Models.read(bytes), model);
    assertThat(Models.entries(bytes).keySet())
        .endsWith("target_shift.npy", "target_scale.npy", "target_low.npy", "target_high.npy");
    assertThat(ModelFile.readTargetScaling("m.npz", new ByteArrayInputStream(bytes)))
        .contains(model.targetScaling());
  }

  @Test
  void anInvalidRangeOfTargetsIsRefused() throws IOException {
    Map<String, byte[]> entries =
        Models.entries(Models.bytes(Models.ofScaledTargets(TargetScaling.Kind.CLIPPED)));
    entries.put("target_low.npy", Models.npy(Precision.DOUBLE, List.of(2), 1, 4));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[m.npz] expected a model whose parts agree but found 'target 2: a range from 4.0 to"
                + " 3.0'");
    entries.remove("target_low.npy");
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .hasMessage("[m.npz] expected an array target_low of shape (2,) but found none");
    Map<String, byte[]> standard = scaledEntries();
    standard.put("target_low.npy", Models.npy(Precision.DOUBLE, List.of(2), 1, 1));
    assertThatThrownBy(() -> Models.read(Models.archive(standard)))
        .hasMessage("[m.npz] expected only the arrays W1, b1, W2, b2 but found 'target_low'");
  }

  @Test
  void aModelWithoutAScalingOfTargetsLeavesThemUnscaled() throws IOException {
    for (String golden : List.of("model-v1.npz", "model-v2.npz")) {
      try (InputStream file = getClass().getResourceAsStream(golden)) {
        assertThat(ModelFile.read(golden, file).targetScaling()).isEqualTo(TargetScaling.none(2));
      }
    }
  }

  @Test
  void aScalingOfTargetsWithoutItsNumbersIsRefused() throws IOException {
    Map<String, byte[]> entries = scaledEntries();
    entries.remove("target_scale.npy");
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz] expected an array target_scale of shape (2,) but found none");
  }

  @Test
  void invalidScalesOfTargetsAreRefused() throws IOException {
    Map<String, byte[]> entries = scaledEntries();
    entries.put("target_scale.npy", Models.npy(Precision.DOUBLE, List.of(2), 1, 0));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[m.npz] expected a model whose parts agree but found 'target 2: shift 3.0, scale"
                + " 0.0'");
    entries.put("target_scale.npy", Models.npy(Precision.DOUBLE, List.of(2), 1, Double.NaN));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz:target_scale.npy] expected finite numbers but found NaN at index 1");
  }

  @Test
  void scalesOfTargetsNeedTheNameOfTheirKind() throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.put("target_scale.npy", Models.npy(Precision.DOUBLE, List.of(2), 1, 1));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz] expected only the arrays W1, b1, W2, b2 but found 'target_scale'");
  }

  @Test
  void aScalingOfClassesIsRefused() throws IOException {
    Map<String, byte[]> entries = scaledEntries();
    String json = new String(smallEntries().get("model.json"), UTF_8);
    entries.put(
        "model.json",
        replaceOnce(json, "\"task\" :", "\"scaling\" : \"log\", \"task\" :").getBytes(UTF_8));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[m.npz] expected a model whose parts agree but found 'a scaling of targets that are"
                + " classes'");
  }

  private static Map<String, byte[]> scaledEntries() throws IOException {
    return Models.entries(Models.bytes(Models.ofScaledTargets(TargetScaling.Kind.STANDARD)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyActivationAndLossIsKept(Activation activation, OutputLoss outputLoss)
      throws IOException {
    Model model = Models.of(activation, 0.25, outputLoss, Precision.FLOAT);
    assertSame(Models.read(Models.bytes(model)), model);
  }

  static Stream<Arguments> functions() {
    return Activation.all().stream()
        .flatMap(activation -> OutputLoss.all().stream().map(loss -> arguments(activation, loss)));
  }

  @ParameterizedTest
  @MethodSource("org.lockstep.model.network.SampleNetworks#all")
  void everyLayerIsKept(SampleNetworks.Sample sample) throws IOException {
    NetworkSpec spec = sample.spec(new SoftmaxCrossEntropy());
    Model model = Models.of(spec);
    assertSame(Models.read(Models.bytes(model)), model);
  }

  @Test
  void theDescriptionIsIndentedJson() throws IOException {
    Map<String, byte[]> entries = Models.entries(Models.bytes(Models.small(Precision.FLOAT)));
    assertThat(new String(entries.get("model.json"), UTF_8))
        .isEqualTo(
            Text.format(
                """
                {
                  "format" : "lockstep-model",
                  "version" : 2,
                  "writer" : "%s",
                  "precision" : "float",
                  "network" : {
                    "inputs" : 3,
                    "layers" : [
                      {
                        "type" : "dense",
                        "units" : 4,
                        "bias" : true
                      },
                      {
                        "type" : "activation",
                        "function" : "leaky-relu",
                        "slope" : 0.01
                      },
                      {
                        "type" : "dense",
                        "units" : 2,
                        "bias" : true
                      }
                    ],
                    "output_loss" : "softmax-cross-entropy"
                  },
                  "scaling" : "standard",
                  "target" : {
                    "task" : "classification",
                    "columns" : [
                      "kind"
                    ],
                    "classes" : [
                      "a",
                      "b\\n"
                    ]
                  },
                  "input" : [
                    {
                      "name" : "length",
                      "width" : 1,
                      "categories" : [ ]
                    },
                    {
                      "name" : "côté",
                      "width" : 2,
                      "categories" : [
                        "左",
                        "\\"right\\""
                      ]
                    }
                  ]
                }\
                """,
                writer()));
  }

  @Test
  void aFileTruncatedAnywhereIsRefused() {
    byte[] bytes = Models.bytes(Models.small(Precision.FLOAT));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Models.read(cut))
          .as("%s of %s bytes", length, bytes.length)
          .isInstanceOf(BadInputException.class)
          .message()
          .startsWith("[m.npz")
          .doesNotContain("\n");
    }
  }

  @Test
  void aFileWithOneBitFlippedIsRefusedOrGivesTheSameModel() throws IOException {
    Model model = Models.small(Precision.FLOAT);
    byte[] bytes = Models.bytes(model);
    int refused = 0;
    for (int bit = 0; bit < 8 * bytes.length; bit += 9) { // a different bit of each byte
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertSame(Models.read(flipped), model);
      } catch (BadInputException e) {
        assertThat(e.getMessage()).as("bit %d", bit).startsWith("[m.npz").doesNotContain("\n");
        refused++;
      }
    }
    // Only entry times and the copies of the entries' headers at the end can change unnoticed.
    assertThat(refused).isGreaterThan(bytes.length / 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version" : 2        | "version" : 3 | [m.npz:model.json] expected format version 1 to 2 but found version 3, written by Lockstep '%s'
          "format" : "lockstep-model" | "format" : "x" | [m.npz:model.json] expected the format lockstep-model but found 'x'
          "bias" : true        | "bias" : true, "gate" : 1 | [m.npz:model.json] expected only known fields in network.layers[0] but found 'gate'
          "precision" : "float"| "precision" : "float", "x" : {} | [m.npz:model.json] expected only known fields but found 'x'
          "task" : "classification" | "task" : "classification", "threshold" : 2 | [m.npz:model.json] expected a valid target but found 'a threshold of 2.0'
          "precision" : "float"| "precision" : "half" | [m.npz:model.json] expected precision to be one of float, double but found 'half'
          "precision" : "float"| "precision" : "double" | [m.npz:W1.npy] expected double numbers, as model.json says but found float numbers
          "bias" : true        | "bias" : 1 | [m.npz:model.json] expected network.layers[0].bias to be true or false but found '1'
          "bias" : true        | "bias" : false | [m.npz] expected only the arrays W1, W2, b2 but found 'b1'
          "inputs" : 3         | "inputs" : 3.5 | [m.npz:model.json] expected network.inputs to be an integer but found '3.5'
          "inputs" : 3         | "inputs" : 4 | [m.npz:scaling_shift.npy] expected shape (4,) but found (3,)
          "inputs" : 3         | "inputs" : 2147483647 | [m.npz:model.json] [network] expected at most 2147483639 parameters but found at least 8589934592
          "activation"         | "convolution" | [m.npz:model.json] expected network.layers[1].type to be one of dense, activation, parametric-activation, dropout, scaling, layer-norm, batch-norm, residual, embedding, periodic-embedding but found 'convolution'
          "leaky-relu"         | "cube" | [m.npz:model.json] expected network.layers[1].function to be one of {activations} but found 'cube'
          "slope" : 0.01       | "slope" : 2 | [m.npz:model.json] expected a valid network.layers[1] but found 'a slope of 2.0'
          "units" : 4          | "units" : 0 | [m.npz:model.json] [network] expected layers of at least 1 unit but found 3 x 0
          "units" : 4          | "units" : 4, "rate" : 1 | [m.npz:model.json] expected only known fields in network.layers[0] but found 'rate'
          "inputs" : 3,        | '' | [m.npz:model.json] expected the field network.inputs but found none
          "width" : 2          | "width" : 3 | [m.npz:model.json] expected a valid input[1] but found 'column côté has width 3 but becomes 2 features'
          "width" : 1          | "width" : 2 | [m.npz] expected a model whose parts agree but found 'expected 3 input features, found 4'
          "categories" : [ ]   | "categories" : [ ], "image" : {"height" : 65536, "width" : 65536, "channels" : 1, "layout" : "planar"} | [m.npz:model.json] expected a valid input[0].image but found 'an image of 65536 x 65536 pixels of 1 channels, more than 2147483647 numbers'
          "categories" : [ ]   | "categories" : [ ], "image" : {"height" : 2147483647, "width" : 2147483647, "channels" : 2147483647, "layout" : "planar"} | [m.npz:model.json] expected a valid input[0].image but found 'an image of 2147483647 x 2147483647 pixels of 2147483647 channels, more than 214...'
          "b\\n"               | "a"                     | [m.npz:model.json] expected a valid target but found 'the class a twice'
          "name" : "length"    | "name" : "côté"          | [m.npz:model.json] expected a valid input but found 'the column côté twice'
          "左"                  | "\\"right\\""          | [m.npz:model.json] expected a valid input[1] but found 'column côté has the category "right" twice'
          "categories" : [ ]   | "categories" : {} | [m.npz:model.json] expected input[0].categories to be a list but found a JSON object
          "categories" : [ ]   | "categories" : [1] | [m.npz:model.json] expected input[0].categories[0] to be a text but found '1'
          "width" : 1          | "width" : 1, "width" : 1 | [m.npz:model.json] expected valid JSON but found 'Duplicate field 'width''
          "classification"     | "regression" | [m.npz:model.json] expected a valid target but found 'REGRESSION with target columns [kind] and 2 classes'
          """)
  void anInvalidDescriptionIsRefusedWithItsField(String old, String replacement, String message)
      throws IOException {
    assertThatThrownBy(() -> readWithHeader(json -> replaceOnce(json, old, replacement)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            message
                .replace("{activations}", Choice.words(Activation.all()))
                .replace("%s", writer()));
  }

  @Test
  void bytesThatAreNotTextAreRefused() throws IOException {
    Map<String, byte[]> entries = Models.entries(Models.bytes(Models.small(Precision.FLOAT)));
    entries.put("model.json", new byte[] {1, 0, 0, 0, 'a', 'a', 'a', 'a'});
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "[m.npz:model.json] expected valid JSON but found 'Invalid UTF-32 character");
  }

  @Test
  void onlyTheBeginningOfALongNameIsShown() throws IOException {
    String name = "x".repeat(1000) + ".npy";
    assertThatThrownBy(() -> Models.read(Models.archive(Map.of(name, new byte[0]))))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[m.npz:" + "x".repeat(80) + "...] expected a NumPy array (npy) but found other bytes");
  }

  @Test
  void deepTrailingAndEmptyJsonAreRefused() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> readWithHeader(json -> deep))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "[m.npz:model.json] expected valid JSON but found 'Document nesting");
    assertThatThrownBy(() -> readWithHeader(json -> json + "{}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("[m.npz:model.json] expected valid JSON but found 'Trailing token");
    assertThatThrownBy(() -> readWithHeader(json -> ""))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz:model.json] expected a JSON object but found ''");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W1", "b2", "scaling_shift", "scaling_scale"})
  void aMissingArrayIsNamed(String name) throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.remove(name + ".npy");
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("[m.npz] expected an array " + name + " of shape (")
        .hasMessageEndingWith(") but found none");
  }

  @Test
  void aMissingDescriptionIsNamed() throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.remove("model.json");
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .hasMessage(
            "[m.npz] expected an entry model.json but found weights only, as export --to npz writes"
                + " them: use the run's model.npz");
    entries.keySet().removeIf(name -> !name.startsWith("scaling"));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .hasMessage("[m.npz] expected an entry model.json but found none");
  }

  @Test
  void aWeightOfAnotherShapeIsRefused() throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.put("b1.npy", Models.npy(Precision.FLOAT, List.of(2, 2), 1, 2, 3, 4));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz:b1.npy] expected shape (4,) but found (2, 2)");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aWeightThatIsNotFiniteIsRefused(double value) throws IOException {
    for (String name : List.of("b1", "scaling_shift")) {
      Map<String, byte[]> entries = smallEntries();
      entries.put(
          name + ".npy",
          name.equals("b1")
              ? Models.npy(Precision.FLOAT, List.of(4), 1, 2, value, 4)
              : Models.npy(Precision.DOUBLE, List.of(3), 1, 2, value));
      assertThatThrownBy(() -> Models.read(Models.archive(entries)))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "[m.npz:"
                  + name
                  + ".npy] expected finite numbers but found "
                  + value
                  + " at index 2");
    }
  }

  @Test
  void aScaleOfZeroIsRefused() throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.put("scaling_scale.npy", Models.npy(Precision.DOUBLE, List.of(3), 1, 0, 1));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[m.npz] expected a model whose parts agree but found 'feature 2: shift -1.0E300, scale"
                + " 0.0'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../W3.npy", "a/W3.npy", "..\\W3.npy", "/W3.npy"})
  void anEntryWithAPathIsRefused(String name) throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.put(name, new byte[1]);
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz] expected entries without a path but found '" + name + "'");
  }

  @Test
  void anUnknownEntryIsRefusedByName() throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.put("evil.class", new byte[1]);
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .hasMessage(
            "[m.npz] expected model.json and arrays (.npy) but found an entry 'evil.class'");
    entries.remove("evil.class");
    entries.put("W3.npy", Models.npy(Precision.FLOAT, List.of(1), 1));
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .hasMessage("[m.npz] expected only the arrays W1, b1, W2, b2 but found 'W3'");
  }

  @Test
  void aDuplicateEntryIsRefused() throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.put("W9.npy", entries.get("W1.npy"));
    byte[] archive = Models.archive(entries);
    for (int i = 0; i + 6 < archive.length; i++) {
      if (new String(archive, i, 6, UTF_8).equals("W9.npy")) {
        archive[i + 1] = '1';
      }
    }
    assertThatThrownBy(() -> Models.read(archive))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz] expected each entry once but found two 'W1.npy'");
  }

  @Test
  void anArchiveThatInflatesAThousandfoldIsRefusedWhileReading() throws IOException {
    Map<String, byte[]> entries = smallEntries();
    entries.put("model.json", new byte[60 << 20]); // spaces or zeros: deflates to 60 KB
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "[m.npz] expected an archive that inflates at most 100-fold but found ");
  }

  @Test
  void tooManyEntriesAreRefused() {
    byte[] tiny = Models.npy(Precision.FLOAT, List.of(1), 1);
    Map<String, byte[]> entries = new java.util.LinkedHashMap<>();
    for (int i = 0; i < 10_001; i++) {
      entries.put("x" + i + ".npy", tiny);
    }
    assertThatThrownBy(() -> Models.read(Models.archive(entries)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz] expected at most 10000 entries but found more");
  }

  @Test
  void aFileThatIsNoArchiveIsRefused() {
    assertThatThrownBy(() -> Models.read("not a zip at all, but a line of text".getBytes(UTF_8)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[m.npz] expected an npz archive but found no zip entry");
  }

  @Test
  void bytesAfterTheArchiveAreRefused() {
    byte[] bytes = Models.bytes(Models.small(Precision.FLOAT));
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> Models.read(longer))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[m.npz] expected a zip end record in the last 22 bytes but found none: the file was"
                + " cut off or added to");
  }

  @Test
  void aModelWhosePartsDisagreeIsRefused() {
    Model model = Models.small(Precision.FLOAT);
    InputSchema narrow = new InputSchema(model.input().columns().subList(0, 1));
    assertThatThrownBy(
            () ->
                new Model(
                    model.network(), model.parameters(), narrow, model.target(), model.scaling()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 3 input features, found 1");
    model.parameters().set(5, Double.NaN);
    assertThatThrownBy(
            () ->
                new Model(
                    model.network(),
                    model.parameters(),
                    model.input(),
                    model.target(),
                    model.scaling()))
        .hasMessage("parameters are not finite");
  }

  @Test
  void theDecimalSignOfTrainingIsKept() throws IOException {
    Model model = Models.small(Precision.FLOAT);
    Model comma =
        new Model(
            model.network(),
            model.parameters(),
            model.input().written(DecimalSign.COMMA),
            model.target(),
            model.scaling());
    assertSame(Models.read(Models.bytes(comma)), comma);
    assertThat(new String(smallEntries().get("model.json"), UTF_8)).doesNotContain("decimal");
  }

  private static Map<String, byte[]> smallEntries() throws IOException {
    return Models.entries(Models.bytes(Models.small(Precision.FLOAT)));
  }

  private static Model readWithHeader(UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> entries = smallEntries();
    String json = new String(entries.get("model.json"), UTF_8);
    entries.put("model.json", change.apply(json).getBytes(UTF_8));
    return Models.read(Models.archive(entries));
  }

  private static String replaceOnce(String text, String old, String replacement) {
    int at = text.indexOf(old);
    assertThat(at).as("%s in %s", old, text).isGreaterThanOrEqualTo(0);
    return text.substring(0, at) + replacement + text.substring(at + old.length());
  }

  private static String writer() throws IOException {
    String json = new String(smallEntries().get("model.json"), UTF_8);
    String before = "\"writer\" : \"";
    int start = json.indexOf(before) + before.length();
    return json.substring(start, json.indexOf('"', start));
  }

  private static void assertSame(Model actual, Model expected) {
    assertThat(actual.network()).isEqualTo(expected.network());
    assertThat(actual.input()).isEqualTo(expected.input());
    assertThat(actual.target()).isEqualTo(expected.target());
    assertThat(actual.scaling()).isEqualTo(expected.scaling());
    assertThat(actual.targetScaling()).isEqualTo(expected.targetScaling());
    assertThat(actual.parameters().precision()).isEqualTo(expected.parameters().precision());
    assertThat(Models.values(actual.parameters())).isEqualTo(Models.values(expected.parameters()));
    List<Double> sorted = new ArrayList<>(Models.values(actual.parameters()));
    Collections.sort(sorted);
    assertThat(sorted).doesNotHaveDuplicates();
  }
}
