package org.lockstep.model.file;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;

/**
 * The model file, {@code model.npz}: one zip archive of stored entries, in this order:
 *
 * <pre>
 * model.json          the description of the network (below)
 * W1.npy, b1.npy,     the layers' weights, (in, out), and biases, (out,); no b without biases;
 * W2.npy, ...         '&lt;f4' or '&lt;f8', by the model's precision; layers of other kinds have
 *                     arrays with other names (below), each with the layer's number among its kind;
 *                     with several members, each array has them first: (members, in, out)
 * scaling_shift.npy   '&lt;f8', (inputs,): the network sees (x - shift) / scale
 * scaling_scale.npy   '&lt;f8', (inputs,)
 * target_shift.npy    '&lt;f8', (outputs,): the prediction is t = output * scale + shift, or
 * target_scale.npy    sign(t) * (exp(|t|) - 1) for log; both only if targets are scaled
 * target_low.npy      '&lt;f8', (outputs,): the prediction is clipped to [low, high]; both only for
 * target_high.npy     clipped targets
 * </pre>
 *
 * <p>{@code numpy.load("model.npz")["W1"]} gives the first layer's weights. Equal models written by
 * one version of Lockstep have equal bytes.
 *
 * <p>{@code model.json} is one object. All its fields are required unless stated otherwise:
 *
 * <pre>
 * format      "lockstep-model"
 * version     2
 * writer      version of Lockstep that wrote it; for people
 * precision   "float" | "double"
 * network     inputs, members: how many networks predict together by the mean of their outputs
 *             (absent for 1), sparse: true (if zeros are skipped; otherwise absent),
 *             layers: [layer...], output_loss
 *             layer: {type: "dense", units, bias: true | false,
 *                     ntk: true if X·W is divided by √in; otherwise absent,
 *                     start: "rule" | "zeros" | "normal" | "data", if that is not the usual one}
 *                  | {type: "activation", function: "relu" | "selu" | "gelu" | "gelu-tanh" |
 *                     "silu" | "mish" | "softplus" | "tanh" | "hard-tanh" | "hard-swish" |
 *                     "sigmoid" | "identity"}
 *                  | {type: "activation", function: "leaky-relu", slope}
 *                  | {type: "activation", function: "elu", alpha}
 *                  | {type: "parametric-activation", function, ...} as for an activation: mix
 *                  | {type: "dropout", probability}, used in training only
 *                  | {type: "embedding", dimensions, blocks: [{from, to}...]}, as the first: embed,
 *                     (Σ widths of the blocks, dimensions), for the features [from, to) of each
 *                  | {type: "periodic-embedding", frequencies, outputs, columns: [integers...]}:
 *                     frequency, phase, wave, wavebias; see PeriodicEmbedding
 *                  | {type: "scaling"}: scale
 *                  | {type: "layer-norm"}: lngain, lnbias
 *                  | {type: "batch-norm"}: bngain, bnbias, bnmean, bnvar
 *                  | {type: "residual", layers: [layer...]}: adds its input to their output
 *             output_loss: "softmax-cross-entropy" | "sigmoid-cross-entropy"
 *                        | "linear-squared-error" | "sigmoid-squared-error"
 *                        | "linear-huber" | "linear-absolute-error" | "linear-quantile"
 *                        | "exp-poisson", whose output is exp(z)
 *             label_smoothing (for a cross-entropy; absent for 0), delta (for huber; absent for 1),
 *             quantile (absent for 0.5): the loss's constant, used in scores only
 * scaling     how it was fitted: "none" | "unit" | "center" | "standard" | "minmax" | "maxabs"
 *             | "robust", which clips the scaled feature: x / sqrt(1 + (x/3)²)
 * target      task: "classification" | "binary" | "regression" | "multi-label",
 *             columns: [names...], classes: [labels in class order...],
 *             threshold (optional, for two classes): the second is predicted if its probability
 *               is greater; without a threshold, if it is the likelier class
 *             scaling (for a regression; absent for none): "standard" | "log" | "clipped",
 *               which is standard with predictions clipped to the range of the training targets
 * input       how raw columns become features: [{name, width, categories: [texts...], ...}...]
 *             a number:  fill: what replaces a missing one, if one can be missing,
 *                        indicator: true for a second feature, 1 if the number is missing,
 *                        origin: subtracted before rounding to the precision, if not 0,
 *                        coerces: true if a text among the numbers counts as missing
 *             a date:    date: {form: "iso" | "day-first" | "month-first" | "day-month-name"
 *                               | "month-name-day" | "compact",
 *                               unit: "day" | "hour" | "minute" | "second" since 1970,
 *                               parts: some of ["days", "month", "day", "weekday", "hour"]},
 *                        fill, indicator, origin: as for a number, in units
 *             a category: form: "one-hot" (if absent), one feature for each category,
 *                            | "sign", -1 and 1 for the first and the second category,
 *                            | "ordinal", the category's index,
 *                        missing, other: true for a feature of their own after the others
 *             a text:    text: {kind: "tfidf" | "hashing", documents, terms: [texts...],
 *                        frequencies: [integers...]}; see TextColumn
 *             a vector:  width numbers,
 *                        image (for pixels only): {height, width, channels, layout}
 *             layout: "planar" | "interleaved"
 * decimal     "comma" if numbers in text in the training data had decimal commas; otherwise absent
 * </pre>
 *
 * <p>In version 1, {@code network} is {@code inputs, hidden: [units...], activation, outputs,
 * output_loss, bias}: dense layers, all but the last with the same activation.
 *
 * <p>An unknown field or entry is refused by name rather than ignored: what a later version adds
 * can change what the numbers mean, and a model that predicts something slightly different is worse
 * than one that does not open. Later versions of the format raise {@code version}; every released
 * version stays readable, and has a file in the tests to prove it.
 *
 * <p>Files are not trusted: memory grows with the bytes actually read, archives that inflate
 * absurdly are refused, and loading runs no code.
 */
