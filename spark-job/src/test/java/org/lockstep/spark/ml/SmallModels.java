package org.lockstep.spark.ml;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.lockstep.model.activation.Tanh;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;

/** Untrained networks with four features and random weights. */
final class SmallModels {
  static final int FEATURES = 4;

  private SmallModels() {}

  /** A model of the classes ant, bee and cricket. */
  static Model ofThreeClasses(long seed) {
    return model(
        new SoftmaxCrossEntropy(),
        new TargetSchema(Task.CLASSIFICATION, List.of("insect"), List.of("ant", "bee", "cricket")),
        seed);
  }

  /** A model of the classes no and yes. */
  static Model ofTwoClasses(long seed) {
    return model(
        new SigmoidCrossEntropy(),
        new TargetSchema(Task.BINARY, List.of("answer"), List.of("no", "yes")),
        seed);
  }

  /** A regression model of these targets. */
  static Model ofNumbers(long seed, String... targets) {
    return model(
        new LinearSquaredError(),
        new TargetSchema(Task.REGRESSION, List.of(targets), List.of()),
        seed);
  }

  private static Model model(OutputLoss output, TargetSchema target, long seed) {
    NetworkSpec spec =
        NetworkSpec.perceptron(FEATURES, List.of(5), new Tanh(), target.outputs(), output, true);
    Random random = new Random(seed);
    double[] parameters = new double[ParameterLayout.of(spec).length()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextGaussian();
    }
    return new Model(
        spec,
        new DoubleVector(parameters),
        new InputSchema(List.of(InputColumn.vector("features", FEATURES))),
        target,
        Scaling.none(FEATURES));
  }

  /** Writes a model file and returns its path. */
  static String write(Model model, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFile.write(model, out);
    }
    return file.toString();
  }
}
