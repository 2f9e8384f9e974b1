package org.lockstep.model.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.BatchNorm;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dense.DenseStart;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.LayerNorm;
import org.lockstep.model.layer.ParameterSpec;
import org.lockstep.model.layer.ParametricActivation;
import org.lockstep.model.layer.PeriodicEmbedding;
import org.lockstep.model.layer.Residual;
import org.lockstep.model.layer.Role;
import org.lockstep.model.layer.ScalingLayer;
import org.lockstep.model.layer.Start;
import org.lockstep.model.text.Named;
import org.lockstep.model.text.Words;

/**
 * A network in one line, as users write it: layers separated by commas.
 *
 * <pre>
 *   embedding NUMBERS [above VALUES] [if-any]    before all others: categories with more values;
 *                               without above, with more than NUMBERS
 *   periodic-embedding [FREQUENCIES NUMBERS] [if-any]    after it, before all others: numbers
 *   dense UNITS [ntk] [zeros | normal | data | rule] [no-bias]
 *   NAME [CONSTANT]             an activation: relu, leaky-relu 0.2
 *   parametric NAME [CONSTANT]  an activation that each unit mixes with the identity
 *   dropout PROBABILITY
 *   scaling                     a factor for each input
 *   batch-norm, layer-norm
 *   residual(LAYERS)            adds the layers' output to their input
 *   output [ntk] [zeros | normal | data | rule] [no-bias]    at the end, if not a plain dense layer
 * </pre>
 *
 * <p>The words after a layer's numbers can have any order. {@code if-any} leaves an embedding out
 * where no column suits it; without it that is an error. {@code residual} can hold all layers but
 * embeddings and the output, {@code residual} included.
 *
 * @param first the first layers, whose columns the data decides
 * @param hidden the layers after them, except for the last
 * @param output the last layer, whose units the data decides
 */
public record NetworkText(InputLayers first, List<Layer> hidden, Dense output) {
  private static final String DENSE = "dense";
  private static final String OUTPUT = "output";
  private static final String NTK = "ntk";
  private static final String NO_BIAS = "no-bias";
  private static final String PARAMETRIC = "parametric";
  private static final String DROPOUT = "dropout";
  private static final String RESIDUAL = "residual";
  private static final Dense USUAL_OUTPUT = new Dense(1, true);
  private static final List<Layer> WITHOUT_NUMBERS =
      List.of(new ScalingLayer(), new BatchNorm(), new LayerNorm());

  public NetworkText {
    hidden = List.copyOf(hidden);
    output = output.withUnits(1);
  }

  /** A network without layers whose columns the data decides. */
  public NetworkText(List<Layer> hidden, Dense output) {
    this(InputLayers.NONE, hidden, output);
  }

  /** The network as users write it. */
  public String text() {
    Stream<String> last =
        output.equals(USUAL_OUTPUT) && !(first.equals(InputLayers.NONE) && hidden.isEmpty())
            ? Stream.empty()
            : Stream.of(OUTPUT + output.formText());
    return Stream.of(first.texts(), hidden.stream().map(Layer::text), last)
        .flatMap(texts -> texts)
        .collect(Collectors.joining(", "));
  }

  /** A network's layers, whatever its inputs, outputs and loss. */
  public static NetworkText of(NetworkSpec spec) {
    List<Layer> layers = spec.layers();
    int last = layers.size() - 1;
    InputLayers first = InputLayers.of(layers);
    return new NetworkText(first, layers.subList(first.count(), last), (Dense) layers.get(last));
  }

  /** The arrays of parameters, without their sizes, which the data decides. */
  public List<ParameterSpec> parameters() {
    List<Layer> all = first.ofAnyColumns();
    all.addAll(layers(1));
    return ParameterLayout.named(all);
  }

  /** The names of the arrays that training updates: all except statistics. */
  public List<String> trained() {
    return parameters().stream()
        .filter(array -> array.role().isTrained())
        .map(ParameterSpec::name)
        .toList();
  }

  /** Whether an array of this role starts by the rule that the run chooses. */
  public boolean startsByRule(Role role) {
    return parameters().stream()
        .anyMatch(array -> array.role() == role && array.start() instanceof Start.ByRule);
  }

  /** The fewest rows of a batch that training can use. */
  public int fewestRows() {
    return hidden.stream().mapToInt(Layer::fewestRows).max().orElse(1);
  }

  /** Whether a row's outputs in training depend on that row alone. */
  public boolean isFunctionOfRows() {
    return !hasDropout() && fewestRows() == 1;
  }

  /** Whether a layer drops units in training. */
  public boolean hasDropout() {
    return NetworkSpec.haveDropout(hidden);
  }

  /** Whether a layer has biases. */
  public boolean hasBiases() {
    return NetworkSpec.haveBiases(layers(1));
  }

  /**
   * All layers of a network with this many outputs, except those whose columns the data decides.
   */
  public List<Layer> layers(int outputs) {
    List<Layer> layers = new ArrayList<>(hidden);
    layers.add(output.withUnits(outputs));
    return layers;
  }

