package org.lockstep.spark.read.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.lines;
import static org.lockstep.spark.read.Reading.messageOf;
import static org.lockstep.spark.read.Reading.read;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.read.Reading;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReaderOptions;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.SparkForTests;

/** Rows without an inherent order: tables, queries, databases. */
class FrameTablesTest {
  private final SparkSession spark = SparkForTests.session();

  private static ReadOptions with(String path, Map<String, String> options) {
    return ReadOptions.of(path).withReader(new ReaderOptions(options, List.of()));
  }

  @Test
  void theSameRowsGetTheSameOrderWhateverTheirPartitions() {
    spark
        .range(0, 3000)
        .selectExpr(
            "id % 700 x", "if(id % 5 = 0, null, id % 3) y", "concat('c', id % 4) z", "id % 2 label")
        .createOrReplaceTempView("rows_in_order");
    spark
        .table("rows_in_order")
        .orderBy(functions.rand(7))
        .repartition(17)
        .createOrReplaceTempView("rows_out_of_order");

    Table first = read("table:rows_in_order");

    assertThat(first.count()).isEqualTo(3000);
    assertThat(lines(read("table:rows_out_of_order"))).isEqualTo(lines(first));
    assertThat(lines(read("sql:select z, y, x, label from rows_out_of_order where true")))
        .hasSize(3000)
        .isNotEqualTo(lines(first)); // another order of columns gives another hash
    assertThat(lines(read("sql:select * from rows_out_of_order distribute by x")))
        .isEqualTo(lines(first));
    assertThat(Reading.notes(first))
        .contains("the rows have no order of their own and are ordered by a hash of their content");
    assertThat(first.files()).isEmpty();
    assertThat(first.places().placeOf(17)).isEqualTo("table:rows_in_order");
  }

  @Test
  void catalogTablesAreReadByPrefixOrByFormat() {
    spark.sql("create database if not exists sales");
    spark.range(0, 20).selectExpr("id x", "id % 2 label").write().saveAsTable("sales.churn");
    try {
      assertThat(read("table:sales.churn").count()).isEqualTo(20);
      assertThat(read(Reading.format("sales.churn", Format.TABLE)).count()).isEqualTo(20);
      assertThat(read(Reading.format("select x, label from sales.churn", Format.SQL)).count())
          .isEqualTo(20);
    } finally {
      spark.sql("drop database sales cascade");
    }
  }

  @Test
  void mistakesGiveAOneLineMessage() {
    assertThat(messageOf(ReadOptions.of("table:no_such_table")))
        .startsWith("[table:no_such_table] expected a table that Spark knows but found ")
        .contains("no_such_table");
    assertThat(messageOf(ReadOptions.of("sql:selekt 1")))
        .startsWith("[sql:selekt 1] expected a query that Spark can run but found ")
        .doesNotContain("\n");
    assertThat(messageOf(ReadOptions.of("sql:select 1 x where false")))
        .isEqualTo(
            "[sql:select 1 x where false] expected a target column 'label' but found column x");
    assertThat(messageOf(Reading.format("sql:select 1", Format.CSV)))
        .isEqualTo("[format] expected sql, as sql:select 1 says but found csv");
    assertThat(messageOf(Reading.weight("sql:select 1 x, 2 label, -1 w", "w")))
        .isEqualTo(
            "[sql:select 1 x, 2 label, -1 w] expected a weight of at least 0 in column 'w' but"
                + " found '-1'");
  }

  @Test
  void aDatabaseTableIsReadAndItsPasswordMasked() throws SQLException {
    String url = "jdbc:h2:mem:sales;DB_CLOSE_DELAY=-1;USER=sa;PASSWORD=xyzzy";
    try (Connection open = DriverManager.getConnection(url)) {
      open.createStatement()
          .execute("create table churn as select x, mod(x, 2) \"label\" from system_range(1, 50)");
      assertThat(read(with(url, Map.of("dbtable", "churn", "pushDownLimit", "false"))).count())
          .isEqualTo(50);
      ReadOptions query = with(url, Map.of("query", "select x, \"label\" from churn where x < 11"));
      assertThat(read(query).count()).isEqualTo(10);
      assertThat(messageOf(ReadOptions.of(url)))
          .isEqualTo(
              "[jdbc:h2:mem:sales;DB_CLOSE_DELAY=-1;USER=sa;PASSWORD=***] expected read-option"
                  + " dbtable=NAME or query=SELECT... but found none");
      assertThat(messageOf(with(url.replace("xyzzy", "plugh"), Map.of("dbtable", "churn"))))
          .startsWith("[jdbc:h2:mem:sales;DB_CLOSE_DELAY=-1;USER=sa;PASSWORD=***] expected a")
          .doesNotContain("plugh");
      open.createStatement().execute("shutdown");
    }
    assertThat(messageOf(with("jdbc:nosuchdb://host/x", Map.of("dbtable", "t"))))
        .isEqualTo(
            "[jdbc:nosuchdb://host/x] expected the database's driver (--jars FILE before the"
                + " command) but found none for it");
  }

  @Test
  void missingPackagesAreNamed() {
    ClassLoader none = ClassLoader.getPlatformClassLoader();
    for (ReaderPackage wanted : ReaderPackage.values()) {
      assertThat(Reading.message(() -> wanted.check("x", none)))
          .startsWith("[x] expected the Spark package that reads it (--packages ")
          .contains(
              switch (wanted) {
                case AVRO -> "org.apache.spark:spark-avro_2.13:4.0";
                case DELTA -> "io.delta:delta-spark_2.13:4.0.0 before the command";
                case ICEBERG -> "org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.10.0";
              })
          .endsWith(" but found none on the class path");
    }
  }
}
