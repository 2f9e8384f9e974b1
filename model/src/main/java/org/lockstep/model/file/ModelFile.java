package org.lockstep.model.file;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.ParameterLayout;

/**
 * The model file, {@code model.npz}: one zip archive, its entries stored, in this order:
 *
 * <pre>
 * model.json          what the network is (below)
 * W1.npy, b1.npy,     the layers' weights, (in, out), and biases, (out,); no b without biases;
 * W2.npy, ...         '&lt;f4' or '&lt;f8' as the model's precision is
 * scaling_shift.npy   '&lt;f8', (inputs,): the network sees (x - shift) / scale
 * scaling_scale.npy   '&lt;f8', (inputs,)
 * </pre>
 *
 * <p>{@code numpy.load("model.npz")["W1"]} gives the first layer's weights. Equal models written by
 * one version of Lockstep are equal bytes.
 *
 * <p>{@code model.json} is one object, all of whose fields must be there:
 *
 * <pre>
 * format      "lockstep-model"
 * version     1
 * writer      version of Lockstep that wrote it; for people
 * precision   "float" | "double"
 * network     inputs, hidden: [units...], activation, outputs, output_loss, bias: true | false
 *             activation: "relu" | "leaky-relu" | "tanh" | "sigmoid" | "identity"
 *             output_loss: "softmax-cross-entropy" | "sigmoid-cross-entropy"
 *                        | "linear-squared-error" | "sigmoid-squared-error"
 * scaling     how it was fitted: "none" | "unit" | "center" | "standard" | "minmax"
 * target      task: "classification" | "binary" | "regression",
 *             columns: [names...], classes: [labels in class order...]
 * input       [{name, width, categories: [texts in one-hot order...]}...]
 * </pre>
 *
 * <p>An unknown field or entry is refused by its name rather than ignored: what a later version
 * adds may change what the numbers mean, and a model that predicts something slightly else is worse
 * than one that does not open. Later versions of the format raise {@code version}; every released
 * version stays readable, and has a file in the tests to prove it.
 *
 * <p>Files are not trusted: memory grows with the bytes really read, archives that inflate absurdly
 * are refused, and loading runs no code.
 */
public final class ModelFile {
  static final String FORMAT = "lockstep-model";
  static final int VERSION = 1;

  private static final String HEADER = "model.json";
  private static final String SHIFT = "scaling_shift";
  private static final String SCALE = "scaling_scale";
  private static final String ARRAY_SUFFIX = ".npy";
  private static final Pattern PARAMETER = Pattern.compile("[Wb][1-9][0-9]{0,8}");
  private static final int MOST_HEADER_BYTES = 64 << 20;

  private ModelFile() {}

  /** Writes a model. The stream is flushed and stays open. */
  public static void write(Model model, OutputStream out) throws IOException {
    byte[] json = ModelHeader.of(model).toJson(writer());
    NpzWriter npz = new NpzWriter(out);
    npz.entry(HEADER, to -> to.write(json));
    FlatVector theta = model.parameters();
    for (ParameterLayout.Array array : ParameterLayout.of(model.topology()).arrays()) {
      npz.entry(
          array.name() + ARRAY_SUFFIX,
          to -> NpyFormat.write(shape(array), theta, array.offset(), array.end(), to));
    }
    writeVector(npz, SHIFT, model.scaling().shift());
    writeVector(npz, SCALE, model.scaling().scale());
    npz.finish();
  }

  private static void writeVector(NpzWriter npz, String name, double[] values) throws IOException {
    npz.entry(
        name + ARRAY_SUFFIX,
        to ->
            NpyFormat.write(
                List.of(values.length), new DoubleVector(values), 0, values.length, to));
  }

  /**
   * Reads a model. The stream stays open.
   *
   * @param place the file's name, for messages
   * @throws BadInputException where the file is not a model of a known version
   * @throws IOException where the stream fails
   */
  public static Model read(String place, InputStream in) throws IOException {
    Map<String, NpyArray> arrays = new HashMap<>();
    List<ModelHeader> headers = new ArrayList<>();
    String headerPlace = NpzReader.placeOf(place, HEADER);
    NpzReader.read(
        place,
        in,
        (name, content) -> {
          if (name.equals(HEADER)) {
            headers.add(ModelHeader.fromJson(headerPlace, headerBytes(headerPlace, content)));
          } else if (name.endsWith(ARRAY_SUFFIX)) {
            arrays.put(
                name.substring(0, name.length() - ARRAY_SUFFIX.length()),
                NpyFormat.read(NpzReader.placeOf(place, name), content));
          } else {
            throw BadInputException.at(
                place, HEADER + " and arrays (.npy)", "an entry " + BadInputException.quote(name));
          }
        });
    if (headers.isEmpty()) {
      throw BadInputException.at(place, "an entry " + HEADER, "none");
    }
    return assemble(place, headers.get(0), arrays);
  }

  private static byte[] headerBytes(String place, InputStream content) throws IOException {
    byte[] json = content.readNBytes(MOST_HEADER_BYTES + 1);
    if (json.length > MOST_HEADER_BYTES) {
      throw BadInputException.at(place, "at most " + MOST_HEADER_BYTES + " bytes", "more");
    }
    return json;
  }