  /**
   * All layers of a network with these columns and this many outputs.
   *
   * @param place of the text, for messages
   * @throws BadInputException where a layer has no columns to take
   */
  public List<Layer> layers(String place, InputSchema columns, int outputs) {
    List<Layer> layers = first.of(place, columns);
    layers.addAll(layers(outputs));
    return layers;
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @param place of the text, for messages
   * @throws BadInputException for any other text; names the invalid layer
   */
  public static NetworkText parse(String place, String text) {
    List<String> items = split(place, text);
    InputLayers first = InputLayers.NONE;
    List<Layer> layers = new ArrayList<>();
    Dense output = USUAL_OUTPUT;
    for (int i = 0; i < items.size(); i++) {
      String[] words = items.get(i).split("\\s+");
      if (layers.isEmpty() && InputLayers.isWord(words[0])) {
        first = first.and(place, items.get(i));
      } else if (!words[0].equalsIgnoreCase(OUTPUT)) {
        layers.add(layer(place, items.get(i)));
      } else if (i == items.size() - 1) {
        output = dense(place, items.get(i), 1, words, 1);
      } else {
        throw BadInputException.at(
            place, "output at the end", "before " + BadInputException.quote(items.get(i + 1)));
      }
    }
    return new NetworkText(first, layers, output);
  }

  /** The parts between commas, except for commas inside brackets. */
  private static List<String> split(String place, String text) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char next = i < text.length() ? text.charAt(i) : ',';
      if (next == '(') {
        depth++;
      } else if (next == ')') {
        depth--;
      }
      if (depth < 0 || (i == text.length() && depth > 0)) {
        throw BadInputException.at(place, "balanced brackets", BadInputException.quote(text));
      }
      if (next == ',' && depth == 0) {
        String item = text.substring(start, i).strip();
        if (item.isEmpty()) {
          throw BadInputException.at(
              place,
              "layers separated by commas, as in dense 256, batch-norm, silu",
              BadInputException.quote(text));
        }
        items.add(item);
        start = i + 1;
      }
    }
    return items;
  }

  private static Layer layer(String place, String item) {
    int bracket = item.indexOf('(');
    if (bracket >= 0) {
      if (!item.substring(0, bracket).strip().equalsIgnoreCase(RESIDUAL) || !item.endsWith(")")) {
        throw unknown(place, item);
      }
      List<Layer> inner = new ArrayList<>();
      for (String part : split(place, item.substring(bracket + 1, item.length() - 1))) {
        inner.add(layer(place, part));
      }
      return new Residual(inner);
    }
    String[] words = item.split("\\s+");
    if (InputLayers.isWord(words[0])) {
      throw InputLayers.behind(place, item);
    }
    switch (words[0].toLowerCase(Locale.ROOT)) {
      case DENSE -> {
        return dense(place, item, units(place, item, words), words, 2);
      }
      case DROPOUT -> {
        return dropout(place, item, words);
      }
      case PARAMETRIC -> {
        return new ParametricActivation(activation(place, item, item.substring(words[0].length())));
      }
      default -> {
        return WITHOUT_NUMBERS.stream()
            .filter(layer -> layer.text().equalsIgnoreCase(item))
            .findFirst()
            .orElseGet(() -> new ActivationLayer(activation(place, item, item)));
      }
    }
  }

  private static Activation activation(String place, String item, String text) {
    String name = text.strip().split("\\s+", 2)[0];
    if (Activation.all().stream().noneMatch(g -> g.word().equalsIgnoreCase(name))) {
      throw unknown(place, item);
    }
    return Activation.parse(place, text);
  }

  private static int units(String place, String item, String[] words) {
    try {
      int units = Integer.parseInt(words.length > 1 ? words[1] : "");
      if (units > 0) {
        return units;
      }
    } catch (NumberFormatException e) { // reported below
    }
    throw BadInputException.at(
        place, "at least 1 unit, as in dense 256", BadInputException.quote(item));
  }

  private static Dropout dropout(String place, String item, String[] words) {
    try {
      if (words.length == 2) {
        return new Dropout(Double.parseDouble(words[1]));
      }
    } catch (IllegalArgumentException e) { // not a number, or out of range: reported below
    }
    throw BadInputException.at(
        place, "a probability between 0 and 1, as in dropout 0.1", BadInputException.quote(item));
  }

  private static Dense dense(String place, String item, int units, String[] words, int from) {
    Set<String> known = new HashSet<>();
    DenseStart start = null;
    for (int i = from; i < words.length; i++) {
      String word = words[i].toLowerCase(Locale.ROOT);
      Optional<DenseStart> asked = Words.find(DenseStart.class, word);
      boolean isOther = asked.isEmpty() && !word.equals(NTK) && !word.equals(NO_BIAS);
      if (isOther || (asked.isPresent() && start != null) || !known.add(word)) {
        throw BadInputException.at(
            place,
            "ntk, one of zeros, normal, data and rule, or no-bias, each once, after " + words[0],
            BadInputException.quote(item));
      }
      start = asked.orElse(start);
    }
    boolean ntk = known.contains(NTK);
    boolean bias = !known.contains(NO_BIAS);
    return new Dense(units, bias, ntk, start == null ? Dense.usualStart(ntk) : start);
  }

  private static BadInputException unknown(String place, String item) {
    String known =
        Stream.concat(
                Stream.of(
                    InputLayers.EMBEDDING,
                    PeriodicEmbedding.WORD,
                    DENSE,
                    DROPOUT,
                    PARAMETRIC,
                    RESIDUAL + "(...)"),
                Stream.concat(
                    WITHOUT_NUMBERS.stream().map(Layer::text),
                    Activation.all().stream().map(Named::word)))
            .collect(Collectors.joining(", "));
    return BadInputException.at(place, "one of " + known, BadInputException.quote(item));
  }
}
