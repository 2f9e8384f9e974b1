package org.lockstep.spark.read.frame;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.Snapshot;

/** Tables, queries and databases: rows that we do not read from files. */
record FrameTables(
    SparkSession spark, Configuration configuration, Format format, ReadOptions options) {

  private static final String ORDER_NOTE =
      "the rows have no order of their own and are ordered by a hash of their content";

  private static final String HIVE = "org.apache.hadoop.hive.metastore.IMetaStoreClient";

  /** A source, and the snapshot of it that is read. */
  record Opened(FrameSource source, Optional<Snapshot> snapshot) {}

  Opened open() {
    String address = address();
    return switch (format) {
      case SQL -> of(spark.sql(address), Optional.empty());
      case JDBC -> of(jdbc(address), Optional.empty());
      case TABLE -> {
        Optional<Snapshot> snapshot =
            Snapshots.ofTable(spark, configuration, address, options.form().reader());
        yield of(reader(snapshot).table(address), snapshot);
      }
      case DELTA -> {
        ReaderPackage.DELTA.check(options.name());
        Optional<Snapshot> snapshot =
            Snapshots.ofDelta(configuration, address, options.form().reader());
        yield of(reader(snapshot).format("delta").load(address), snapshot);
      }
      case ICEBERG -> {
        ReaderPackage.ICEBERG.check(options.name());
        withoutHive(address);
        Optional<Snapshot> snapshot = Snapshots.ofIceberg(spark, address, options.form().reader());
        yield of(reader(snapshot).format("iceberg").load(address), snapshot);
      }
      default -> throw new IllegalArgumentException(Words.of(format));
    };
  }

  /** The path, without a prefix that only names the format. */
  private String address() {
    String scheme = Words.of(format) + ":";
    boolean isSaid = format != Format.JDBC && options.path().startsWith(scheme);
    return isSaid ? options.path().substring(scheme.length()).strip() : options.path();
  }

  private Opened of(Dataset<Row> data, Optional<Snapshot> snapshot) {
    List<String> notes = new ArrayList<>();
    snapshot.ifPresent(pin -> notes.add("read as of " + pin.option() + " " + pin.id()));
    notes.add(ORDER_NOTE);
    return new Opened(
        new FrameSource.Content(data, Source.ofTable(options.name()), notes), snapshot);
  }

  private DataFrameReader reader(Optional<Snapshot> snapshot) {
    DataFrameReader reader = spark.read().options(options.form().reader().given());
    return snapshot.isPresent()
        ? reader.option(snapshot.get().option(), snapshot.get().id())
        : reader;
  }

  private Dataset<Row> jdbc(String url) {
    Map<String, String> given = options.form().reader().given();
    if (!given.containsKey("dbtable") && !given.containsKey("query")) {
      throw BadInputException.at(
          options.name(),
          ReadingSettings.READ_OPTION + " dbtable=NAME or query=SELECT...",
          given.isEmpty() ? "none" : options.form().reader().names());
    }
    DataFrameReader reader = reader(Optional.empty()).format("jdbc").option("url", url);
    return (given.containsKey("driver") ? reader : withDriver(reader, url)).load();
  }

  /** Sets the driver, since Java's own list of drivers lacks those of {@code --jars}. */
  private static DataFrameReader withDriver(DataFrameReader reader, String url) {
    for (Driver driver :
        ServiceLoader.load(Driver.class, Thread.currentThread().getContextClassLoader())) {
      if (accepts(driver, url)) {
        return reader.option("driver", driver.getClass().getName());
      }
    }
    return reader;
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false; // Spark says what is wrong with the URL
    }
  }

  /**
   * Replaces Iceberg's default catalog, which it uses even for a path. The default is Hive's, which
   * can be missing; any other catalog will do.
   */
  private void withoutHive(String path) {
    String catalog = "spark.sql.catalog.default_iceberg";
    boolean isHive = spark.conf().get(catalog + ".type", "hive").equals("hive");
    if (isHive && !ReaderPackage.isThere(HIVE)) {
      spark.conf().set(catalog, "org.apache.iceberg.spark.SparkCatalog");
      spark.conf().set(catalog + ".type", "hadoop");
      spark.conf().set(catalog + ".warehouse", path);
    }
  }
}
