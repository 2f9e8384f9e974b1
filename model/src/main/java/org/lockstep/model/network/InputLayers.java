package org.lockstep.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Embedding;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.PeriodicEmbedding;

/**
 * The layers before all others, which treat a table's columns separately, as users write them. The
 * data decides which columns they take.
 *
 * @param categories the embedding of categories, which comes first
 * @param numbers the embedding of numbers, after it
 */
public record InputLayers(Optional<Categories> categories, Optional<Numbers> numbers) {
  static final String EMBEDDING = "embedding";

  /** Follows a layer that is left out if the data has no columns for it. */
  private static final String IF_ANY = "if-any";

  /** No such layers. */
  static final InputLayers NONE = new InputLayers(Optional.empty(), Optional.empty());

  /**
   * Embeddings of the categories with more than {@code above} values.
   *
   * @param dimensions numbers per category
   * @param ifAny whether to leave them out if there are no such categories
   */
  public record Categories(int dimensions, int above, boolean ifAny) {
    public Categories {
      if (dimensions < 1 || above < 0) {
        throw new IllegalArgumentException(Embedding.text(dimensions, above));
      }
    }

    String text() {
      return withIfAny(Embedding.text(dimensions, above), ifAny);
    }

    Optional<Embedding> of(String place, InputSchema schema) {
      List<Embedding.Block> blocks = new ArrayList<>();
      int from = 0;
      int most = 0;
      for (InputColumn column : schema.columns()) {
        int to = from + column.width();
        if (column instanceof CategoryColumn category
            && category.form() == CategoryColumn.Form.ONE_HOT) {
          most = Math.max(most, column.width());
          if (column.width() > above) {
            blocks.add(new Embedding.Block(from, to));
          }
        }
        from = to;
      }
      if (blocks.isEmpty() && ifAny) {
        return Optional.empty();
      }
      if (blocks.isEmpty()) {
        throw BadInputException.at(
            place,
            "a category with more than " + above + " values, for " + text(),
            most == 0 ? "no category with a feature for each value" : "at most " + most);
      }
      return Optional.of(new Embedding(dimensions, blocks));
    }
  }

  /**
   * Periodic embeddings of all numbers.
   *
   * @param frequencies per number
   * @param outputs outputs per number, including the number itself
   * @param ifAny whether to leave them out if there are no numbers
   */
  public record Numbers(int frequencies, int outputs, boolean ifAny) {
    public Numbers {
      if (frequencies < 1 || outputs < 2) {
        throw new IllegalArgumentException(PeriodicEmbedding.text(frequencies, outputs));
      }
    }

    String text() {
      return withIfAny(PeriodicEmbedding.text(frequencies, outputs), ifAny);
    }

    /**
     * Returns the layer.
     *
     * @param places where each feature is in the layer's input; -1 if it is not
     */
    Optional<PeriodicEmbedding> of(String place, InputSchema schema, int[] places) {
      List<Integer> columns = new ArrayList<>();
      int from = 0;
      for (InputColumn column : schema.columns()) {
        int count =
            column instanceof NumberColumn
                ? 1
                : column instanceof VectorColumn ? column.width() : 0;
        for (int j = from; j < from + count; j++) { // without the indicator after a number
          columns.add(places[j]);
        }
        from += column.width();
      }
      if (columns.isEmpty() && ifAny) {
        return Optional.empty();
      }
      if (columns.isEmpty()) {
        throw BadInputException.at(
            place, "a column of numbers, for " + text(), "none of " + schema.columns().size());
      }
      return Optional.of(new PeriodicEmbedding(frequencies, outputs, columns));
    }
  }

  private static String withIfAny(String text, boolean ifAny) {
    return ifAny ? text + " " + IF_ANY : text;
  }

  /** Whether a layer's first word names one of these layers. */
  static boolean isWord(String word) {
    return word.equalsIgnoreCase(EMBEDDING) || word.equalsIgnoreCase(PeriodicEmbedding.WORD);
  }

