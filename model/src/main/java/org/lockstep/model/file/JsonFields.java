package org.lockstep.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Named;
import org.lockstep.model.text.Words;

/** A JSON object whose fields are read by name. Fields that nobody reads are refused. */
final class JsonFields {
  private final String place;
  private final String path;
  private final JsonNode object;
  private final Set<String> known = new HashSet<>();

  private JsonFields(String place, String path, JsonNode object) {
    this.place = place;
    this.path = path;
    this.object = object;
  }

  /**
   * Reads an object with {@code reader}, which must read all of its fields.
   *
   * @throws BadInputException if the object is not as it must be, or if its values do not go
   *     together, which the reader reports with an IllegalArgumentException
   */
  static <T> T read(String place, String path, JsonNode node, Function<JsonFields, T> reader) {
    if (!node.isObject()) {
      throw BadInputException.at(
          place, (path.isEmpty() ? "" : path + " to be ") + "a JSON object", found(node));
    }
    JsonFields fields = new JsonFields(place, path, node);
    T value = valid(place, path, () -> reader.apply(fields));
    fields.refuseOthers();
    return value;
  }

  /** Turns an IllegalArgumentException into an error that names the field. */
  private static <T> T valid(String place, String path, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw BadInputException.at(
          place,
          path.isEmpty() ? "consistent values" : "a valid " + path,
          BadInputException.quote(e.getMessage()),
          e);
    }
  }

  String text(String name) {
    return text(path(name), field(name));
  }

  int integer(String name) {
    JsonNode node = field(name);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(path(name), "an integer", node);
    }
    return node.intValue();
  }

  long longInteger(String name) {
    JsonNode node = field(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(path(name), "an integer", node);
    }
    return node.longValue();
  }

  /** A finite number. */
  double number(String name) {
    JsonNode node = field(name);
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(path(name), "a number", node);
    }
    return node.doubleValue();
  }

  boolean bool(String name) {
    JsonNode node = field(name);
    if (!node.isBoolean()) {
      throw wrong(path(name), "true or false", node);
    }
    return node.booleanValue();
  }

  /** False if there is no such field. */
  boolean optionalBool(String name) {
    known.add(name);
    return object.has(name) && bool(name);
  }

  <E extends Enum<E>> E oneOf(String name, E[] constants) {
    return oneOf(name, List.of(constants), Words::of);
  }

  /** The element of the list that the field's word names. */
  <T extends Named> T oneOf(String name, List<T> all) {
    return oneOf(name, all, Words::of);
  }

  private <T> T oneOf(String name, List<T> all, Function<T, String> word) {
    String text = text(name);
    return all.stream()
        .filter(one -> word.apply(one).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.at(
                    place,
                    path(name)
                        + " to be one of "
                        + all.stream().map(word).collect(Collectors.joining(", ")),
                    BadInputException.quote(text)));
  }

  <T> T object(String name, Function<JsonFields, T> reader) {
    return read(place, path(name), field(name), reader);
  }

  /** Empty if there is no such field. */
  <T> Optional<T> optionalObject(String name, Function<JsonFields, T> reader) {
    known.add(name);
    return object.has(name) ? Optional.of(object(name, reader)) : Optional.empty();
  }

  /** Empty if there is no such field. */
  OptionalDouble optionalNumber(String name) {
    known.add(name);
    return object.has(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
  }

  /** Empty if there is no such field. */
  OptionalInt optionalInteger(String name) {
    known.add(name);
    return object.has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
  }

  /** Empty if there is no such field. */
  <E extends Enum<E>> Optional<E> optionalOneOf(String name, E[] constants) {
    known.add(name);
    return object.has(name) ? Optional.of(oneOf(name, constants)) : Optional.empty();
  }

  /** Empty if there is no such field. */
  Optional<String> optionalText(String name) {
    known.add(name);
    return object.has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** Reads a list of objects and combines them. */
  <T, R> R objects(String name, Function<JsonFields, T> reader, Function<List<T>, R> together) {
    List<T> items = objects(name, reader);
    return valid(place, path(name), () -> together.apply(items));
  }

  <T> List<T> objects(String name, Function<JsonFields, T> reader) {
    List<T> items = new ArrayList<>();
    for (JsonNode item : array(name)) {
      items.add(read(place, path(name) + "[" + items.size() + "]", item, reader));
    }
    return items;
  }

  List<String> texts(String name) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : array(name)) {
      items.add(text(path(name) + "[" + items.size() + "]", item));
    }
    return items;
  }

  List<Long> longIntegers(String name) {
    List<Long> items = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (!item.isIntegralNumber() || !item.canConvertToLong()) {
        throw wrong(path(name) + "[" + items.size() + "]", "an integer", item);
      }
      items.add(item.longValue());
    }
    return items;
  }

  /** Texts by name, in the file's order. */
  Map<String, String> textsByName(String name) {
    JsonNode node = field(name);
    if (!node.isObject()) {
      throw wrong(path(name), "a JSON object", node);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String key = names.next();
      texts.put(key, text(path(name) + "." + key, node.get(key)));
    }
    return texts;
  }

  List<Integer> integers(String name) {
    List<Integer> items = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (!item.isIntegralNumber() || !item.canConvertToInt()) {
        throw wrong(path(name) + "[" + items.size() + "]", "an integer", item);
      }
      items.add(item.intValue());
    }
    return items;
  }

  private JsonNode array(String name) {
    JsonNode node = field(name);
    if (!node.isArray()) {
      throw wrong(path(name), "a list", node);
    }
    return node;
  }

  private String text(String at, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(at, "a text", node);
    }
    return node.textValue();
  }

  private JsonNode field(String name) {
    known.add(name);
    JsonNode node = object.get(name);
    if (node == null) {
      throw BadInputException.at(place, "the field " + path(name), "none");
    }
    return node;
  }

  private void refuseOthers() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw BadInputException.at(
            place,
            path.isEmpty() ? "only known fields" : "only known fields in " + path,
            BadInputException.quote(name));
      }
    }
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private BadInputException wrong(String at, String expected, JsonNode node) {
    return BadInputException.at(place, at + " to be " + expected, found(node));
  }

  private static String found(JsonNode node) {
    return node.isContainerNode()
        ? "a JSON " + Words.of(node.getNodeType())
        : BadInputException.quote(node.asText());
  }
}
