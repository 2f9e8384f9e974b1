package org.lockstep.spark.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What {@code docker-compose.yml} says, as far as our file uses Compose's language.
 *
 * @param services by name, in the order of the file
 */
record ComposeFile(Map<String, Service> services) {

  /**
   * One service.
   *
   * @param image with its tag
   * @param command the words to run in the container
   * @param environment what is added to the image's
   * @param ports {@code address:published:container}
   * @param volumes host path to container path
   * @param dependsOn the condition by name of another service
   * @param healthcheck the words to run; empty where there is none
   */
  record Service(
      String name,
      String image,
      List<String> command,
      Map<String, String> environment,
      List<String> ports,
      Map<String, String> volumes,
      Map<String, String> dependsOn,
      List<String> healthcheck) {}

  static ComposeFile read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      Map<String, Service> services = new LinkedHashMap<>();
      map(root.get("services"))
          .forEach((name, body) -> services.put(name, service(name, map(body))));
      return new ComposeFile(services);
    }
  }

  private static Service service(String name, Map<String, Object> body) {
    Map<String, String> volumes =
        strings(body.get("volumes")).stream()
            .map(volume -> volume.split(":", -1))
            .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    Map<String, String> dependsOn = new LinkedHashMap<>();
    map(body.get("depends_on"))
        .forEach((other, how) -> dependsOn.put(other, (String) map(how).get("condition")));
    Map<String, String> environment = new LinkedHashMap<>();
    map(body.get("environment")).forEach((key, value) -> environment.put(key, (String) value));
    List<String> healthcheck = strings(map(body.get("healthcheck")).get("test"));
    return new Service(
        name,
        (String) body.get("image"),
        strings(body.get("command")),
        environment,
        strings(body.get("ports")),
        volumes,
        dependsOn,
        // The first word says how to run the others: CMD, without a shell.
        healthcheck.isEmpty() ? healthcheck : healthcheck.subList(1, healthcheck.size()));
  }

  /** A mapping with its keys as strings, in order; empty where there is none. */
  private static Map<String, Object> map(Object node) {
    Map<String, Object> result = new LinkedHashMap<>();
    if (node instanceof Map<?, ?> mapping) {
      mapping.forEach((key, value) -> result.put((String) key, value));
    }
    return result;
  }

  /**
   * A sequence of strings; a number without quotes is an error, as Compose would read it in its own
   * way.
   */
  private static List<String> strings(Object node) {
    return node instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }
}
