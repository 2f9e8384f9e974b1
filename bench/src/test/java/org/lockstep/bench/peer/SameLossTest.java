package org.lockstep.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.bench.data.Idx;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Commands;
import org.lockstep.bench.run.Pythons;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.python.TestPython;

/**
 * The peers of the benchmarks train the same network: from the same weights, every epoch has the
 * same loss. PyTorch is a large installation: where it is missing, the losses that it once printed
 * stand in for it.
 */
class SameLossTest {
  private static final int ROWS = 70;
  private static final int BATCH = 20; // the last batch is short
  private static final int EPOCHS = 3;
  private static final double RATE = 0.05;

  /** As PyTorch 2.15.0 printed them. */
  private static final List<Double> PYTORCH_LOSSES =
      List.of(2.354506248769431, 2.282548548517125, 2.234883719406602);

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"NUMPY", "PYTORCH"})
  void everyEpochHasTheSameLoss(Library library) throws IOException {
    Idx data = Idx.random(ROWS, 7);
    ImageFiles files = new ImageFiles(directory.resolve("images"), directory.resolve("labels"));
    data.write(files);
    NetworkSpec spec = SgdLoop.spec(data, List.of(9, 6));
    Arithmetic arithmetic = new Arithmetic(Precision.DOUBLE, BlasChoice.JAVA.load());
    FlatVector theta = new Initializer.He().initialize(new Network(spec), arithmetic, 0, 3);
    Path weights = Files.write(directory.resolve("theta"), littleEndian(theta));

    SgdLoop loop = new SgdLoop(data, spec, theta, BATCH, RATE);
    List<Double> ours = new ArrayList<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      ours.add(loop.epoch(epoch));
    }

    assertThat(ours).zipSatisfy(theirs(library, files, weights), SameLossTest::assertClose);
    assertThat(ours.get(EPOCHS - 1)).isLessThan(ours.get(0));
  }

  private List<Double> theirs(Library library, ImageFiles files, Path weights) {
    Pythons pythons =
        new Pythons(
            new Commands(directory),
            () -> List.of(TestPython.program()),
            Path.of("src/main/python").toAbsolutePath());
    Optional<Interpreter> interpreter = pythons.having(library).stream().findFirst();
    if (interpreter.isEmpty() && library == Library.NUMPY) {
      TestPython.missing(library.title());
    }
    return interpreter.map(it -> losses(pythons, it, files, weights)).orElse(PYTORCH_LOSSES);
  }

  private static void assertClose(double ours, double theirs) {
    assertThat(theirs).isCloseTo(ours, within(1e-9));
  }

  private static List<Double> losses(
      Pythons pythons, Interpreter interpreter, ImageFiles files, Path weights) {
    List<String> arguments =
        List.of(
            "--images",
            files.images().toString(),
            "--labels",
            files.labels().toString(),
            "--layers",
            "784,9,6,10",
            "--dtype",
            "float64",
            "--batch",
            Integer.toString(BATCH),
            "--rate",
            Double.toString(RATE),
            "--epochs",
            Integer.toString(EPOCHS),
            "--theta",
            weights.toString());
    String losses = pythons.run(interpreter, 1, arguments).text("losses");
    return Arrays.stream(losses.split(" ", -1)).map(Double::valueOf).toList();
  }

  private static byte[] littleEndian(FlatVector theta) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Double.BYTES * theta.length()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < theta.length(); i++) {
      bytes.putDouble(theta.get(i));
    }
    return bytes.array();
  }
}
