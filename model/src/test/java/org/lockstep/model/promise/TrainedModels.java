package org.lockstep.model.promise;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.data.Task;
import org.lockstep.model.kernel.PlainProducts;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.SampleNetworks;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.optim.Adam;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.optim.Momentum;
import org.lockstep.model.optim.Nesterov;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Sgd;
import org.lockstep.model.optim.Updater;
import org.lockstep.model.score.Score;

/**
 * Small models, trained by a local loop: one for each precision, activation and loss, one for each
 * optimizer with all penalties, and one for each sample of layers. Their bits are the same on every
 * processor and JVM, and are recorded.
 */
final class TrainedModels {
  private static final int STEPS = 4;

  /**
   * Optimizers that the pairs of activation and loss take in turn; one more would change all keys.
   */
  private static final List<ElementRule> FIRST =
      List.of(new Sgd(), new Momentum(), new Nesterov(), new Adam());

  private TrainedModels() {}

  /** A network small enough for plain loops even if the JVM multiplies slowly. */
  static final Size TINY = new Size("tiny", 4, List.of(6), 3, 8);

  /** A network with odd sizes, beyond the edges of tiles. */
  static final Size SMALL = new Size("small", 45, List.of(37, 18), 5, 33);

  /** A network's sizes, and its batch. */
  record Size(String name, int inputs, List<Integer> hidden, int outputs, int rows) {}

  /**
   * Prints a line for each model: its name and its checksum.
   *
   * @param arguments "tiny" or "small", and "plain" for plain loops
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Size size = arguments[0].equals(TINY.name()) ? TINY : SMALL;
    Products products = arguments.length > 1 ? new PlainProducts() : vectorsOrPlain();
    checksums(size, products)
        .forEach((name, checksum) -> System.out.println(name + " " + checksum));
  }

  /** Products in vectors from the first call on, or in plain loops if this JVM has no vectors. */
  static Products vectorsOrPlain() throws ReflectiveOperationException {
    return Products.ofThisJvm() instanceof PlainProducts
        ? new PlainProducts()
        : Class.forName("org.lockstep.model.kernel.vector.VectorProducts")
            .asSubclass(Products.class)
            .getConstructor()
            .newInstance();
  }

  static Map<String, String> checksums(Size size, Products products) {
    Map<String, String> checksums = new TreeMap<>();
    for (Precision precision : Precision.values()) {
      for (Activation activation : Activation.all()) {
        for (OutputLoss loss : OutputLoss.all()) {
          int number = Activation.all().indexOf(activation) + OutputLoss.all().indexOf(loss);
          ElementRule optimizer = FIRST.get(number % FIRST.size());
          checksums.put(
              String.join(
                  " ",
                  size.name(),
                  precision.name().toLowerCase(Locale.ROOT),
                  activation.word(),
                  loss.word(),
                  optimizer.word()),
              checksum(
                  size,
                  new Arithmetic(precision, products),
                  activation,
                  loss,
                  optimizer,
                  new Regularization(0.01, 0.9)));
        }
      }
      for (ElementRule optimizer : ElementRule.all()) {
        checksums.put(
            String.join(
                " ",
                size.name(),
                precision.name().toLowerCase(Locale.ROOT),
                "penalties",
                optimizer.word()),
            checksum(
                size,
                new Arithmetic(precision, products),
                new Tanh(),
                new SoftmaxCrossEntropy(),
                optimizer,
                new Regularization(0.01, 0.02, 0.1, 0.9)));
      }
    }
    addLayers(checksums, size, products);
    return checksums;
  }

  private static void addLayers(Map<String, String> checksums, Size size, Products products) {
    for (Precision precision : Precision.values()) {
      for (SampleNetworks.Sample sample : SampleNetworks.all()) {
        String precisionWord = precision.name().toLowerCase(Locale.ROOT);
        checksums.put(
            String.join(" ", size.name(), precisionWord, "layers", sample.text()),
            checksum(
                new Size(
                    size.name(),
                    SampleNetworks.INPUTS,
                    List.of(),
                    SampleNetworks.OUTPUTS,
                    size.rows()),
                new Arithmetic(precision, products),
                sample.spec(new SoftmaxCrossEntropy()),
                new Adam(),
                new Regularization(0.01, 0.9)));
      }
    }
  }

  private static String checksum(
      Size size,
      Arithmetic arithmetic,
      Activation activation,
      OutputLoss loss,
      ElementRule optimizer,
      Regularization regularization) {
    NetworkSpec spec =
        NetworkSpec.perceptron(
            size.inputs(), size.hidden(), activation, 0.2, size.outputs(), loss, true);
    return checksum(size, arithmetic, spec, optimizer, regularization);
  }

  private static String checksum(
      Size size,
      Arithmetic arithmetic,
      NetworkSpec spec,
      ElementRule optimizer,
      Regularization regularization) {
    Network network = new Network(spec);
    FlatVector theta = new Initializer.Xavier().initialize(network, arithmetic, 0.1, 7);
    Updater updater = Updater.atStart(optimizer, network.layout(), theta);
    Workspace batch = new Workspace(network, arithmetic, size.rows());
    GradientSum sum =
        new GradientSum(network, arithmetic, new Score(Task.REGRESSION, size.outputs(), false));
    List<Double> losses = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      fill(batch, size, new Random(step));
      batch.setParameters(theta);
      sum.clear();
      network.gradient(batch, sum, false);
      losses.add(sum.score().loss());
      FlatVector next = theta.copy();
      updater.update(
          theta,
          sum.gradient(),
          regularization.step(
              network.layout(), theta, sum.gradient(), sum.score().weight(), 0.05, step),
          next);
      theta = next;
    }
    return checksum(theta, losses);
  }

  private static void fill(Workspace batch, Size size, Random random) {
    batch.setRows(size.rows());
    for (int i = 0; i < size.rows(); i++) {
      for (int j = 0; j < size.inputs(); j++) {
        batch.input().set(i, j, 2 * random.nextDouble() - 1);
      }
      double[] y = new double[size.outputs()];
      y[random.nextInt(size.outputs())] = 1;
      batch.targets().setValues(i, y, 0, 0.5 + random.nextDouble());
      batch.drawMasks(i, 3, 1, i);
    }
  }

  private static String checksum(FlatVector theta, List<Double> losses) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * (theta.length() + losses.size()));
    for (int i = 0; i < theta.length(); i++) {
      bytes.putDouble(theta.get(i));
    }
    losses.forEach(bytes::putDouble);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.flip());
    return String.format(Locale.ROOT, "%08x", checksum.getValue());
  }
}
