package org.lockstep.bench.peer;

import java.util.Arrays;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDInfo;
import org.lockstep.bench.run.Results;
import org.lockstep.spark.Main;

/**
 * Runs Lockstep's own command line and meanwhile asks Spark how much its executors store, as on the
 * "Storage" page of Spark's user interface. Arguments: those of Lockstep.
 */
public final class StorageProbe {
  private static final long MILLIS_BETWEEN = 20;

  private StorageProbe() {}

  /** Prints the most bytes that were stored in memory and on disk. */
  public static void main(String[] args) throws Exception {
    SparkSession spark = SparkSession.builder().appName("storage").getOrCreate();
    try {
      Watch watch = new Watch(spark);
      watch.start();
      Main.main(args); // joins the existing session
      watch.end();
      Results.print("memory_bytes", watch.mostMemory);
      Results.print("disk_bytes", watch.mostDisk);
    } finally {
      spark.stop();
    }
  }

  private static final class Watch extends Thread {
    private final SparkSession spark;
    private volatile boolean ended;
    private long mostMemory;
    private long mostDisk;

    Watch(SparkSession spark) {
      super("storage watch");
      this.spark = spark;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (!ended) {
          RDDInfo[] kept = spark.sparkContext().getRDDStorageInfo();
          mostMemory = Math.max(mostMemory, Arrays.stream(kept).mapToLong(RDDInfo::memSize).sum());
          mostDisk = Math.max(mostDisk, Arrays.stream(kept).mapToLong(RDDInfo::diskSize).sum());
          Thread.sleep(MILLIS_BETWEEN);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void end() throws InterruptedException {
      ended = true;
      join();
    }
  }
}
