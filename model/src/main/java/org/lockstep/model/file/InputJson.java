package org.lockstep.model.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.text.Words;

/** An input column as JSON. {@link ModelFile} describes the fields. */
final class InputJson {
  private static final String FILL = "fill";
  private static final String INDICATOR = "indicator";
  private static final String ORIGIN = "origin";
  private static final String FORM = "form";
  private static final String MISSING = "missing";
  private static final String OTHER = "other";
  private static final String IMAGE = "image";
  private static final String COERCES = "coerces";
  private static final String DATE = "date";
  private static final String UNIT = "unit";
  private static final String PARTS = "parts";
  private static final String TEXT = "text";

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
      putOrigin(node, number.origin());
      putTrue(node, COERCES, number.coerces());
    } else if (column instanceof DateColumn date) {
      write(date, node.putObject(DATE));
      date.fill().ifPresent(fill -> node.put(FILL, fill));
      putTrue(node, INDICATOR, date.indicator());
      putOrigin(node, date.origin());
    } else if (column instanceof TextColumn text) {
      write(text, node.putObject(TEXT));
    } else if (column instanceof VectorColumn vector) {
      vector.image().ifPresent(image -> write(image, node.putObject(IMAGE)));
    }
  }

  private static void putOrigin(ObjectNode node, double origin) {
    if (origin != 0) {
      node.put(ORIGIN, origin);
    }
  }

  private static void write(DateColumn date, ObjectNode node) {
    node.put(FORM, Words.of(date.form())).put(UNIT, Words.of(date.unit()));
    var parts = node.putArray(PARTS);
    date.parts().forEach(part -> parts.add(Words.of(part)));
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

  private static void write(TextColumn text, ObjectNode node) {
    node.put("kind", Words.of(text.kind())).put("documents", text.documents());
    var terms = node.putArray("terms");
    text.terms().forEach(terms::add);
    var frequencies = node.putArray("frequencies");
    text.frequencies().forEach(frequencies::add);
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
    // Files from before there were other forms do not name the form.
    Optional<Form> form = fields.optionalOneOf(FORM, Form.values());
    if (form.isPresent() || !categories.isEmpty()) {
      return new CategoryColumn(
          name,
          categories,
          form.orElse(Form.ONE_HOT),
          fields.optionalBool(MISSING),
          fields.optionalBool(OTHER));
    }
    Optional<DateColumn> date =
        fields.optionalObject(DATE, described -> date(name, fields, described));
    if (date.isPresent()) {
      return date.get();
    }
    Optional<TextColumn> words = fields.optionalObject(TEXT, text -> text(name, width, text));
    if (words.isPresent()) {
      return words.get();
    }
    Optional<ImageShape> image = fields.optionalObject(IMAGE, InputJson::image);
    OptionalDouble fill = fields.optionalNumber(FILL);
    double origin = fields.optionalNumber(ORIGIN).orElse(0);
    boolean indicator = fields.optionalBool(INDICATOR);
    return image.isPresent() || (width > 1 && !indicator)
        ? new VectorColumn(name, width, image)
        : new NumberColumn(name, fill, indicator, origin, fields.optionalBool(COERCES));
  }

  private static DateColumn date(String name, JsonFields fields, JsonFields date) {
    return new DateColumn(
        name,
        date.oneOf(FORM, DateForm.values()),
        date.oneOf(UNIT, DateUnit.values()),
        date.texts(PARTS).stream().map(InputJson::part).toList(),
        fields.optionalNumber(FILL),
        fields.optionalBool(INDICATOR),
        fields.optionalNumber(ORIGIN).orElse(0));
  }

  private static DatePart part(String word) {
    return Words.find(DatePart.class, word)
        .orElseThrow(
            () -> new IllegalArgumentException("expected parts of a date but found " + word));
  }

  private static TextColumn text(String name, int width, JsonFields fields) {
    return new TextColumn(
        name,
        fields.oneOf("kind", TextColumn.Kind.values()),
        width,
        fields.texts("terms"),
        fields.longInteger("documents"),
        fields.longIntegers("frequencies"));
  }

  private static ImageShape image(JsonFields fields) {
    return new ImageShape(
        fields.integer("height"),
        fields.integer("width"),
        fields.integer("channels"),
        fields.oneOf("layout", ImageShape.Layout.values()));
  }
}
