package org.lockstep.serve;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.optim.Step;
import org.lockstep.model.optim.Updater;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.RowForm;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;

/** Models that read digits, trained in a loop without Spark. */
final class Trained {
  private static final Path DIGITS =
      Path.of("../spark-job/src/main/resources/org/lockstep/spark/read/text/embedded/digits.csv");
  private static final int BATCH = 50;

  private Trained() {}

  /** Images and what they are. */
  record Images(int side, List<byte[]> pixels, List<Integer> labels) {}

  /** One of MNIST's sets, {@code train} or {@code t10k}; skips the test where there is none. */
  static Images mnist(String set) throws IOException {
    String data = System.getenv("LOCKSTEP_DATA");
    String message = "LOCKSTEP_DATA is not set: skipping a test of the page on mnist";
    if (data == null) {
      System.err.println("WARNING: " + message);
    }
    assumeThat(data).as(message).isNotNull();
    Path folder = Path.of(data, "mnist");
    byte[] images = items(folder.resolve(set + "-images-idx3-ubyte.gz"), 3);
    byte[] labels = items(folder.resolve(set + "-labels-idx1-ubyte.gz"), 1);
    return new Images(
        28,
        IntStream.range(0, labels.length)
            .mapToObj(i -> Arrays.copyOfRange(images, 784 * i, 784 * (i + 1)))
            .toList(),
        IntStream.range(0, labels.length).mapToObj(i -> (int) labels[i]).toList());
  }

  private static byte[] items(Path file, int dimensions) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new GZIPInputStream(bytes))) {
      in.skipNBytes(4 + 4 * dimensions);
      return in.readAllBytes();
    }
  }

  /** The built-in digits. */
  private static Images digits() throws IOException {
    List<String> lines = Files.readAllLines(DIGITS);
    List<byte[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split(",", -1);
      byte[] row = new byte[64];
      for (int j = 0; j < 64; j++) {
        row[j] = Byte.parseByte(fields[j]);
      }
      rows.add(row);
      labels.add(Integer.valueOf(fields[64]));
    }
    return new Images(8, rows, labels);
  }

  /**
   * A 784-100-10 network after three passes over MNIST, or the model in the file that the system
   * property {@code lockstep.mnist.model} names: under {@code -Pfull} that of the preset.
   */
  static Model onMnist() throws IOException {
    String file = System.getProperty("lockstep.mnist.model", "");
    if (!file.isEmpty() && Files.exists(Path.of(file))) {
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        return ModelFile.read(file, in);
      }
    }
    return train(mnist("train"), Scaling.unit(784), 100, 3, 0.3);
  }

  /** A 64-50-10 network that has learned the built-in digits. */
  static Model onDigits() throws IOException {
    Scaling sixteenths =
        new Scaling(
            Scaling.Kind.MINMAX,
            new double[64],
            IntStream.range(0, 64).mapToDouble(j -> 16).toArray());
    return train(digits(), sixteenths, 50, 40, 0.1);
  }

  private static Model train(Images images, Scaling scaling, int hidden, int epochs, double rate) {
    int rows = images.labels().size();
    NetworkSpec spec =
        NetworkSpec.perceptron(
            scaling.width(), List.of(hidden), new Relu(), 10, new SoftmaxCrossEntropy(), true);
    Network network = new Network(spec);
    ShardBuilder builder =
        new ShardBuilder(
            0,
            1,
            new RowForm(Features.Kind.BYTES, scaling.width(), Task.CLASSIFICATION, 10, false));
    for (int i = 0; i < rows; i++) {
      builder.addBytes(images.pixels().get(i));
      builder.setClass(images.labels().get(i));
    }
    Shard shard = builder.build();
    Batches batches = new Batches(rows, 1, BATCH, true, 1);
    ShardProgram program =
        new ShardProgram(
            spec,
            new ArithmeticChoice(Precision.FLOAT, BlasChoice.AUTO),
            scaling,
            Task.CLASSIFICATION,
            batches,
            0);
    ShardWorker worker = new ShardWorker(program);
    Arithmetic arithmetic = program.arithmetic();
    FlatVector theta = new Initializer.He().initialize(network, arithmetic, 0, 1);
    FlatVector next = arithmetic.vector(theta.length());
    Updater updater = Updater.atStart(new Sgd(), network.layout(), theta);
    long number = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      for (long step = 0; step < batches.stepsPerEpoch(); step++) {
        worker.begin(theta);
        FlatVector gradient = worker.gradient(shard, epoch, step).gradient();
        Step update = new Step(1.0 / BATCH, 0, rate, ++number);
        updater.update(theta, gradient, update, next);
        FlatVector before = theta;
        theta = next;
        next = before;
      }
    }
    List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return new Model(
        spec,
        theta,
        new InputSchema(
            List.of(InputColumn.image("pixels", ImageShape.gray(images.side(), images.side())))),
        new TargetSchema(Task.CLASSIFICATION, List.of("label"), classes),
        scaling);
  }
}
