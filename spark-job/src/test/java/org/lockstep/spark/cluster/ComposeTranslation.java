package org.lockstep.spark.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Translates what a container would see into what a process on this machine sees, by rule and
 * without knowing any service:
 *
 * <ul>
 *   <li>a service's host name with a port, {@code master:7077} or {@code /dev/tcp/master/7077}: the
 *       loopback address and a free port, the same one wherever that pair stands; {@code localhost}
 *       is the service itself
 *   <li>the number of one of its own ports: that free port
 *   <li>the word behind {@code --host}: the loopback address
 *   <li>the path of a mount: the path mounted; {@code /opt/spark}: the stand-in of the image;
 *       {@code /tmp}: a directory of the service's own
 * </ul>
 */
final class ComposeTranslation {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path root;
  private final Path project;
  private final Pattern address;
  private final Map<String, Map<Integer, Integer>> ports = new HashMap<>();

  /** Finds every port that the file names and chooses a free one for it. */
  ComposeTranslation(ComposeFile file, Path project, Path root) throws IOException {
    this.root = root;
    this.project = project;
    Set<String> names = file.services().keySet();
    address =
        Pattern.compile(
            "(?<![\\w.-])(" + String.join("|", names) + "|localhost)([:/])(\\d{2,5})(?!\\d)");
    record Port(String service, int number) {}
    Set<Port> found = new TreeSet<>(Comparator.comparing(Port::toString));
    for (ComposeFile.Service service : file.services().values()) {
      for (String text : texts(service)) {
        Matcher matcher = address.matcher(text);
        while (matcher.find()) {
          found.add(new Port(host(service, matcher), Integer.parseInt(matcher.group(3))));
        }
      }
      for (String port : service.ports()) {
        found.add(new Port(service.name(), containerPort(port)));
      }
    }
    Iterator<Integer> free = FreePorts.take(found.size()).iterator();
    for (Port port : found) {
      ports
          .computeIfAbsent(port.service(), name -> new HashMap<>())
          .put(port.number(), free.next());
    }
  }

  private static List<String> texts(ComposeFile.Service service) {
    List<String> texts = new ArrayList<>(service.command());
    texts.addAll(service.environment().values());
    texts.addAll(service.healthcheck());
    return texts;
  }

  private static String host(ComposeFile.Service own, Matcher matcher) {
    return matcher.group(1).equals("localhost") ? own.name() : matcher.group(1);
  }

  static int containerPort(String published) {
    return Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
  }

  /** The port on this machine that stands for a port of a container. */
  int port(String service, int number) {
    return ports.get(service).get(number);
  }

  /** The directory on this machine that stands for {@code /tmp} of a service. */
  Path temp(ComposeFile.Service own) {
    return root.resolve(own.name()).resolve("tmp");
  }

  List<String> translate(ComposeFile.Service own, List<String> words) {
    List<String> translated = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean ownHost = i > 0 && words.get(i - 1).equals("--host");
      translated.add(ownHost ? LOOPBACK : translate(own, words.get(i)));
    }
    return translated;
  }

  String translate(ComposeFile.Service own, String word) {
    String text =
        address
            .matcher(word)
            .replaceAll(
                match ->
                    LOOPBACK
                        + match.group(2)
                        + port(
                            match.group(1).equals("localhost") ? own.name() : match.group(1),
                            Integer.parseInt(match.group(3))));
    for (Map.Entry<Integer, Integer> port : ports.getOrDefault(own.name(), Map.of()).entrySet()) {
      text = text.replaceAll("(?<=^|=)" + port.getKey() + "$", port.getValue().toString());
      text = text.replaceAll("(?<==)" + port.getKey() + "(?=\\s)", port.getValue().toString());
    }
    return paths(own, text);
  }

  /** All paths in one pass: what stands for one of them may look like another. */
  private String paths(ComposeFile.Service own, String text) {
    Map<String, Path> places = new HashMap<>();
    own.volumes().forEach((host, inside) -> places.put(inside, project.resolve(host).normalize()));
    places.put("/opt/spark", root.resolve("opt/spark"));
    places.put("/tmp", temp(own));
    String any = places.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile("(?<=^|//)(" + any + ")(?=/|$)")
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(places.get(match.group(1)).toString()));
  }
}
