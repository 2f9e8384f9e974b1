package org.lockstep.spark.read.frame;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.read.source.ReaderOptions;
import org.lockstep.spark.table.Snapshot;

/**
 * Chooses the state of a table to read: the one that the run began with, otherwise the requested
 * one, otherwise the newest. Both passes and a resumed run then see the same rows, whatever is
 * written to the table later.
 */
final class Snapshots {
  /** Where Delta keeps its log, beside the data. */
  private static final String DELTA_LOG = "_delta_log";

  /** The file of a commit, or of a checkpoint of all commits so far. */
  private static final Pattern VERSION = Pattern.compile("(\\d{20})\\.(json|checkpoint.*)");

  /** Spark's options that request a state other than the newest. */
  private static final List<String> ASKED =
      List.of("versionAsOf", "timestampAsOf", "snapshot-id", "as-of-timestamp", "branch", "tag");

  private Snapshots() {}

  /** The snapshot of a table in Delta's format. */
  static Optional<Snapshot> ofDelta(
      Configuration configuration, String path, ReaderOptions options) {
    try {
      Path table = new Path(path);
      FileSystem files = table.getFileSystem(configuration);
      String name = files.makeQualified(table).toString();
      Optional<Snapshot> known = known(name, Snapshot.DELTA, options);
      return known.isPresent() || isAsked(options)
          ? known
          : newest(files, table).map(id -> new Snapshot(name, Snapshot.DELTA, id));
    } catch (IOException e) {
      throw FileErrors.explain(path, e);
    }
  }

  private static Optional<String> newest(FileSystem files, Path table) throws IOException {
    long newest = -1;
    for (FileStatus status : Listing.of(files, new Path(table, DELTA_LOG))) {
      Matcher version = VERSION.matcher(status.getPath().getName());
      newest = version.matches() ? Math.max(newest, Long.parseLong(version.group(1))) : newest;
    }
    return newest < 0 ? Optional.empty() : Optional.of(Long.toString(newest));
  }

  /** The snapshot of a table in Iceberg's format, given its directory. */
  static Optional<Snapshot> ofIceberg(SparkSession spark, String path, ReaderOptions options) {
    Optional<Snapshot> known = known(path, Snapshot.ICEBERG, options);
    return known.isPresent() || isAsked(options)
        ? known
        : newest(path, spark.read().format("iceberg").load(path + "#refs"));
  }

  private static Optional<Snapshot> newest(String name, Dataset<Row> refs) {
    return refs
        .where(functions.col("name").equalTo("main"))
        .select("snapshot_id")
        .takeAsList(1)
        .stream()
        .map(row -> new Snapshot(name, Snapshot.ICEBERG, Long.toString(row.getLong(0))))
        .findFirst();
  }

  /**
   * The snapshot of a table of a catalog, whatever its format; empty if that keeps no snapshots.
   */
  static Optional<Snapshot> ofTable(
      SparkSession spark, Configuration configuration, String name, ReaderOptions options) {
    Map<String, String> described = describe(spark, name);
    String own = "table:" + name;
    return switch (described.getOrDefault("Provider", "").toLowerCase(Locale.ROOT)) {
      case "delta" -> {
        Optional<Snapshot> known = known(own, Snapshot.DELTA, options);
        yield known.isPresent() || isAsked(options)
            ? known
            : ofDelta(configuration, described.get("Location"), ReaderOptions.NONE)
                .map(found -> new Snapshot(own, found.option(), found.id()));
      }
      case "iceberg" -> {
        Optional<Snapshot> known = known(own, Snapshot.ICEBERG, options);
        yield known.isPresent() || isAsked(options)
            ? known
            : newest(own, spark.read().table(name + ".refs"));
      }
      default -> Optional.empty();
    };
  }

  private static Map<String, String> describe(SparkSession spark, String name) {
    Map<String, String> described = new HashMap<>();
    for (Row row : spark.sql("DESCRIBE TABLE EXTENDED " + name).collectAsList()) {
      described.put(row.getString(0), row.getString(1));
    }
    return described;
  }

  /** The snapshot that the run began with, or that is requested by number. */
  private static Optional<Snapshot> known(String name, String option, ReaderOptions options) {
    Optional<Snapshot> pinned = options.pinOf(name);
    String asked = options.given().get(option);
    if (asked != null && !asked.matches("\\d{1,19}")) {
      throw BadInputException.at(name, "a number for " + option, BadInputException.quote(asked));
    }
    return pinned.isPresent() || asked == null
        ? pinned
        : Optional.of(new Snapshot(name, option, asked));
  }

  /** Whether the options give the state in another way, which also holds for a resumed run. */
  private static boolean isAsked(ReaderOptions options) {
    return ASKED.stream().anyMatch(options.given()::containsKey);
  }
}
