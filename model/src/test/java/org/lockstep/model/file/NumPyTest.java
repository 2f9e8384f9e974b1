package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.python.TestPython;
import org.lockstep.model.text.Text;

/** NumPy opens what Lockstep writes, and Lockstep what NumPy writes. */
class NumPyTest {
  private static final boolean NUMPY_IS_INSTALLED = run("import numpy", List.of()) != null;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void numPyOpensAModel(Precision precision) throws IOException {
    Model model = Models.small(precision);
    Path file = directory.resolve("model.npz");
    Files.write(file, Models.bytes(model));

    String printed =
        python(
            """
            import json, struct, sys, numpy
            npz = numpy.load(sys.argv[1])
            for name in ['W1', 'b1', 'W2', 'b2', 'scaling_shift', 'scaling_scale']:
                array = npz[name]
                print(name, array.dtype.str, array.shape, [struct.pack('>d', x).hex() for x in array.ravel()])
            print(json.loads(npz['model.json'])['input'][1]['categories'][0] == '\\u5de6')
            """,
            file);

    String type = precision == Precision.FLOAT ? "<f4" : "<f8";
    FlatVector theta = model.parameters();
    List<String> expected = new ArrayList<>();
    expected.add("W1 " + type + " (3, 4) " + hex(theta, 0, 12));
    expected.add("b1 " + type + " (4,) " + hex(theta, 12, 16));
    expected.add("W2 " + type + " (4, 2) " + hex(theta, 16, 24));
    expected.add("b2 " + type + " (2,) " + hex(theta, 24, 26));
    FlatVector shift = Arithmetics.DOUBLE.vector(model.scaling().shift());
    FlatVector scale = Arithmetics.DOUBLE.vector(model.scaling().scale());
    expected.add("scaling_shift <f8 (3,) " + hex(shift, 0, 3));
    expected.add("scaling_scale <f8 (3,) " + hex(scale, 0, 3));
    expected.add("True");
    assertThat(printed.lines()).containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"savez", "savez_compressed"})
  void weightsSavedByNumPyCanStartATraining(String save) throws IOException {
    Model model = Models.small(Precision.DOUBLE);
    Path file = directory.resolve("weights.npz");
    python(
        Text.format(
            """
            import sys, numpy
            v = -numpy.arange(1, 27) / 7
            numpy.%s(sys.argv[1], W1=v[0:12].reshape(3, 4), b1=v[12:16].reshape(1, 4).astype('>f8'),
                        W2=numpy.asfortranarray(v[16:24].reshape(4, 2)), b2=v[24:26])
            """,
            save),
        file);

    FlatVector theta =
        ModelFile.readParameters(
            "weights.npz",
            new ByteArrayInputStream(Files.readAllBytes(file)),
            ParameterLayout.of(model.network()),
            Arithmetics.DOUBLE);

    assertThat(Models.values(theta)).isEqualTo(Models.values(model.parameters()));
  }

  @Test
  void aModelThatNumPyRewroteIsRead() throws IOException {
    Model model = Models.small(Precision.FLOAT);
    Path file = directory.resolve("model.npz");
    Files.write(file, Models.bytes(model));
    Path copy = directory.resolve("copy.npz");
    python(
        """
        import sys, zipfile, numpy
        npz = numpy.load(sys.argv[1])
        with zipfile.ZipFile(sys.argv[2], 'w') as copy:
            for name in npz.files:
                if name == 'model.json':
                    copy.writestr(name, npz[name])
                else:
                    with copy.open(name + '.npy', 'w', force_zip64=True) as f:
                        numpy.lib.format.write_array(f, npz[name])
        """,
        file,
        copy);
    assertThat(Models.values(Models.read(Files.readAllBytes(copy)).parameters()))
        .isEqualTo(Models.values(model.parameters()));
  }

  /** The numbers' bits in hexadecimal, as Python prints a list of strings. */
  private static String hex(FlatVector vector, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Text.format("'%016x'", Double.doubleToLongBits(vector.get(i))))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String python(String program, Path... arguments) {
    List<String> texts = new ArrayList<>();
    for (Path argument : arguments) {
      texts.add(argument.toString());
    }
    return python(program, texts);
  }

  private static String python(String program, List<String> arguments) {
    if (!NUMPY_IS_INSTALLED) {
      TestPython.missing("NumPy");
    }
    String printed = run(program, arguments);
    assertThat(printed).isNotNull();
    return printed;
  }

  /** Returns what the program prints, or null if it fails. */
  private static String run(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(TestPython.program(), "-c", program));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.onExit().join().exitValue() == 0 ? printed : null;
    } catch (IOException e) {
      return null; // no python3
    }
  }
}
