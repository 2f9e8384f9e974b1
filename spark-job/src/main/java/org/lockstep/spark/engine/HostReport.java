package org.lockstep.spark.engine;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.lockstep.model.math.BlasChoice;

/**
 * What one executor computes with. The same bits are promised for one kind of CPU and one BLAS, so
 * every task reports both.
 *
 * @param host name
 * @param cpu model, as the operating system calls it
 * @param blas implementation
 * @param java version
 */
public record HostReport(String host, String cpu, String blas, String java)
    implements Serializable, Comparable<HostReport> {

  /** The report of this JVM. */
  public static HostReport ofThisJvm(BlasChoice choice) {
    return new HostReport(
        hostName(), cpuModel(), BlasChoice.nameOf(choice.load()), Runtime.version().toString());
  }

  /** Whether both compute alike. */
  public boolean computesAs(HostReport other) {
    return cpu.equals(other.cpu) && blas.equals(other.blas);
  }

  @Override
  public int compareTo(HostReport other) {
    return (host + cpu + blas + java).compareTo(other.host + other.cpu + other.blas + other.java);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String cpuModel() {
    Path info = Path.of("/proc/cpuinfo");
    String arch = System.getProperty("os.arch");
    if (!Files.isReadable(info)) {
      return arch;
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(arch);
    } catch (IOException e) {
      return arch;
    }
  }
}
