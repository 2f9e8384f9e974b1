package org.lockstep.spark.engine;

import java.io.Serializable;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.blas.BlasSelection;
import org.lockstep.model.blas.Cpu;
import org.lockstep.model.text.Text;

/**
 * What one executor computes with. Executors with the same {@link BlasIdentity} compute the same
 * bits, so every task reports it. The CPU is reported too, but decides nothing by itself: it
 * determines the kernel, which the identity names, and adds and multiplies as IEEE 754 requires. (A
 * class rather than a record: it travels in task results, and the Kryo serialiser, which a user of
 * Spark can choose, cannot restore records.)
 */
public final class HostReport implements Serializable, Comparable<HostReport> {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final String cpu;
  private final String library;
  private final String kernel;
  private final String rounding;
  private final String way;
  private final String java;
  private final String warning;

  private HostReport(String host, String cpu, BlasSelection blas, String java) {
    this.host = host;
    this.cpu = cpu;
    this.library = blas.identity().library();
    this.kernel = blas.identity().kernel();
    this.rounding = blas.identity().rounding();
    this.way = blas.products().description();
    this.java = java;
    this.warning = blas.warning();
  }

  /**
   * The report of this JVM.
   *
   * @throws org.lockstep.model.error.BadInputException if a native BLAS is required and none works
   */
  public static HostReport ofThisJvm(BlasChoice choice) {
    return new HostReport(
        JvmBlas.hostName(), Cpu.model(), JvmBlas.ready(choice), Runtime.version().toString());
  }

  /** The host's name. */
  public String host() {
    return host;
  }

  /** The CPU's model, as the operating system calls it. */
  public String cpu() {
    return cpu;
  }

  /** The BLAS: hosts with the same one compute the same bits. */
  public BlasIdentity blas() {
    return new BlasIdentity(library, kernel, rounding);
  }

  /** How it multiplies: a library's kernel, or the vector width of our own matrix products. */
  public String way() {
    return way;
  }

  /** The BLAS in words, such as {@code Lockstep 1, 512-bit vectors}. */
  public String blasText() {
    return Text.passage(library + ", " + way);
  }

  /** The version of Java. */
  public String java() {
    return java;
  }

  /** Which intended BLAS does not work here, and why; empty if all is well. */
  public String warning() {
    return warning;
  }

  @Override
  public int compareTo(HostReport other) {
    return text().compareTo(other.text());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostReport that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  private String text() {
    return String.join(", ", host, cpu, blas().exactText(), way, java, warning);
  }
}
