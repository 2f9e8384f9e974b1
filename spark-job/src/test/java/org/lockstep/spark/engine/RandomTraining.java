package org.lockstep.spark.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.InputScaling;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.LinearHuber;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.NetworkText;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.DropoutPlan;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.TargetProgram;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.train.Checkpoints;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.StoppingRule;
import org.lockstep.spark.train.Trainer;
import org.lockstep.spark.train.TrainerState;
import org.lockstep.spark.train.TrainingLength;
import org.lockstep.spark.train.TrainingPlan;
import org.lockstep.spark.train.TrainingResult;
import org.lockstep.spark.train.UpdatePlan;

/** A random network for random rows, with random settings to train it. */
public record RandomTraining(
    ShardProgram program, Optimizer rule, Regularization regularization, long seed) {
  private static final int EPOCHS = 2;

  /** Networks with layers that a perceptron lacks, for batches of any size. */
  private static final List<String> LAYERED =
      List.of(
          "dense 6, layer-norm, mish, dropout 0.4, residual(dense 6, silu)",
          "scaling, dense 4 ntk, parametric relu, output ntk",
          "residual(layer-norm, dense 5, residual(hard-tanh, dropout 0.3)), selu, dense 3 no-bias");

  /** Returns the training that a seed gives. */
  public static RandomTraining random(RandomRows rows, int shards, Precision precision, long seed) {
    Random random = new Random(seed);
    long batchSize = List.of(1, Math.max(1, shards - 1), 7, rows.train()).get(random.nextInt(4));
    OutputLoss loss =
        switch (rows.task()) {
          case CLASSIFICATION -> new SoftmaxCrossEntropy(0.1);
          case BINARY, MULTI_LABEL -> new SigmoidCrossEntropy(0.1);
          case REGRESSION -> new LinearHuber();
        };
    List<Integer> hidden =
        List.of(List.<Integer>of(), List.of(4), List.of(6, 3)).get(random.nextInt(3));
    Activation activation = Activation.all().get(random.nextInt(Activation.all().size()));
    Scaling scaling =
        new Scaling(
            Scaling.Kind.STANDARD,
            random.doubles(RandomRows.WIDTH, -1, 1).toArray(),
            random.doubles(RandomRows.WIDTH, 90, 200).toArray());
    NetworkSpec perceptron =
        NetworkSpec.perceptron(
            RandomRows.WIDTH,
            hidden,
            activation,
            random.nextInt(2) * 0.4,
            rows.outputs(),
            loss,
            random.nextBoolean());
    ShardProgram program =
        new ShardProgram(
            perceptron.withSparse(rows.kind().isSparse()),
            new ArithmeticChoice(precision, BlasChoice.AUTO),
            new InputScaling(InputEncoder.identity(RandomRows.WIDTH), scaling),
            new TargetProgram(
                rows.task(),
                targetScaling(rows, seed),
                rows.task() == Task.CLASSIFICATION ? List.of(0.5, 1.0, 2.0) : List.of()),
            new Batches(
                rows.train(), shards, Math.min(batchSize, rows.train()), random.nextBoolean(), 3),
            new DropoutPlan(seed));
    RandomTraining training =
        new RandomTraining(
            program,
            ElementRule.all().get(random.nextInt(ElementRule.all().size())),
            new Regularization(
                random.nextInt(2) * 0.1,
                random.nextInt(2) * 0.05,
                random.nextInt(2) * 0.1,
                random.nextBoolean() ? 0.5 : 1.0 / 0),
            seed);
    int layered = random.nextInt(2 * LAYERED.size());
    return layered < LAYERED.size() ? training.withLayers(LAYERED.get(layered)) : training;
  }

  /** Returns this training with a network of these layers. */
  public RandomTraining withLayers(String text) {
    NetworkSpec before = program.network();
    return with(
        new NetworkSpec(
            before.inputs(),
            before.sparse(),
            NetworkText.parse("layers", text).layers(before.outputs()),
            before.outputLoss()),
        program.batches());
  }

  private RandomTraining with(NetworkSpec network, Batches batches) {
    ShardProgram p = program;
    return new RandomTraining(
        new ShardProgram(network, p.numbers(), p.inputs(), p.targets(), batches, p.dropout()),
        rule,
        regularization,
        seed);
  }

  /** For regression, a scaling of each kind in turn. */
  private static TargetScaling targetScaling(RandomRows rows, long seed) {
    List<TargetScaling.Kind> kinds = List.of(TargetScaling.Kind.values());
    TargetScaling.Kind kind = kinds.get(Math.floorMod(seed, kinds.size()));
    if (rows.task() != Task.REGRESSION || kind == TargetScaling.Kind.NONE) {
      return TargetScaling.none(rows.outputs());
    }
    double[] shift = new double[rows.outputs()];
    double[] scale = new double[rows.outputs()];
    Arrays.setAll(shift, j -> 0.1 * j - 0.2);
    Arrays.setAll(scale, j -> 1.5 + j);
    if (kind == TargetScaling.Kind.CLIPPED) {
      double[] low = new double[rows.outputs()];
      double[] high = new double[rows.outputs()];
      Arrays.fill(low, -0.5);
      Arrays.fill(high, 0.75);
      return TargetScaling.clipped(shift, scale, low, high);
    }
    return new TargetScaling(kind, shift, scale);
  }

  /** Returns this training with batches of another size. */
  public RandomTraining withBatch(long batchSize) {
    Batches b = program.batches();
    return with(
        program.network(), new Batches(b.rows(), b.shards(), batchSize, b.shuffle(), b.seed()));
  }

  /** Returns this training with a network that drops units by a schedule. */
  public RandomTraining withDropout(double probability, Schedule schedule) {
    ShardProgram p = program;
    NetworkSpec network =
        NetworkSpec.perceptron(
                RandomRows.WIDTH,
                List.of(6),
                new Relu(),
                probability,
                p.network().outputs(),
                p.network().outputLoss(),
                true)
            .withSparse(p.network().sparse());
    RandomTraining dropping = with(network, p.batches());
    return new RandomTraining(
        dropping.program.withDropout(new DropoutPlan(p.dropout().seed(), schedule)),
        rule,
        regularization,
        seed);
  }

  /** Returns this training with another optimizer, without a limit on the gradient's norm. */
  public RandomTraining with(Optimizer other) {
    return new RandomTraining(
        program, other, new Regularization(regularization.l2(), 1.0 / 0), seed);
  }

  /** Initial parameters. */
  public FlatVector theta() {
    return new Initializer.Xavier()
        .initialize(new Network(program.network()), program.arithmetic(), 0, seed);
  }

  /** Trains for a few epochs. */
  public TrainingResult train(StepEngine engine) {
    return train(engine, EPOCHS);
  }

  /** Trains for some epochs. */
  public TrainingResult train(StepEngine engine, int epochs) {
    return train(engine, epochs, TrainerState.initial(theta(), rule), Checkpoints.NONE);
  }

  /** Trains for some epochs from a state, and saves checkpoints. */
  public TrainingResult train(
      StepEngine engine, int epochs, TrainerState start, Checkpoints checkpoints) {
    return train(engine, plan(epochs), start, checkpoints);
  }

  /** A plan of some epochs. */
  public TrainingPlan plan(int epochs) {
    return new TrainingPlan(
            new TrainingLength(program.batches(), epochs, OptionalLong.empty()),
            new UpdatePlan(rule, new Schedule.Constant(0.01), regularization),
            new StoppingRule(Keep.LAST, OptionalInt.empty(), 0))
        .withRateFactors(RateFactors.parse("factors", seed % 2 == 0 ? "" : "W 0.5"));
  }

  /** Trains by a plan from a state, and saves checkpoints. */
  public TrainingResult train(
      StepEngine engine, TrainingPlan plan, TrainerState start, Checkpoints checkpoints) {
    return new Trainer(
            plan, new Network(program.network()).layout(), engine, start, checkpoints, List.of())
        .run();
  }

  /** The held-out parts that have rows. */
  public static List<Part> partsWithRows(RandomRows rows) {
    List<Part> parts = new ArrayList<>();
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      if (rows.rows(part) > 0) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** The numbers that the training reports, as bits. */
  public static List<Long> reportedBits(TrainingResult result) {
    List<Long> bits = new ArrayList<>();
    for (EpochReport report : result.reports()) {
      bits.add(report.rows());
      bits.add(Double.doubleToRawLongBits(report.trainLoss()));
      bits.add(Double.doubleToRawLongBits(report.trainAccuracy()));
      for (OptionalDouble value :
          List.of(
              report.validation().loss(),
              report.validation().accuracy(),
              report.test().loss(),
              report.test().accuracy(),
              report.trainErrors().rmse(),
              report.test().errors().mae())) {
        bits.add(value.isPresent() ? Double.doubleToRawLongBits(value.getAsDouble()) : null);
      }
    }
    return bits;
  }

  /** The values, as bits. */
  public static List<Long> bits(FlatVector vector) {
    List<Long> bits = new ArrayList<>();
    for (int i = 0; i < vector.length(); i++) {
      bits.add(Double.doubleToRawLongBits(vector.get(i)));
    }
    return bits;
  }
}
