package org.lockstep.model.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.lockstep.model.error.BadInputException;

/** JSON as it stands in our files: written the same everywhere, and not trusted when read. */
final class JsonText {
  private static final int DEEPEST = 16;
  private static final int MOST_BYTES = 64 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  /** An object without fields. */
  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The text of an object. */
  static byte[] bytes(ObjectNode root) throws IOException {
    // Not the platform's line ends: equal models are equal bytes.
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return MAPPER
        .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
        .writeValueAsBytes(root);
  }

  /**
   * Reads a text to its end, within limits.
   *
   * @throws BadInputException where it is not JSON
   */
  static JsonNode parse(String place, InputStream in) throws IOException {
    byte[] json = in.readNBytes(MOST_BYTES + 1);
    if (json.length > MOST_BYTES) {
      throw BadInputException.at(place, "at most " + MOST_BYTES + " bytes", "more");
    }
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) { // of bytes in memory: it is they that are wrong
      String reason =
          e instanceof JsonProcessingException syntax
              ? syntax.getOriginalMessage()
              : e.getMessage();
      throw BadInputException.at(place, "valid JSON", BadInputException.quote(reason), e);
    }
  }
}
