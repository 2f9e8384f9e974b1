package org.lockstep.spark.job;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.Topology;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.job.TrainingSettings.NetworkSettings;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.Models;

/** What of a network is decided by the settings and the data together. */
final class ResolvedNetwork {
  private ResolvedNetwork() {}

  /** The network's shape: inputs and outputs from the data, the rest as the user wants it. */
  static Topology topology(NetworkSettings network, TrainingData data) {
    OutputLoss output =
        OutputPairing.resolve(data.target().task(), network.outputActivation(), network.loss());
    return new Topology(
        data.input().width(),
        network.hidden(),
        network.activation(),
        data.target().outputs(),
        output,
        network.bias());
  }

  /**
   * θ before the first step.
   *
   * @throws BadInputException naming the file of initial weights, if it cannot be read
   */
  static FlatVector initialParameters(
      NetworkSettings settings,
      Network network,
      Arithmetic arithmetic,
      long seed,
      Configuration configuration) {
    if (settings.initFrom().isEmpty()) {
      return settings
          .initializerInEffect()
          .initialize(network, arithmetic, settings.biasDeviation(), seed);
    }
    String name = settings.initFrom().get();
    return Models.read(
        name,
        configuration,
        in -> ModelFile.readParameters(name, in, network.layout(), arithmetic));
  }

  /** n / (K·n_c): all classes weigh the same together, and all rows as much as without. */
  static List<Double> classWeights(Survey survey) {
    long[] counts = survey.classCounts();
    if (counts == null) {
      return List.of();
    }
    double rows = survey.rows(Part.TRAIN);
    return Arrays.stream(counts)
        .mapToObj(count -> count == 0 ? 0.0 : rows / ((double) counts.length * count))
        .toList();
  }
}
