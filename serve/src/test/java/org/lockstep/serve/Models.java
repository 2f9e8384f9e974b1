package org.lockstep.serve;

import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;

/** Models that were not trained, for what does not depend on it. */
final class Models {
  private static final int HIDDEN = 5;

  private Models() {}

  /** Ten classes of images of 8 x 8 pixels from 0 to 16, each a column of its own. */
  static Model digits() {
    return classifier(numbers(64), Scaling.none(64));
  }

  /** Ten classes of images of 28 x 28 bytes. */
  static Model bytes() {
    return classifier(List.of(InputColumn.image("pixels", ImageShape.gray(28, 28))), unit(784));
  }

  /** As {@link #digits}, but its sums overflow for all but empty images. */
  static Model overflowing() {
    Model model = digits();
    FlatVector huge = FlatVector.zeros(Precision.FLOAT, model.parameters().length());
    for (int i = 0; i < huge.length(); i++) {
      huge.set(i, 3e38);
    }
    return new Model(model.network(), huge, model.input(), model.target(), model.scaling());
  }

  static Scaling unit(int width) {
    return Scaling.unit(width);
  }

  static List<InputColumn> numbers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> InputColumn.number(Integer.toString(i)))
        .toList();
  }

  /** Ten classes of whatever input. */
  static Model classifier(List<InputColumn> input, Scaling scaling) {
    List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return model(
        input,
        scaling,
        new TargetSchema(Task.CLASSIFICATION, List.of("label"), classes),
        new SoftmaxCrossEntropy());
  }

  static Model model(
      List<InputColumn> input, Scaling scaling, TargetSchema target, OutputLoss outputLoss) {
    return model(input, scaling, HIDDEN, target, outputLoss);
  }

  /** The same with a number of hidden units. */
  static Model model(
      List<InputColumn> input,
      Scaling scaling,
      int hidden,
      TargetSchema target,
      OutputLoss outputLoss) {
    NetworkSpec spec =
        NetworkSpec.perceptron(
            scaling.width(), List.of(hidden), new Relu(), target.outputs(), outputLoss, true);
    Arithmetic floats = new Arithmetic(Precision.FLOAT, BlasChoice.JAVA.load());
    return new Model(
        spec,
        new Initializer.He().initialize(new Network(spec), floats, 0, 1),
        new InputSchema(input),
        target,
        scaling);
  }
}
