package org.lockstep.spark.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.job.IdleWatch;
import org.lockstep.spark.read.source.InputErrors;
import org.lockstep.spark.run.StoppedException;

/**
 * Gives commands a Spark session: joins an existing one, or creates one and stops it afterwards.
 */
final class Sessions {
  private static final long PATIENT_SECONDS = 15;
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";

  private Sessions() {}

  /** A command's work with a session. */
  interface Work<T> {
    /** Does the work. */
    T on(SparkSession spark) throws Exception;
  }

  /** What a command refuses before it waits for a cluster. */
  interface Precheck {
    /** Refuses by throwing. */
    void on(Configuration configuration) throws Exception;
  }

  /** Runs work with a session. A session that already existed stays running. */
  static <T> T with(String name, Terminal terminal, Work<T> work) throws Exception {
    return with(name, terminal, configuration -> {}, work);
  }

  /**
   * Runs work with a session. A session that already existed stays running. A cluster may first
   * make this process wait for executors, so a check comes before that.
   */
  static <T> T with(String name, Terminal terminal, Precheck precheck, Work<T> work)
      throws Exception {
    System.setProperty("java.awt.headless", "true"); // charts, but no window
    ImageIO.setUseCache(false); // no cache files
    SparkLog.show(terminal.verbose());
    boolean joined = SparkSession.getDefaultSession().isDefined();
    if (!joined) {
      checkBeforeWaiting(precheck);
    }
    SparkSession spark = joined ? SparkSession.getDefaultSession().get() : create(name, terminal);
    IdleWatch.Watching idle = IdleWatch.over(spark.sparkContext(), terminal::warn);
    try {
      return work.on(spark);
    } catch (Exception e) {
      boolean isTold =
          e instanceof StoppedException || InputErrors.unwrap(e) instanceof BadInputException;
      boolean isStopped = !joined && spark.sparkContext().isStopped(); // by Spark itself
      throw isStopped && !isTold ? ended(name, spark.sparkContext().master(), e) : e;
    } finally {
      idle.close();
      if (!joined) {
        spark.stop();
      }
    }
  }

  private static void checkBeforeWaiting(Precheck precheck) throws Exception {
    SparkConf conf = new SparkConf();
    if (isCluster(master(conf))) { // on this machine, nothing waits
      precheck.on(SparkHadoopUtil.get().newConfiguration(conf));
    }
  }

  /** The master that a session of this configuration has. */
  static String master(SparkConf conf) {
    return conf.get("spark.master", "local");
  }

  /** Whether executors are processes of their own. */
  static boolean isCluster(String master) {
    return !master.startsWith("local") || master.startsWith("local-cluster");
  }

  /**
   * The exception for a context that Spark itself stopped, which is the cause of any other failure.
   */
  private static RuntimeException ended(String name, String master, Exception failure) {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      return abandoned(master, failure);
    }
    IllegalStateException told =
        new IllegalStateException(
            "[" + name + "] was told to end before it was done (SIGTERM, Ctrl-C)");
    told.addSuppressed(failure);
    return told;
  }

  private static RuntimeException abandoned(String master, Exception failure) {
    IllegalStateException told =
        new IllegalStateException(
            "[--master "
                + master
                + "] expected a cluster that answers and runs this program but found that Spark"
                + " gave up on it");
    told.addSuppressed(failure); // not its cause, which would be reported instead
    return told;
  }

  /**
   * Whether the user named the application. Otherwise spark-submit uses the name of the main class
   * or of the jar.
   */
  private static boolean isNamed(SparkConf conf) {
    String name = conf.get("spark.app.name", "");
    String program = Sessions.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return !name.isEmpty() && !name.startsWith("org.lockstep.") && !program.endsWith("/" + name);
  }

  /**
   * Sets up Delta's package if it is present: without its extension, deleted rows would be read.
   */
  private static void addDelta(SparkConf conf) {
    try {
      Class.forName(DELTA_EXTENSION, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      return;
    }
    if (!conf.contains(EXTENSIONS)) {
      conf.set(EXTENSIONS, DELTA_EXTENSION);
      conf.setIfMissing(
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    }
  }

  /** What a session that is being created waits for. */
  static String note(String master, SparkEnv environment) {
    // Spark sets the application's id when the cluster has accepted it, before it waits.
    if (environment == null || !environment.conf().contains("spark.app.id")) {
      return "still connecting to " + master;
    }
    SparkConf conf = environment.conf();
    return Text.format(
        "connected to %s as %s: waiting at most %s for executors"
            + " (spark.scheduler.maxRegisteredResourcesWaitingTime); are there workers with free"
            + " cores and memory?",
        master,
        conf.get("spark.app.id"),
        conf.get("spark.scheduler.maxRegisteredResourcesWaitingTime", "30s"));
  }

  private static SparkSession create(String name, Terminal terminal) {
    SparkConf conf = new SparkConf();
    String master = master(conf);
    if (!isNamed(conf)) {
      conf.setAppName("Lockstep " + name);
    }
    // Weights hardly compress, and trying to costs more than sending them.
    conf.setIfMissing("spark.broadcast.compress", "false");
    // Spark allocates whole blocks for a broadcast, and every job has one: 4m is too much.
    conf.setIfMissing("spark.broadcast.blockSize", "1m");
    // A task has one core. A library installed on the executor reads these variables; the bundled
    // library is configured directly.
    conf.setIfMissing("spark.executorEnv.OPENBLAS_NUM_THREADS", "1");
    conf.setIfMissing("spark.executorEnv.MKL_THREADING_LAYER", "SEQUENTIAL");
    // How long a task waits for a core in its preferred place, even if that place is lost, while
    // other cores stay free. The default is 3 s for each locality level.
    conf.setIfMissing("spark.locality.wait", "500ms");
    // Spark's own progress bar would overwrite ours.
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    addDelta(conf);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    Future<?> unused =
        clock.schedule(() -> terminal.warn(note(master, SparkEnv.get())), PATIENT_SECONDS, SECONDS);
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (IllegalStateException e) {
      boolean isStopped = String.valueOf(e.getMessage()).contains("stopped SparkContext");
      throw isStopped ? abandoned(master, e) : e;
    } finally {
      clock.shutdownNow();
    }
  }
}
