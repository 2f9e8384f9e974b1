package org.lockstep.spark.table;

import static org.apache.spark.sql.functions.struct;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.plans.logical.MapPartitions;
import org.apache.spark.sql.catalyst.plans.logical.SerializeFromObject;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * Rows in the internal form of Spark SQL. Iterating over them, and making a DataFrame of them
 * again, avoids the objects that make up a {@link Row}, for every column.
 */
public final class InternalRows {
  private static final String ALL = "all";
  private static final String GIVEN = "given";

  private InternalRows() {}

  /**
   * The rows of a DataFrame. What later jobs on them share, such as shuffles, is computed once. A
   * row is valid until {@code hasNext} is called again.
   */
  public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
    return classic(rows).queryExecution().toRdd().toJavaRDD();
  }

  /** Rows of this schema as a DataFrame. */
  public static Dataset<Row> dataset(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    return classic(spark).internalCreateDataFrame(rows.rdd(), schema, false);
  }

  /** Iterates over the rows of a partition and computes the values of new columns. */
  @FunctionalInterface
  public interface Adding extends Serializable {
    /**
     * Iterates lazily, as rows are requested.
     *
     * @param rows each valid until {@code hasNext} is called again
     * @return the rows that are kept: a copy of each, valid until {@code hasNext} is called again,
     *     and the new columns' values in Spark SQL's internal form
     */
    Iterator<Added> to(Iterator<InternalRow> rows);
  }

  /** A row, and the values of its new columns. */
  public static final class Added {
    private final InternalRow row;
    private final Object[] values;

    /** A row whose new columns are still empty. */
    public Added(InternalRow row, int columns) {
      this.row = row;
      this.values = new Object[columns];
    }

    /** The values of the new columns, for the caller to fill. */
    public Object[] values() {
      return values;
    }

    private Object whole() {
      Object[] all = new Object[1 + values.length];
      all[0] = row;
      System.arraycopy(values, 0, all, 1, values.length);
      return new GenericInternalRow(all);
    }
  }

  /**
   * Adds columns, lazily, also to a stream.
   *
   * @param schema of the rows, followed by the new columns; the columns' metadata is kept
   */
  public static Dataset<Row> withColumns(Dataset<Row> rows, StructType schema, Adding adding) {
    int given = rows.columns().length;
    StructType all = new StructType().add(GIVEN, numbered(rows.schema()), false);
    for (StructField field : Arrays.copyOfRange(schema.fields(), given, schema.size())) {
      all = all.add(name(all.size()), field.dataType(), true);
    }
    String[] names = IntStream.range(0, given).mapToObj(InternalRows::name).toArray(String[]::new);
    Dataset<Row> packed = // by number: two columns can have the same name
        rows.toDF(names)
            .select(struct(Stream.of(names).map(functions::col).toArray(Column[]::new)).as(ALL));
    AttributeReference attribute =
        new AttributeReference(
            ALL, all, false, Metadata.empty(), NamedExpression$.MODULE$.newExprId(), none());
    MapPartitions plan =
        new MapPartitions(
            new Function(adding), attribute, classic(packed).queryExecution().analyzed());
    List<NamedExpression> columns = new ArrayList<>();
    Expression rest = new GetStructField(attribute, 0, Option.empty());
    for (int i = 0; i < schema.size(); i++) {
      StructField field = schema.fields()[i];
      Expression value =
          i < given
              ? new GetStructField(rest, i, Option.empty())
              : new GetStructField(attribute, i - given + 1, Option.empty());
      columns.add(
          new Alias(
              value,
              field.name(),
              NamedExpression$.MODULE$.newExprId(),
              none(),
              Option.apply(field.metadata()),
              none()));
    }
    // No projection: what Spark pushes through one, such as a join, must not reach our rows.
    SerializeFromObject flat =
        new SerializeFromObject(CollectionConverters.asScala(columns).toSeq(), plan);
    return org.apache.spark.sql.classic.Dataset.ofRows(classic(rows.sparkSession()), flat);
  }

  private static String name(int column) {
    return "c" + column;
  }

  private static StructType numbered(StructType schema) {
    StructType numbered = new StructType();
    for (StructField field : schema.fields()) {
      numbered = numbered.add(name(numbered.size()), field.dataType(), field.nullable());
    }
    return numbered;
  }

  private static scala.collection.immutable.Seq<String> none() {
    return CollectionConverters.asScala(List.<String>of()).toSeq();
  }

  private static org.apache.spark.sql.classic.Dataset<Row> classic(Dataset<Row> rows) {
    return (org.apache.spark.sql.classic.Dataset<Row>) rows;
  }

  private static org.apache.spark.sql.classic.SparkSession classic(SparkSession spark) {
    return (org.apache.spark.sql.classic.SparkSession) spark;
  }

  /** The function that Spark calls, on rows of one struct each. */
  private static final class Function
      extends AbstractFunction1<
          scala.collection.Iterator<Object>, scala.collection.Iterator<Object>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Adding adding;

    Function(Adding adding) {
      this.adding = adding;
    }

    @Override
    public scala.collection.Iterator<Object> apply(scala.collection.Iterator<Object> rows) {
      Iterator<InternalRow> in = CollectionConverters.asJava(rows.map(row -> (InternalRow) row));
      return CollectionConverters.asScala(adding.to(in)).map(Added::whole);
    }
  }
}
