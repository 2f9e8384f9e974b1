package org.lockstep.spark.fit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.DataStart;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.Recipe;
import org.lockstep.spark.store.Models;

/** θ before the first step of a run: the same however often it is requested. */
public final class InitialWeights {
  private static final int VALUES_AT_ONCE = 1 << 12;

  private final NetworkSettings settings;
  private final long seed;
  private final FitPlan plan;
  private final List<String> classes;
  private final Supplier<Workspace> sample;
  private final Configuration configuration;
  private Optional<String> known; // CRC-32C of the file's weights when the run began
  private FlatVector ready; // null before it is read, and once it is handed out
  private FlatVector model; // null unless a model's training continues
  private Optional<KnownClasses> others = Optional.empty(); // set if a file's classes differ

  /**
   * Creates the initial weights of a recipe.
   *
   * @param data the data to learn. If layers start from it, its first rows are read at once,
   *     because the tasks of a fit can hold all cores later
   * @param known the checksum that the run recorded for weights from a file
   */
  public InitialWeights(
      Recipe recipe,
      FitPlan plan,
      FitData data,
      Configuration configuration,
      Optional<String> known) {
    this(recipe, plan, data.target().classes(), sample(data, plan), configuration, known);
  }

  private InitialWeights(
      Recipe recipe,
      FitPlan plan,
      List<String> classes,
      Supplier<Workspace> sample,
      Configuration configuration,
      Optional<String> known) {
    this.settings = recipe.network();
    this.seed = recipe.loop().seed();
    this.plan = plan;
    this.classes = classes;
    this.sample = sample;
    this.configuration = configuration;
    this.known = known;
  }

  /**
   * The weights of a model whose training continues, in this recipe's precision.
   *
   * @throws BadInputException if it has another network
   */
  public static InitialWeights ofModel(
      Recipe recipe, FitPlan plan, Configuration configuration, Model model) {
    NetworkSpec wanted = plan.program().network().forPrediction();
    if (!model.network().forPrediction().withSparse(wanted.sparse()).equals(wanted)) {
      throw BadInputException.at("initialModel", describe(wanted), describe(model.network()));
    }
    InitialWeights weights =
        new InitialWeights(
            recipe,
            plan,
            model.target().classes(),
            InitialWeights::noSample,
            configuration,
            Optional.empty());
    weights.model = model.parameters();
    return weights;
  }

  private static String describe(NetworkSpec spec) {
    return Text.format(
        "%s, %s%s", spec.text(), spec.detailText(), spec.hasBiases() ? "" : ", without biases");
  }

  /** A checksum of the weights, wherever they come from. */
  public String fingerprint() {
    if (ready == null) {
      prepare();
    }
    return checksumOf(ready);
  }

  /** Reads the weights, before anything is written. */
  public void prepare() {
    ready = read();
  }

  /**
   * θ, which then belongs to the caller.
   *
   * @throws BadInputException naming the file, if it cannot be read or holds other weights by now
   */
  public FlatVector take() {
    FlatVector theta = ready == null ? read() : ready;
    ready = null; // not kept: it is as large as the network
    return theta;
  }

  /** The checksum of weights from a file, once they are read. */
  public Optional<String> checksum() {
    return known;
  }

  private FlatVector read() {
    if (model != null) {
      double[] values = new double[model.length()];
      Arrays.setAll(values, model::get);
      return plan.program().arithmetic().vector(values);
    }
    FlatVector theta = known();
    settings.initFrom().ifPresent(file -> compare(file, checksumOf(theta)));
    return theta;
  }

  /** Weights from a file, matched by class names; otherwise fresh ones. */
  private FlatVector known() {
    Arithmetic arithmetic = plan.program().arithmetic();
    Network network = plan.network();
    others =
        settings
            .initFrom()
            .flatMap(
                file ->
                    KnownClasses.of(
                        Models.read(file, configuration, in -> ModelFile.readClasses(file, in)),
                        classes));
    if (others.isEmpty()) {
      return of(settings, network, sample, arithmetic, seed, configuration);
    }
    String file = settings.initFrom().orElseThrow();
    ParameterLayout before = others.get().before(network.layout());
    FlatVector read =
        Models.read(
            file, configuration, in -> ModelFile.readParameters(file, in, before, arithmetic));
    FlatVector theta = fresh(settings, network, sample, arithmetic, seed);
    others.get().into(network.layout(), read, theta);
    return theta;
  }

  /** A note to the user, once the weights are {@linkplain #prepare prepared}. */
  public Optional<String> note() {
    return others.map(KnownClasses::note);
  }

  private static FlatVector fresh(
      NetworkSettings settings,
      Network network,
      Supplier<Workspace> sample,
      Arithmetic arithmetic,
      long seed) {
    FlatVector theta =
        settings.initializer().initialize(network, arithmetic, settings.biasDeviation(), seed);
    if (DataStart.isWanted(network.spec().layers())) {
      DataStart.apply(network, sample.get(), theta, seed);
    }
    return theta;
  }

  private static Workspace noSample() {
    throw new IllegalStateException("no layer starts from the data");
  }

  private static Supplier<Workspace> sample(FitData data, FitPlan plan) {
    if (!DataStart.isWanted(plan.program().network().layers())) {
      return InitialWeights::noSample;
    }
    Shard first = data.head(DataStart.ROWS);
    return () -> first.batchOfFirst(first.rows(), plan.program(), plan.network());
  }

  /**
   * θ before the first step.
   *
   * @param sample gives rows of the data to layers that start from them
   * @throws BadInputException naming the file of initial weights, if it cannot be read
   */
  public static FlatVector of(
      NetworkSettings settings,
      Network network,
      Supplier<Workspace> sample,
      Arithmetic arithmetic,
      long seed,
      Configuration configuration) {
    if (settings.initFrom().isEmpty()) {
      return fresh(settings, network, sample, arithmetic, seed);
    }
    String name = settings.initFrom().get();
    return Models.read(
        name,
        configuration,
        in -> ModelFile.readParameters(name, in, network.layout(), arithmetic));
  }

  private void compare(String file, String checksum) {
    if (!known.orElse(checksum).equals(checksum)) {
      throw BadInputException.at(
          file, "the initial weights that the run began with", "others: CRC-32C " + checksum);
    }
    known = Optional.of(checksum);
  }

  private static String checksumOf(FlatVector theta) {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(VALUES_AT_ONCE * theta.precision().bytes());
    for (int from = 0; from < theta.length(); from += VALUES_AT_ONCE) {
      buffer.clear();
      theta.writeTo(buffer, from, Math.min(from + VALUES_AT_ONCE, theta.length()));
      crc.update(buffer.flip());
    }
    return Text.format("%08x", (int) crc.getValue());
  }
}
