package org.lockstep.spark.documents;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** The files of the examples that only Spark can write, and the views of those in SQL. */
final class ExampleTables {
  private ExampleTables() {}

  /** Writes them into the current directory. */
  static void write(SparkSession spark) {
    Dataset<Row> churn = read(spark, "churn.csv").selectExpr("age", "town as plan", "churned");
    churn.write().format("delta").save("lake/sales");
    churn.write().parquet("lake/users");
    Dataset<Row> houses = read(spark, "train.csv");
    houses.write().parquet("hdfs/houses.parquet");
    Dataset<Row> labelled = houses.withColumnRenamed("species", "label");
    labelled.write().parquet("hdfs/data/train.parquet");
    labelled.write().parquet("s3a/data/train.parquet");
    churn
        .write()
        .mode(SaveMode.Overwrite)
        .format("jdbc")
        .options(
            Map.of(
                "url",
                "jdbc:h2:./db",
                "dbtable",
                "users",
                "user",
                ExampleFiles.USER,
                "password",
                ExampleFiles.PASSWORD))
        .save();
  }

  /** The tables that the examples of SQL name, and that those of Java take. */
  static void showViews(SparkSession spark) {
    read(spark, "iris-by-name.csv")
        .selectExpr("*", "array(petal_length, petal_width, sepal_length, sepal_width) as features")
        .createOrReplaceTempView("flowers");
    read(spark, "churn.csv")
        .selectExpr("*", "customer_id as id")
        .createOrReplaceTempView("customers");
  }

  private static Dataset<Row> read(SparkSession spark, String file) {
    return spark.read().option("header", true).option("inferSchema", true).csv(file);
  }
}
