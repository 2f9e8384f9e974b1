package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.text.Words;

/** A column of input as JSON. The fields are in {@link ModelFile}. */
final class InputJson {
  private static final String FILL = "fill";
  private static final String INDICATOR = "indicator";
  private static final String ORIGIN = "origin";
  private static final String FORM = "form";
  private static final String MISSING = "missing";
  private static final String OTHER = "other";
  private static final String IMAGE = "image";

  private InputJson() {}

  static void write(InputColumn column, ObjectNode node) {
    node.put("name", column.name()).put("width", column.width());
    var categories = node.putArray("categories");
    if (column instanceof CategoryColumn text) {
      text.categories().forEach(categories::add);
      if (text.form() != Form.ONE_HOT || text.categories().isEmpty()) {
        node.put(FORM, Words.of(text.form()));
      }
      putTrue(node, MISSING, text.missing());
      putTrue(node, OTHER, text.other());
    } else if (column instanceof NumberColumn number) {
      number.fill().ifPresent(fill -> node.put(FILL, fill));
      putTrue(node, INDICATOR, number.indicator());
      if (number.origin() != 0) {
        node.put(ORIGIN, number.origin());
      }
    } else if (column instanceof VectorColumn vector) {
      vector.image().ifPresent(image -> write(image, node.putObject(IMAGE)));
    }
  }

  private static void putTrue(ObjectNode node, String name, boolean value) {
    if (value) {
      node.put(name, true);
    }
  }

  private static void write(ImageShape image, ObjectNode node) {
    node.put("height", image.height()).put("width", image.width());
    node.put("channels", image.channels()).put("layout", Words.of(image.layout()));
  }

  static InputColumn read(JsonFields fields) {
    String name = fields.text("name");
    int width = fields.integer("width");
    InputColumn column = read(name, width, fields);
    if (column.width() != width) {
      throw new IllegalArgumentException(
          "column "
              + name
              + " has width "
              + width
              + " but becomes "
              + column.width()
              + " features");
    }
    return column;
  }

  private static InputColumn read(String name, int width, JsonFields fields) {
    List<String> categories = fields.texts("categories");
    // Files from before there were other forms say nothing of the form.
    Optional<Form> form = fields.optionalOneOf(FORM, Form.values());
    if (form.isPresent() || !categories.isEmpty()) {
      return new CategoryColumn(
          name,
          categories,
          form.orElse(Form.ONE_HOT),
          fields.optionalBool(MISSING),
          fields.optionalBool(OTHER));
    }
    Optional<ImageShape> image = fields.optionalObject(IMAGE, InputJson::image);
    OptionalDouble fill = fields.optionalNumber(FILL);
    double origin = fields.optionalNumber(ORIGIN).orElse(0);
    boolean indicator = fields.optionalBool(INDICATOR);
    return image.isPresent() || (width > 1 && !indicator)
        ? new VectorColumn(name, width, image)
        : new NumberColumn(name, fill, indicator, origin);
  }

  private static ImageShape image(JsonFields fields) {
    return new ImageShape(
        fields.integer("height"),
        fields.integer("width"),
        fields.integer("channels"),
        fields.oneOf("layout", ImageShape.Layout.values()));
  }
}