public final class ModelFile {
  static final HeaderFormat FORMAT = new HeaderFormat("lockstep-model", 1, 2);

  static final String HEADER = "model.json";
  static final String SHIFT = "scaling_shift";
  static final String SCALE = "scaling_scale";
  static final String TARGET_SHIFT = "target_shift";
  static final String TARGET_SCALE = "target_scale";
  static final String TARGET_LOW = "target_low";
  static final String TARGET_HIGH = "target_high";
  private static final Pattern PARAMETER = Pattern.compile("[Wb][1-9][0-9]{0,8}\\.npy");
  private static final Pattern OF_TARGETS =
      Pattern.compile("model\\.json|target_(shift|scale|low|high)\\.npy");

  private ModelFile() {}

  /** Writes a model. The stream is flushed and stays open. */
  public static void write(Model model, OutputStream out) throws IOException {
    NpzWriter npz = new NpzWriter(out);
    writeEntries(model, npz);
    npz.finish();
  }

  static void writeEntries(Model model, NpzWriter npz) throws IOException {
    byte[] json = ModelHeader.of(model).toJson(writer());
    npz.entry(HEADER, to -> to.write(json));
    writeArrays(model, npz);
  }

  /**
   * Writes only the arrays of a model: an npz as NumPy's {@code savez} writes it, which can also
   * serve as initial weights. The stream is flushed and stays open.
   */
  public static void writeArrays(Model model, OutputStream out) throws IOException {
    NpzWriter npz = new NpzWriter(out);
    writeArrays(model, npz);
    npz.finish();
  }

  private static void writeArrays(Model model, NpzWriter npz) throws IOException {
    FlatVector theta = model.parameters();
    for (ParameterLayout.Array array : ParameterLayout.of(model.network()).arrays()) {
      npz.entry(
          array.name() + NamedArrays.SUFFIX,
          to -> NpyFormat.write(array.shape(), theta, array.offset(), array.end(), to));
    }
    writeVector(npz, SHIFT, model.scaling().shift());
    writeVector(npz, SCALE, model.scaling().scale());
    if (!model.targetScaling().isNone()) { // so that other models keep their bytes
      writeVector(npz, TARGET_SHIFT, model.targetScaling().shift());
      writeVector(npz, TARGET_SCALE, model.targetScaling().scale());
    }
    if (model.targetScaling().isClipped()) {
      writeVector(npz, TARGET_LOW, model.targetScaling().low());
      writeVector(npz, TARGET_HIGH, model.targetScaling().high());
    }
  }