  private static Model assemble(String place, ModelHeader header, Map<String, NpyArray> arrays) {
    ParameterLayout layout = ParameterLayout.of(header.topology());
    int inputs = header.topology().inputs();
    Set<String> unknown = new HashSet<>(arrays.keySet());
    unknown.removeAll(Set.of(SHIFT, SCALE));
    refuseOthers(place, unknown, layout);
    double[] shift = vector(place, SHIFT, arrays, inputs);
    double[] scale = vector(place, SCALE, arrays, inputs);
    FlatVector theta = parameters(place, layout, arrays, header.precision(), true);
    try {
      return new Model(
          header.topology(),
          theta,
          header.input(),
          header.target(),
          new Scaling(header.scaling(), shift, scale));
    } catch (IllegalArgumentException e) {
      throw BadInputException.at(
          place, "a model whose parts agree", BadInputException.quote(e.getMessage()), e);
    }
  }

  /**
   * Reads θ for a network from any npz with the arrays {@code W1}, {@code b1}, ...: a model of
   * ours, or {@code numpy.savez("weights.npz", W1=..., b1=...)}. Biases may be (out,) or (1, out);
   * numbers are rounded to the precision of {@code arithmetic}. Entries with other names are left
   * alone, but a parameter that the network does not have is refused: it belongs to another
   * network.
   *
   * @param place the file's name, for messages
   * @throws BadInputException where an array is missing, does not fit, or is not finite
   * @throws IOException where the stream fails
   */
  public static FlatVector readParameters(
      String place, InputStream in, ParameterLayout layout, Arithmetic arithmetic)
      throws IOException {
    Map<String, NpyArray> arrays = new HashMap<>();
    NpzReader.read(
        place,
        in,
        (name, content) -> {
          String array = name.endsWith(ARRAY_SUFFIX) ? name.substring(0, name.length() - 4) : "";
          if (PARAMETER.matcher(array).matches()) {
            arrays.put(array, NpyFormat.read(NpzReader.placeOf(place, name), content));
          }
        });
    refuseOthers(place, arrays.keySet(), layout);
    return parameters(place, layout, arrays, arithmetic.precision(), false);
  }

  private static void refuseOthers(String place, Set<String> names, ParameterLayout layout) {
    Set<String> unknown = new HashSet<>(names);
    layout.arrays().forEach(array -> unknown.remove(array.name()));
    if (!unknown.isEmpty()) {
      throw BadInputException.at(
          place,
          "only the arrays "
              + layout.arrays().stream().map(ParameterLayout.Array::name).collect(joining(", ")),
          unknown.stream().sorted().limit(5).map(BadInputException::quote).collect(joining(", ")));
    }
  }

  private static FlatVector parameters(
      String place,
      ParameterLayout layout,
      Map<String, NpyArray> arrays,
      Precision precision,
      boolean exact) {
    for (ParameterLayout.Array array : layout.arrays()) { // first, so that nothing claims memory
      check(place, array, arrays.get(array.name()), precision, exact);
    }
    FlatVector theta = FlatVector.zeros(precision, layout.length());
    for (ParameterLayout.Array array : layout.arrays()) {
      FlatVector values = arrays.get(array.name()).values();
      for (int i = 0; i < array.length(); i++) {
        theta.set(array.offset() + i, values.get(i));
        if (!Double.isFinite(theta.get(array.offset() + i))) {
          throw notFinite(place, array.name(), values.get(i), i);
        }
      }
    }
    return theta;
  }

  private static void check(
      String place,
      ParameterLayout.Array array,
      NpyArray found,
      Precision precision,
      boolean exact) {
    if (found == null) {
      throw missing(place, array.name(), shape(array));
    }
    String arrayPlace = NpzReader.placeOf(place, array.name() + ARRAY_SUFFIX);
    boolean isRow = !array.isWeight() && found.shape().equals(List.of(1, array.columns()));
    if (!found.shape().equals(shape(array)) && (exact || !isRow)) {
      throw BadInputException.at(
          arrayPlace,
          "shape " + NpyArray.shapeText(shape(array)),
          NpyArray.shapeText(found.shape()));
    }
    Precision type = found.values().precision();
    if (exact && type != precision) {
      throw BadInputException.at(
          arrayPlace,
          JsonFields.nameOf(precision) + " numbers, as " + HEADER + " says",
          JsonFields.nameOf(type) + " numbers");
    }
  }

  private static double[] vector(
      String place, String name, Map<String, NpyArray> arrays, int length) {
    NpyArray array = arrays.get(name);
    if (array == null) {
      throw missing(place, name, List.of(length));
    }
    if (!array.shape().equals(List.of(length))) {
      throw BadInputException.at(
          NpzReader.placeOf(place, name + ARRAY_SUFFIX),
          "shape " + NpyArray.shapeText(List.of(length)),
          NpyArray.shapeText(array.shape()));
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = array.values().get(i);
      if (!Double.isFinite(values[i])) {
        throw notFinite(place, name, values[i], i);
      }
    }
    return values;
  }

  private static List<Integer> shape(ParameterLayout.Array array) {
    return array.isWeight() ? List.of(array.rows(), array.columns()) : List.of(array.columns());
  }

  private static BadInputException missing(String place, String name, List<Integer> shape) {
    return BadInputException.at(
        place, "an array " + name + " of shape " + NpyArray.shapeText(shape), "none");
  }

  private static BadInputException notFinite(String place, String name, double value, int index) {
    return BadInputException.at(
        NpzReader.placeOf(place, name + ARRAY_SUFFIX),
        "finite numbers",
        value + " at index " + index);
  }

  /** The version of Lockstep. */
  private static String writer() throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }
}
