package org.lockstep.spark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RecordFile;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The parameters of an estimator or a model in Spark ML's saved format: one line of JSON in {@code
 * metadata/}, which Pipelines read to find out what to load. Spark's own writer and reader are
 * private and differ between its versions.
 */
final class SavedParams {
  private static final String DIRECTORY = "metadata";
  private static final String FILE = "part-00000";

  /** The version to report if the program runs without its jar. */
  static final String DEVELOPMENT = "development";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String path;
  private final JsonNode json;

  private SavedParams(String path, JsonNode json) {
    this.path = path;
    this.json = json;
  }

  /** Writes the parameters of an instance into a directory. */
  static void write(Params instance, Path directory, SparkSession spark) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("class", instance.getClass().getName());
    json.put("timestamp", System.currentTimeMillis());
    json.put("sparkVersion", spark.version());
    json.put("lockstepVersion", version());
    json.put("uid", instance.uid());
    json.set("paramMap", values(instance.extractParamMap(), instance, true));
    json.set("defaultParamMap", values(instance.extractParamMap(), instance, false));
    byte[] line = (JSON.writeValueAsString(json) + "\n").getBytes(UTF_8);
    Configuration configuration = spark.sessionState().newHadoopConf();
    Path metadata = new Path(directory, DIRECTORY);
    Published.write(new Path(metadata, FILE), configuration, out -> out.write(line));
    Published.write(new Path(metadata, "_SUCCESS"), configuration, out -> {});
  }

  private static ObjectNode values(ParamMap map, Params instance, boolean isSet)
      throws JsonProcessingException {
    ObjectNode node = JSON.createObjectNode();
    for (ParamPair<?> pair : CollectionConverters.asJava(map.toSeq())) {
      if (instance.isSet(pair.param()) == isSet
          && !OwnParams.OF_A_CALL.contains(pair.param().name())) {
        node.set(pair.param().name(), JSON.readTree(encoded(pair)));
      }
    }
    return node;
  }

  private static <T> String encoded(ParamPair<T> pair) {
    return pair.param().jsonEncode(pair.value());
  }

  /** The version of this program. */
  static String version() {
    String version = SavedParams.class.getPackage().getImplementationVersion();
    return version == null ? DEVELOPMENT : version;
  }

  /**
   * Reads saved parameters.
   *
   * @throws BadInputException if nothing was saved at this path
   */
  static SavedParams read(String path, Configuration configuration) throws IOException {
    Location location = Location.of(path, configuration);
    Path file = file(location);
    JsonNode json =
        RecordFile.read(location.files(), file)
            .orElseThrow(
                () ->
                    BadInputException.at(
                        path, "something saved by Spark ML", "no " + DIRECTORY + "/" + FILE));
    if (!json.path("class").isTextual() || !json.path("uid").isTextual()) {
      throw BadInputException.at(file.toString(), "a class and its uid", "neither");
    }
    return new SavedParams(path, json);
  }

  /** The file with the line; Spark 4.0 and later give it a longer name. */
  private static Path file(Location location) throws IOException {
    Path metadata = new Path(location.path(), DIRECTORY);
    return Listing.of(location.files(), metadata, name -> false).stream()
        .filter(status -> status.getPath().getName().startsWith(FILE))
        .map(FileStatus::getPath)
        .findFirst()
        .orElse(new Path(metadata, FILE));
  }

  /** The uid of the saved instance. */
  String uid() {
    return json.path("uid").asText();
  }

  /** The version of Lockstep that saved the instance. */
  private String savedBy() {
    return json.path("lockstepVersion").asText("an unknown version");
  }

  /**
   * Refuses an instance of another class.
   *
   * @throws BadInputException naming both
   */
  SavedParams of(Class<?> expected) {
    String found = json.path("class").asText();
    if (!found.equals(expected.getName())) {
      throw BadInputException.at(
          path, "a saved " + expected.getName(), "a " + found + MllibModels.help(expected, found));
    }
    return this;
  }

  /**
   * Sets the parameters of an instance.
   *
   * @throws BadInputException if there is a parameter that this version does not know, or a value
   *     that it does not allow
   */
  <P extends Params> P into(P instance) {
    json.path("paramMap").properties().forEach(entry -> set(instance, entry, true));
    json.path("defaultParamMap").properties().forEach(entry -> set(instance, entry, false));
    return instance;
  }

  private void set(Params instance, Map.Entry<String, JsonNode> entry, boolean isSet) {
    if (!instance.hasParam(entry.getKey())) {
      throw BadInputException.at(
          path,
          "parameters that Lockstep " + version() + " knows",
          BadInputException.quote(entry.getKey()) + ", saved by Lockstep " + savedBy());
    }
    set(instance, instance.getParam(entry.getKey()), entry.getValue(), isSet);
  }

  private <T> void set(Params instance, Param<T> param, JsonNode value, boolean isSet) {
    T decoded;
    try {
      decoded = param.jsonDecode(value.toString());
    } catch (RuntimeException e) {
      throw BadInputException.at(
          path, "a value of " + param.name(), BadInputException.quote(value.toString()), e);
    }
    if (isSet) {
      instance.set(param, decoded);
    } else {
      instance.setDefault(param, decoded);
    }
  }
}
