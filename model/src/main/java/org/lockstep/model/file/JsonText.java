package org.lockstep.model.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.lockstep.model.error.BadInputException;

/**
 * JSON in our files: written the same everywhere, and not trusted when read. Reading does without
 * Jackson's mapper, which takes longer to load than a model does.
 */
public final class JsonText {
  private static final int DEEPEST = 16;
  private static final int MOST_BYTES = 64 << 20;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private JsonText() {}

  /** An object without fields. */
  static ObjectNode object() {
    return NODES.objectNode();
  }

  /** The text of an object. */
  static byte[] bytes(ObjectNode root) throws IOException {
    // Not the platform's line ends, so that equal models have equal bytes.
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new JsonMapper()
        .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
        .writeValueAsBytes(root);
  }

  /**
   * Reads a text to its end, within limits.
   *
   * @throws BadInputException if it is not JSON
   */
  static JsonNode parse(String place, InputStream in) throws IOException {
    byte[] json = in.readNBytes(MOST_BYTES + 1);
    if (json.length > MOST_BYTES) {
      throw BadInputException.at(place, "at most " + MOST_BYTES + " bytes", "more");
    }
    return parse(place, json);
  }

  /**
   * Reads a text.
   *
   * @return a missing node if there is no text
   * @throws BadInputException if it is not JSON
   */
  public static JsonNode parse(String place, byte[] json) {
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() == null) {
        return MissingNode.getInstance();
      }
      JsonNode value = value(in);
      if (in.nextToken() != null) {
        throw new JsonParseException(in, "Trailing token (" + in.currentToken() + ")");
      }
      return value;
    } catch (IOException e) { // the bytes are in memory, so they are malformed
      String reason =
          e instanceof JsonProcessingException syntax
              ? syntax.getOriginalMessage()
              : e.getMessage();
      throw BadInputException.at(place, "valid JSON", BadInputException.quote(reason), e);
    }
  }

  private static JsonNode value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> fields(in);
      case START_ARRAY -> elements(in);
      case VALUE_STRING -> NODES.textNode(in.getText());
      case VALUE_NUMBER_INT -> whole(in);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new JsonParseException(in, "Unexpected token (" + in.currentToken() + ")");
    };
  }

  private static JsonNode fields(JsonParser in) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      object.set(name, value(in));
    }
    return object;
  }

  private static JsonNode elements(JsonParser in) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(in));
    }
    return array;
  }

  private static JsonNode whole(JsonParser in) throws IOException {
    return switch (in.getNumberType()) {
      case INT -> NODES.numberNode(in.getIntValue());
      case LONG -> NODES.numberNode(in.getLongValue());
      default -> NODES.numberNode(in.getBigIntegerValue());
    };
  }
}