  /**
   * Returns these layers and one more after them.
   *
   * @param place of the text, for messages
   * @param item as users write it
   * @throws BadInputException where the text is invalid, or the layer must come before these
   */
  InputLayers and(String place, String item) {
    List<String> words = new ArrayList<>(Arrays.asList(item.split("\\s+", -1)));
    boolean ifAny = words.get(words.size() - 1).equalsIgnoreCase(IF_ANY);
    if (ifAny) {
      words.remove(words.size() - 1);
    }
    if (words.get(0).equalsIgnoreCase(PeriodicEmbedding.WORD) && numbers.isEmpty()) {
      return new InputLayers(categories, Optional.of(numbers(place, item, words, ifAny)));
    }
    if (!equals(NONE)) {
      throw behind(place, item);
    }
    return new InputLayers(Optional.of(categories(place, item, words, ifAny)), numbers);
  }

  /** The error for one of these layers that does not come first. */
  static BadInputException behind(String place, String item) {
    return BadInputException.at(
        place,
        BadInputException.quote(item) + " before all other layers",
        "it after or inside another");
  }

  private static Categories categories(
      String place, String item, List<String> words, boolean ifAny) {
    boolean hasLimit = words.size() == 4 && words.get(2).equalsIgnoreCase("above");
    try {
      if (words.size() == 2 || hasLimit) {
        int dimensions = Integer.parseInt(words.get(1));
        int above = hasLimit ? Integer.parseInt(words.get(3)) : dimensions;
        return new Categories(dimensions, above, ifAny);
      }
    } catch (IllegalArgumentException e) { // not a number, or out of range: reported below
    }
    throw BadInputException.at(
        place,
        "how many dimensions per category, as in embedding 8, or embedding 8 above 20",
        BadInputException.quote(item));
  }

  private static Numbers numbers(String place, String item, List<String> words, boolean ifAny) {
    try {
      if (words.size() == 1) {
        return new Numbers(PeriodicEmbedding.FREQUENCIES, PeriodicEmbedding.OUTPUTS, ifAny);
      }
      if (words.size() == 3) {
        return new Numbers(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)), ifAny);
      }
    } catch (IllegalArgumentException e) { // not a number, or out of range: reported below
    }
    throw BadInputException.at(
        place,
        "how many frequencies and outputs (at least 2) per number, as in periodic-embedding 16 4",
        BadInputException.quote(item));
  }

  /** The input layers of a network, as a rule that makes them again. */
  static InputLayers of(List<Layer> layers) {
    InputLayers all = NONE;
    for (Layer layer : layers) {
      if (!(layer instanceof Embedding) && !(layer instanceof PeriodicEmbedding)) {
        break;
      }
      all = all.and("network", layer.text());
    }
    return all;
  }

  /** The number of layers. */
  int count() {
    return (int) texts().count();
  }

  /** Each layer as users write it. */
  Stream<String> texts() {
    return Stream.concat(
        categories.stream().map(Categories::text), numbers.stream().map(Numbers::text));
  }

  /** The layers for one column each, where their columns are not known yet. */
  List<Layer> ofAnyColumns() {
    List<Layer> layers = new ArrayList<>();
    categories.ifPresent(
        rule -> layers.add(new Embedding(rule.dimensions(), List.of(new Embedding.Block(0, 1)))));
    numbers.ifPresent(
        rule -> layers.add(new PeriodicEmbedding(rule.frequencies(), rule.outputs(), List.of(0))));
    return layers;
  }

  /**
   * The layers for these columns.
   *
   * @param place for messages
   * @throws BadInputException where there are no columns for a layer
   */
  List<Layer> of(String place, InputSchema schema) {
    List<Layer> layers = new ArrayList<>();
    int[] places = IntStream.range(0, schema.width()).toArray();
    Optional<Embedding> embedding = categories.flatMap(rule -> rule.of(place, schema));
    if (embedding.isPresent()) {
      List<Integer> others = embedding.get().others(schema.width());
      Arrays.fill(places, -1);
      for (int i = 0; i < others.size(); i++) {
        places[others.get(i)] = i;
      }
      layers.add(embedding.get());
    }
    numbers.flatMap(rule -> rule.of(place, schema, places)).ifPresent(layers::add);
    return layers;
  }
}
