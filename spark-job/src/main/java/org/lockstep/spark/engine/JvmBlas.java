package org.lockstep.spark.engine;

import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.blas.BlasSelection;
import org.lockstep.model.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The BLAS of a driver or executor. All code that computes on Spark asks here first, so that the
 * bundled library has a place to be unpacked, and the JVM's log says once which BLAS it uses.
 */
public final class JvmBlas {
  private static final Logger LOG = LoggerFactory.getLogger(JvmBlas.class);

  /** JavaCPP's property for the directory it unpacks libraries into. */
  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  private static final Set<BlasChoice> SAID = ConcurrentHashMap.newKeySet();

  private JvmBlas() {}

  /**
   * The BLAS for this choice.
   *
   * @throws org.lockstep.model.error.BadInputException if a native one is required and none works;
   *     it names the host
   */
  public static BlasSelection ready(BlasChoice choice) {
    if (choice != BlasChoice.JAVA) {
      findPlaceToUnpack();
    }
    BlasSelection selection = choice.select("on " + hostName());
    if (SAID.add(choice)) {
      LOG.info("{} computes with BLAS {}", hostName(), selection.text());
    }
    return selection;
  }

  /**
   * The same for callers without a {@link HostReport}: the log warns if the intended BLAS does not
   * work.
   */
  public static BlasSelection readyOrWarn(BlasChoice choice) {
    boolean first = !SAID.contains(choice);
    BlasSelection selection = ready(choice);
    if (first && !selection.warning().isEmpty()) {
      LOG.warn("{}", warning(hostName(), selection.text(), selection.warning()));
    }
    return selection;
  }

  /** One line about a BLAS that is not the intended one. */
  public static String warning(String host, String blas, String warning) {
    return Text.brief(host) + " computes with BLAS " + blas + ": " + Text.passage(warning);
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * Chooses Spark's directory for temporary files if the user has no writable home, as on some
   * executors.
   */
  private static synchronized void findPlaceToUnpack() {
    if (System.getProperty(CACHE_PROPERTY) == null
        && SparkEnv.get() != null
        && !canWriteBelow(new File(System.getProperty("user.home"), ".javacpp/cache"))) {
      System.setProperty(CACHE_PROPERTY, new File(localDirectory(), "javacpp").getPath());
    }
  }

  /** A directory of this JVM, removed with it. */
  private static File localDirectory() {
    return SparkEnv.get().blockManager().diskBlockManager().localDirs()[0];
  }

  private static boolean canWriteBelow(File directory) {
    File existing = directory;
    while (existing != null && !existing.exists()) {
      existing = existing.getParentFile();
    }
    return directory.isAbsolute()
        && existing != null
        && existing.isDirectory()
        && existing.canWrite();
  }
}
