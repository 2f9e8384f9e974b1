package org.lockstep.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Embedding;
import org.lockstep.model.layer.Layer;

/**
 * The layers in front of all others, which take the columns of a table apart: what users write of
 * them. Which columns they take, the data decides.
 *
 * @param categories the embedding of categories, the first
 */
record InputLayers(Optional<Categories> categories) {
  static final String EMBEDDING = "embedding";

  /** None. */
  static final InputLayers NONE = new InputLayers(Optional.empty());

  /**
   * Embeddings of the categories of more than so many values.
   *
   * @param dimensions numbers for each category
   */
  record Categories(int dimensions, int above) {
    Categories {
      if (dimensions < 1 || above < 0) {
        throw new IllegalArgumentException(Embedding.text(dimensions, above));
      }
    }

    String text() {
      return Embedding.text(dimensions, above);
    }

    Embedding of(String place, InputSchema schema) {
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
      if (blocks.isEmpty()) {
        throw BadInputException.at(
            place,
            "a category of more than " + above + " values, for " + text(),
            most == 0 ? "no category with a feature for each value" : "at most " + most);
      }
      return new Embedding(dimensions, blocks);
    }
  }

  /** Whether a layer's first word is that of one of these. */
  static boolean isWord(String word) {
    return word.equalsIgnoreCase(EMBEDDING);
  }

  /**
   * These and one more behind them.
   *
   * @param place of the text, for messages
   * @param item as users write it
   * @throws BadInputException for another text, and where it must stand in front of these
   */
  InputLayers and(String place, String item) {
    if (!equals(NONE)) {
      throw behind(place, item);
    }
    return new InputLayers(Optional.of(categories(place, item)));
  }

  /** What is said of one that is not in front. */
  static BadInputException behind(String place, String item) {
    return BadInputException.at(
        place,
        BadInputException.quote(item) + " in front of all other layers",
        "it behind or in another");
  }

  private static Categories categories(String place, String item) {
    String[] words = item.split("\\s+", -1);
    boolean hasLimit = words.length == 4 && words[2].equalsIgnoreCase("above");
    try {
      if (words.length == 2 || hasLimit) {
        int dimensions = Integer.parseInt(words[1]);
        return new Categories(dimensions, hasLimit ? Integer.parseInt(words[3]) : dimensions);
      }
    } catch (IllegalArgumentException e) { // no number, or out of range: told below
    }
    throw BadInputException.at(
        place,
        "how many numbers for a category, as in embedding 8, or embedding 8 above 20",
        BadInputException.quote(item));
  }

  /** Those of a network, as a rule that gives them again. */
  static InputLayers of(List<Layer> layers) {
    if (layers.get(0) instanceof Embedding embedding) {
      return NONE.and("network", embedding.text());
    }
    return NONE;
  }

  /** How many. */
  int count() {
    return (int) texts().count();
  }

  /** As users write each. */
  Stream<String> texts() {
    return categories.stream().map(Categories::text);
  }

  /**
   * The layers for these columns.
   *
   * @param place for messages
   * @throws BadInputException where there are no columns for one
   */
  List<Layer> of(String place, InputSchema schema) {
    List<Layer> layers = new ArrayList<>();
    categories.ifPresent(rule -> layers.add(rule.of(place, schema)));
    return layers;
  }
}