  private static void writeVector(NpzWriter npz, String name, double[] values) throws IOException {
    npz.entry(
        name + NamedArrays.SUFFIX,
        to ->
            NpyFormat.write(
                List.of(values.length), new DoubleVector(values), 0, values.length, to));
  }

  /**
   * Reads a model, which can be in a {@linkplain CheckpointFile checkpoint}. The stream stays open.
   *
   * @param place the file's name, for messages
   * @throws BadInputException if the file is not a model of a known version
   * @throws IOException if the stream fails
   */
  public static Model read(String place, InputStream in) throws IOException {
    ModelEntries entries = new ModelEntries(place);
    boolean[] isCheckpoint = new boolean[1];
    NpzReader.read(
        place,
        in,
        (name, content) -> {
          isCheckpoint[0] |= name.equals(CheckpointFile.HEADER);
          if (!(isCheckpoint[0] && CheckpointFile.isOwnEntry(name))) {
            entries.read(name, content);
          }
        });
    return entries.model(Set.of());
  }

  /**
   * Reads θ for a network from any npz with the arrays {@code W1}, {@code b1}, ...: one of our
   * models, or {@code numpy.savez("weights.npz", W1=..., b1=...)}. Biases can be (out,) or (1,
   * out); numbers are rounded to the precision of {@code arithmetic}. Entries with other names are
   * ignored, but a parameter that the network does not have is refused: it belongs to another
   * network.
   *
   * @param place the file's name, for messages
   * @throws BadInputException if an array is missing, does not fit, or is not finite
   * @throws IOException if the stream fails
   */
  public static FlatVector readParameters(
      String place, InputStream in, ParameterLayout layout, Arithmetic arithmetic)
      throws IOException {
    Set<String> own =
        layout.arrays().stream().map(a -> a.name() + NamedArrays.SUFFIX).collect(toSet());
    NamedArrays arrays = new NamedArrays(place);
    NpzReader.read(
        place,
        in,
        (name, content) -> {
          if (own.contains(name) || PARAMETER.matcher(name).matches()) {
            arrays.read(name, content);
          }
        });
    arrays.refuseOthers(layout, Set.of());
    return arrays.roundedParametersOf(layout, arithmetic.precision());
  }

  /**
   * Reads how the targets were scaled when the weights in an npz were trained. Empty if the file
   * has no {@code model.json}, and so does not say. The numbers of its other arrays are not read.
   *
   * @param place the file's name, for messages
   * @throws BadInputException if the file says that it is a model, but is not one of a known
   *     version
   * @throws IOException if the stream fails
   */
  public static Optional<TargetScaling> readTargetScaling(String place, InputStream in)
      throws IOException {
    ModelEntries entries = new ModelEntries(place);
    NpzReader.read(
        place,
        in,
        (name, content) -> {
          if (OF_TARGETS.matcher(name).matches()) {
            entries.read(name, content);
          }
        });
    return entries.targetScaling();
  }

  /**
   * Reads the classes that the weights in an npz were trained on, in order. Empty if there were
   * none, or if the file has no {@code model.json}, and so does not say. Arrays are not read.
   *
   * @param place the file's name, for messages
   * @throws BadInputException if the file says that it is a model, but is not one of a known
   *     version
   * @throws IOException if the stream fails
   */
  public static List<String> readClasses(String place, InputStream in) throws IOException {
    ModelEntries entries = new ModelEntries(place);
    NpzReader.read(
        place,
        in,
        (name, content) -> {
          if (name.equals(HEADER)) {
            entries.read(name, content);
          }
        });
    return entries.classes();
  }

  /** The version of Lockstep. */
  static String writer() throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }
}
