package org.lockstep.spark.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import javax.imageio.ImageIO;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.job.IdleWatch;
import org.lockstep.spark.job.StoppedException;
import org.lockstep.spark.read.InputErrors;

/** Spark sessions for commands: joined where there is one, made and stopped where there is none. */
final class Sessions {
  /**
   * Loggers that tell of a failed task with a stack trace; the command's last line tells it too.
   */
  private static final List<String> TELL_OF_FAILED_TASKS =
      List.of(
          "org.apache.spark.executor.Executor",
          "org.apache.spark.scheduler.TaskSetManager",
          "org.apache.spark.util.Utils");

  private static final long PATIENT_SECONDS = 15;

  private Sessions() {}

  /** What a command does with a session. */
  interface Work<T> {
    /** Does it. */
    T on(SparkSession spark) throws Exception;
  }

  /** Runs with a session. One that was there before is left running. */
  static <T> T with(String name, Terminal terminal, Work<T> work) throws Exception {
    boolean verbose = terminal.verbose();
    System.setProperty("java.awt.headless", "true"); // charts, but no window
    ImageIO.setUseCache(false); // no files of its own
    setLogLevels(verbose);
    boolean joined = SparkSession.getDefaultSession().isDefined();
    SparkSession spark = joined ? SparkSession.getDefaultSession().get() : create(name, terminal);
    setLogLevels(verbose); // Spark sets up its own logging when it starts
    IdleWatch.Watching idle = IdleWatch.over(spark.sparkContext(), terminal::warn);
    try {
      return work.on(spark);
    } catch (Exception e) {
      boolean isTold =
          e instanceof StoppedException || InputErrors.unwrap(e) instanceof BadInputException;
      boolean isStopped = !joined && spark.sparkContext().isStopped(); // not by us, not by others
      throw isStopped && !isTold ? ended(name, spark.sparkContext().master(), e) : e;
    } finally {
      idle.close();
      if (!joined) {
        spark.stop();
      }
    }
  }

  /** For a context that Spark itself has stopped: whatever failed, failed for that. */
  private static RuntimeException ended(String name, String master, Exception failure) {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      return abandoned(master, failure);
    }
    IllegalStateException told =
        new IllegalStateException(
            "[" + name + "] ended before it was done, as it was told to (SIGTERM, Ctrl-C)");
    told.addSuppressed(failure);
    return told;
  }

  private static RuntimeException abandoned(String master, Exception failure) {
    IllegalStateException told =
        new IllegalStateException(
            "[--master "
                + master
                + "] expected a cluster that answers and runs this program but found that Spark"
                + " gave it up");
    told.addSuppressed(failure); // not its cause: that would be told instead
    return told;
  }

  private static SparkSession create(String name, Terminal terminal) {
    SparkConf conf = new SparkConf();
    String master = conf.get("spark.master", "local");
    // spark-submit names an application after its main class.
    if (conf.get("spark.app.name", "org.lockstep.").startsWith("org.lockstep.")) {
      conf.setAppName("Lockstep " + name);
    }
    // Weights hardly compress, and trying costs more than sending them.
    conf.setIfMissing("spark.broadcast.compress", "false");
    // Spark takes memory for whole blocks of a broadcast, and every job has one: 4m are too many.
    conf.setIfMissing("spark.broadcast.blockSize", "1m");
    // A task has one core. An executor's library of its own reads this, the bundled one is told.
    conf.setIfMissing("spark.executorEnv.OPENBLAS_NUM_THREADS", "1");
    // Spark keeps a core free for so long for a task that would rather run there, also where all
    // that keeps it from another place is that its own is lost: 3 s, for each step outwards.
    conf.setIfMissing("spark.locality.wait", "500ms");
    // Spark's own progress bar would write over ours.
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    Future<?> unused =
        clock.schedule(
            () -> terminal.warn("still connecting to " + master), PATIENT_SECONDS, SECONDS);
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (IllegalStateException e) {
      boolean isStopped = String.valueOf(e.getMessage()).contains("stopped SparkContext");
      throw isStopped ? abandoned(master, e) : e;
    } finally {
      clock.shutdownNow();
    }
  }

  /** Silences Spark unless its log is wanted or the user configured logging. */
  private static void setLogLevels(boolean verbose) {
    if (verbose) {
      Configurator.setRootLevel(Level.INFO);
    } else if (LogManager.getContext(false) instanceof LoggerContext context
        && !isUsersOwn(context.getConfiguration().getConfigurationSource().getURI())) {
      Configurator.setRootLevel(Level.ERROR);
      TELL_OF_FAILED_TASKS.forEach(logger -> Configurator.setLevel(logger, Level.OFF));
    }
  }

  private static boolean isUsersOwn(URI configuration) {
    String file = configuration == null ? "" : configuration.toString();
    boolean sparks = file.endsWith("log4j2-defaults.properties");
    boolean ours = file.endsWith("scripts/log4j2.properties");
    return !file.isEmpty() && !sparks && !ours;
  }
}
