package org.lockstep.model.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Precision;

/**
 * The part of a graph that turns raw columns into features, as {@link
 * org.lockstep.model.data.InputEncoder} does. Numbers go next to each other into one matrix, each
 * other column into a matrix of its own. At the end, all are put in the features' order.
 */
final class OnnxColumns {
  private final OnnxGraph graph;
  private final List<InputColumn> columns;
  private final Precision precision;
  private final List<String> numbers = new ArrayList<>(); // matrices of floats
  private final List<Double> fills = new ArrayList<>(); // for each number, less its origin; or NaN
  private final List<Integer> indicated = new ArrayList<>(); // numbers with an indicator
  private final List<String> blocks = new ArrayList<>(); // matrices that together hold all features
  private final List<Integer> features = new ArrayList<>(); // their columns' features

  private OnnxColumns(OnnxGraph graph, InputSchema schema, Precision precision) {
    this.graph = graph;
    this.columns = schema.columns();
    this.precision = precision;
  }

  /** Whether the raw input is one matrix, a vector or an image, rather than separate columns. */
  static boolean isMatrix(InputSchema schema) {
    boolean isVector =
        schema.columns().size() == 1 && schema.columns().get(0) instanceof VectorColumn;
    boolean isFarFrom0 = Arrays.stream(schema.origins()).anyMatch(origin -> origin != 0);
    return isVector || (schema.image().isPresent() && !isFarFrom0);
  }

  /** The names of the inputs. */
  static List<String> names(InputSchema schema) {
    return schema.columns().stream().map(InputColumn::name).toList();
  }

  /** Declares the inputs. */
  static void declare(OnnxGraph graph, InputSchema schema) {
    for (InputColumn column : schema.columns()) {
      if (column instanceof DateColumn) {
        graph.input(column.name(), OnnxType.DOUBLE, 1, OnnxDates.INPUT);
      } else if (column instanceof TextColumn) {
        graph.input(column.name(), OnnxType.STRING, "words", OnnxTexts.INPUT);
      } else {
        graph.input(column.name(), type(column), column.values());
      }
    }
  }

  private static OnnxType type(InputColumn column) {
    if (column instanceof CategoryColumn) {
      return OnnxType.STRING;
    }
    // Floats would not tell such numbers apart before the origin is subtracted.
    return column instanceof NumberColumn number && number.origin() != 0
        ? OnnxType.DOUBLE
        : OnnxType.FLOAT;
  }

  /**
   * Adds the operators that fill the missing numbers of a matrix.
   *
   * @return the name of the filled matrix
   */
  static String fill(OnnxGraph graph, InputSchema schema, String matrix) {
    OnnxColumns all = new OnnxColumns(graph, schema, Precision.FLOAT);
    for (InputColumn column : schema.columns()) {
      all.addFills(column);
    }
    return all.hasFills() ? all.filled(matrix, all.isMissing(matrix)) : matrix;
  }

  /**
   * Adds all operators of this part.
   *
   * @param precision the precision to which a prediction rounds raw dates
   * @return the name of the features, rows x features
   * @throws BadInputException if ONNX has no operators for a column
   */
  static String encode(OnnxGraph graph, InputSchema schema, Precision precision) {
    return new OnnxColumns(graph, schema, precision).encode();
  }

  private String encode() {
    List<Integer> indicators = new ArrayList<>(); // their features
    List<Integer> numbered = new ArrayList<>(); // the features of numbers
    int feature = 0;
    for (int i = 0; i < columns.size(); i++) {
      InputColumn column = columns.get(i);
      check(column);
      if (isNumeric(column)) {
        numbers.add(number(column, i));
        for (int j = 0; j < column.values(); j++) {
          numbered.add(feature + j);
        }
        if (column instanceof NumberColumn number && number.indicator()) {
          indicated.add(fills.size());
          indicators.add(feature + 1);
        }
        addFills(column);
      }
      feature += column.width();
    }
    addNumbers(numbered, indicators);
    addOthers();
    return inOrder(beside("features", blocks));
  }

  private static boolean isNumeric(InputColumn column) {
    return column instanceof NumberColumn || column instanceof VectorColumn;
  }

  private static void check(InputColumn column) {
    if (column.name().isEmpty()) {
      throw BadInputException.at("model", "named columns, for ONNX", "one without a name");
    }
    if (column instanceof TextColumn text && text.kind() == TextColumn.Kind.HASHING) {
      throw BadInputException.at(
          "model",
          "words in a vocabulary, since ONNX has no hashing operator,",
          "hashed words in column " + BadInputException.quote(column.name()));
    }
  }

  /** A column of numbers as floats, less their origin. */
  private String number(InputColumn column, int i) {
    if (!(column instanceof NumberColumn number && number.origin() != 0)) {
      return column.name();
    }
    String origin = graph.real("origin_" + i, number.origin());
    String near = graph.node("Sub", "near_" + i, List.of(column.name(), origin));
    return graph.node("Cast", "number_" + i, List.of(near), to(OnnxType.FLOAT));
  }

