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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.bench.data.Idx;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Commands;
import org.lockstep.bench.run.Pythons;
import org.lockstep.bench.run.Pythons.Interpreter;
import org.lockstep.bench.run.Pythons.Library;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.Topology;

/**
 * Those that we compare ourselves with do the same: from the same weights, every epoch has the same
 * loss. Skipped, with a line that says so, where python3 lacks a library.
 */
class SameLossTest {
  private static final int ROWS = 70;
  private static final int BATCH = 20; // the last batch is short
  private static final int EPOCHS = 3;
  private static final double RATE = 0.05;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void everyEpochHasTheSameLoss(Library library) throws IOException {
    Pythons pythons =
        new Pythons(
            new Commands(directory), List.of(), Path.of("src/main/python").toAbsolutePath());
    if (pythons.having(library).isEmpty()) {
      System.err.println(
          "SKIPPED: no python3 here has " + library.title() + ", so its loss was not compared");
      Assumptions.abort("no python3 here has " + library.title());
    }
    Idx data = Idx.random(ROWS, 7);
    ImageFiles files = new ImageFiles(directory.resolve("images"), directory.resolve("labels"));
    data.write(files);
    Topology topology = SgdLoop.topology(data, List.of(9, 6));
    Arithmetic arithmetic = new Arithmetic(Precision.DOUBLE, BlasChoice.JAVA.load());
    FlatVector theta = new Initializer.He().initialize(new Network(topology), arithmetic, 0, 3);
    Path weights = Files.write(directory.resolve("theta"), littleEndian(theta));

    SgdLoop loop = new SgdLoop(data, topology, theta, BATCH, RATE);
    List<Double> ours = new ArrayList<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      ours.add(loop.epoch(epoch));
    }

    for (Interpreter interpreter : pythons.having(library)) {
      List<Double> theirs = losses(pythons, interpreter, files, weights);
      assertThat(theirs).hasSize(EPOCHS);
      for (int i = 0; i < EPOCHS; i++) {
        assertThat(theirs.get(i)).isCloseTo(ours.get(i), within(1e-9));
      }
    }
    assertThat(ours.get(EPOCHS - 1)).isLessThan(ours.get(0));
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