  private void addFills(InputColumn column) {
    for (int j = 0; j < column.values(); j++) {
      fills.add(
          column instanceof NumberColumn number && number.fill().isPresent()
              ? number.fill().getAsDouble() - number.origin()
              : Double.NaN);
    }
  }

  private boolean hasFills() {
    return fills.stream().anyMatch(fill -> !Double.isNaN(fill));
  }

  private String isMissing(String matrix) {
    return graph.node("IsNaN", "is_missing", List.of(matrix));
  }

  private String filled(String matrix, String isMissing) {
    String constants = graph.floats("fills", List.of(fills.size()), fills::get);
    return graph.node("Where", "filled", List.of(isMissing, constants, matrix));
  }

  private void addNumbers(List<Integer> numbered, List<Integer> indicators) {
    if (numbers.isEmpty()) {
      return;
    }
    String matrix = beside("numbers_side_by_side", numbers);
    if (!hasFills()) {
      addBlock(matrix, numbered);
      return;
    }
    String isMissing = isMissing(matrix);
    addBlock(filled(matrix, isMissing), numbered);
    if (!indicated.isEmpty()) {
      String all = graph.node("Cast", "missing", List.of(isMissing), to(OnnxType.FLOAT));
      String places = graph.integers("indicated", indicated);
      addBlock(
          graph.node("Gather", "indicators", List.of(all, places), OnnxAttribute.of("axis", 1)),
          indicators);
    }
  }

  private void addBlock(String matrix, List<Integer> itsFeatures) {
    blocks.add(matrix);
    features.addAll(itsFeatures);
  }

  private void addOthers() {
    int feature = 0;
    for (int i = 0; i < columns.size(); i++) {
      InputColumn column = columns.get(i);
      if (!isNumeric(column)) {
        addBlock(
            other(column, i), IntStream.range(feature, feature + column.width()).boxed().toList());
      }
      feature += column.width();
    }
  }

  private String other(InputColumn column, int i) {
    if (column instanceof DateColumn dates) {
      return new OnnxDates(graph, dates, i).encode(precision);
    }
    if (column instanceof TextColumn words) {
      return OnnxTexts.encode(graph, words, i);
    }
    CategoryColumn text = (CategoryColumn) column;
    return text.form() == Form.ONE_HOT ? oneHot(text, i) : ranked(text, i);
  }

  /** 1 if the row's category is the feature's; an empty text is a missing one. */
  private String oneHot(CategoryColumn text, int i) {
    int count = text.categories().size();
    List<String> keys = new ArrayList<>(text.categories());
    List<Integer> places = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    if (!keys.contains("")) {
      keys.add("");
      places.add(text.missing() ? count : CategoryColumn.UNKNOWN);
    }
    String place =
        graph.mlNode(
            "LabelEncoder",
            "category_" + i,
            List.of(text.name()),
            OnnxAttribute.texts("keys_strings", keys),
            OnnxAttribute.integers("values_int64s", places),
            OnnxAttribute.of(
                "default_int64", text.other() ? text.width() - 1 : CategoryColumn.UNKNOWN));
    String all = graph.integers("places_" + i, IntStream.range(0, text.width()).boxed().toList());
    String isIt = graph.node("Equal", "is_category_" + i, List.of(place, all));
    return graph.node("Cast", "one_hot_" + i, List.of(isIt), to(OnnxType.FLOAT));
  }

  /** One number for each category, and the middle for other texts. */
  private String ranked(CategoryColumn text, int i) {
    int last = text.categories().size() - 1;
    boolean isSign = text.form() == Form.SIGN;
    return graph.mlNode(
        "LabelEncoder",
        "rank_" + i,
        List.of(text.name()),
        OnnxAttribute.texts("keys_strings", text.categories()),
        OnnxAttribute.floats(
            "values_floats",
            IntStream.rangeClosed(0, last).mapToObj(c -> isSign ? 2.0 * c - 1 : c).toList()),
        OnnxAttribute.of("default_float", isSign ? 0f : (float) (last / 2.0)));
  }

  private String beside(String name, List<String> matrices) {
    return matrices.size() == 1
        ? matrices.get(0)
        : graph.node("Concat", name, matrices, OnnxAttribute.of("axis", 1));
  }

  /** The blocks' columns in the order of the features. */
  private String inOrder(String matrix) {
    int[] places = new int[features.size()];
    for (int place = 0; place < places.length; place++) {
      places[features.get(place)] = place;
    }
    List<Integer> order = Arrays.stream(places).boxed().toList();
    if (order.equals(IntStream.range(0, places.length).boxed().toList())) {
      return matrix;
    }
    String constants = graph.integers("order", order);
    return graph.node(
        "Gather", "in_order", List.of(matrix, constants), OnnxAttribute.of("axis", 1));
  }

  static OnnxAttribute to(OnnxType type) {
    return OnnxAttribute.of("to", type.number());
  }
}
