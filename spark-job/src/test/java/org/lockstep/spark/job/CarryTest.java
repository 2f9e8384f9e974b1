package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

/** What {@code predict} writes in addition to its predictions, and in which format. */
@Tag("slow")
class CarryTest {
  private static final SparkSession SPARK = SparkForTests.session();

  @TempDir private Path path;
  private Folder folder;
  private String line; // y = 2·x + 1
  private String sign; // "yes, sir" where x > 0

  @BeforeEach
  void makeModels() throws IOException {
    folder = new Folder(path);
    line =
        folder.model(
            "line.npz",
            new Model(
                NetworkSpec.perceptron(1, List.of(), new Relu(), 1, new LinearSquaredError(), true),
                new DoubleVector(new double[] {2, 1}),
                new InputSchema(List.of(InputColumn.number("x"))),
                new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
                Scaling.none(1)));
    sign =
        folder.model(
            "sign.npz",
            new Model(
                NetworkSpec.perceptron(
                    1, List.of(), new Relu(), 1, new SigmoidCrossEntropy(), true),
                new DoubleVector(new double[] {1, 0}),
                new InputSchema(List.of(InputColumn.number("x"))),
                new TargetSchema(Task.BINARY, List.of("y"), List.of("no", "yes, sir")),
                Scaling.none(1)));
  }

  private CommandResult predict(String model, String data, String output, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of("predict", "--model", model, "--data", data, "--output", folder.of(output)));
    args.addAll(List.of(options));
    return CommandResult.of(args.toArray(String[]::new));
  }

  private List<Row> parquet(String name) {
    return SPARK.read().parquet(folder.of(name)).collectAsList();
  }

  @Test
  void columnsOfCsvAreCarriedUnchangedAndQuotedOnlyIfNecessary() throws IOException {
    String data =
        folder.file(
            "people.csv",
            "id,name,x,note",
            "007,\"Doe, Jane\",1,",
            "8,\"Jim \"\"J\"\" Roe\",-1,NA",
            "9,Zoë,-2,plain");
    predict(sign, data, "p.csv", "--carry", "name,id", "--probabilities").done();
    assertThat(folder.lines("p.csv").get(0))
        .isEqualTo("name,id,prediction,probability_no,\"probability_yes, sir\"");
    assertThat(folder.lines("p.csv").subList(1, 4))
        .extracting(text -> text.replaceAll("(no|sir\"),0\\.\\d+.*", "$1"))
        .containsExactly(
            "\"Doe, Jane\",007,\"yes, sir\"", "\"Jim \"\"J\"\" Roe\",8,no", "Zoë,9,no");

    predict(line, data, "all.csv", "--carry", "all").done();
    assertThat(folder.lines("all.csv"))
        .containsExactly(
            "id,name,x,note,prediction",
            "007,\"Doe, Jane\",1,,3.0",
            "8,\"Jim \"\"J\"\" Roe\",-1,NA,-1.0",
            "9,Zoë,-2,plain,-3.0");
  }

  @Test
  void rowsKeepTheirOrderOverManyPartitions() throws IOException {
    List<String> rows = new ArrayList<>(List.of("x,id"));
    for (int i = 0; i < 500; i++) {
      rows.add(i + ",r" + i);
    }
    String data = folder.file("many.csv", rows.toArray(String[]::new));
    SPARK.conf().set("spark.sql.files.maxPartitionBytes", 300);
    try {
      predict(line, data, "p.csv", "--carry", "id,row").done();
    } finally {
      SPARK.conf().unset("spark.sql.files.maxPartitionBytes");
    }
    List<String> lines = folder.lines("p.csv");
    for (int i = 0; i < 500; i++) {
      assertThat(lines.get(i + 1)).isEqualTo("r" + i + "," + i + "," + (2.0 * i + 1));
    }
  }

  @Test
  void timesAreCarriedInUtcWhateverTheSessionsTimeZone() throws IOException {
    String data = folder.of("in.parquet");
    SPARK
        .sql("select timestamp '2024-01-31 12:30:00Z' at, 1.5D x")
        .coalesce(1)
        .write()
        .parquet(data);
    String zone = SPARK.conf().get("spark.sql.session.timeZone");
    try {
      SPARK.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
      predict(line, data, "p", "--carry", "at").done();
    } finally {
      SPARK.conf().set("spark.sql.session.timeZone", zone);
    }
    assertThat(folder.lines("p").get(1)).startsWith("2024-01-31 12:30:00,");
  }

  @Test
  void parquetKeepsNumbersBooleansAndDatesAndWritesTheRestAsText() throws IOException {
    String data = folder.of("in.parquet");
    SPARK
        .sql(
            "select cast(id as int) id, id * 10000000000 big, id / 4 part, id = 1 flag,"
                + " date_add(date '2024-01-31', cast(id as int)) day,"
                + " timestamp_ntz '2024-01-31 12:30:00' at, cast(id / 4 as decimal(9, 2)) price,"
                + " nullif(concat('n', id), 'n1') name, cast(id as double) x from range(3)")
        .coalesce(1)
        .write()
        .parquet(data);

    predict(line, data, "out.parquet", "--carry", "all").done();

    List<Row> rows = parquet("out.parquet");
    assertThat(rows.get(0).schema().fields())
        .extracting(StructField::name)
        .containsExactly(
            "id", "big", "part", "flag", "day", "at", "price", "name", "x", "prediction");
    assertThat(rows.get(0).schema().fields())
        .extracting(StructField::dataType)
        .containsExactly(
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.DoubleType,
            DataTypes.BooleanType,
            DataTypes.DateType,
            DataTypes.StringType,
            DataTypes.StringType,
            DataTypes.StringType,
            DataTypes.DoubleType,
            DataTypes.DoubleType);
    assertThat(rows.get(1).toString())
        .isEqualTo("[1,10000000000,0.25,true,2024-02-01,2024-01-31 12:30:00,0.25,null,1.0,3.0]");
    assertThat(rows.get(2).getString(7)).isEqualTo("n2");
  }

  @Test
  void theFormatFollowsTheNameUnlessAnOptionSetsIt() throws IOException {
    String data = folder.file("x.csv", "x,id", "1,a", "2,b");
    predict(sign, data, "p", "--output-format", "parquet", "--carry", "id").done();
    assertThat(parquet("p"))
        .extracting(Row::toString)
        .containsExactly("[a,yes, sir]", "[b,yes, sir]");
    predict(line, data, "p.parquet", "--output-format", "csv").done();
    assertThat(folder.lines("p.parquet")).containsExactly("prediction", "3.0", "5.0");
  }

  @Test
  void carryAllLeavesOutArraysWithANote() throws IOException {
    String data = folder.of("in.parquet");
    SPARK.sql("select 'a' id, array(1, 2) tags, 1.5D x").coalesce(1).write().parquet(data);
    assertThat(predict(line, data, "p.csv", "--carry", "all").done().lines())
        .contains("Note      not carried: column tags, neither numbers nor text nor times");
    assertThat(folder.lines("p.csv")).containsExactly("id,x,prediction", "a,1.5,4.0");
    assertThat(predict(line, data, "q.csv", "--carry", "tags").complaint(3))
        .isEqualTo(
            "[" + data + "] expected numbers, text or times in column 'tags' but found array<int>");
  }

  @Test
  void rowsWithoutColumnsAreCarriedByNumberAndPlace() throws IOException {
    String data = folder.file("rows.libsvm", "0 1:1", "0 1:2");
    predict(line, data, "p.csv", "--carry", "row,place").done();
    assertThat(folder.lines("p.csv"))
        .containsExactly("row,place,prediction", "0," + data + ":1,3.0", "1," + data + ":2,5.0");
    predict(line, data, "all.csv", "--carry", "all").done();
    assertThat(folder.lines("all.csv").get(2)).isEqualTo(data + ":2,5.0");
    assertThat(predict(line, data, "q.csv", "--carry", "id").complaint(3))
        .isEqualTo(
            "["
                + data
                + "] expected --carry row or place for LibSVM files, which have no columns but"
                + " found 'id'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nam | :1] expected a column for --carry 'nam' but found columns x, name, prediction; the"
            + " nearest is 'name'",
        "all | ] expected columns to carry other than 'prediction' but found one of that name; name"
            + " only others in --carry",
      })
  void columnsThatCannotBeCarriedAreNamedAndNothingIsWritten(String carry, String message)
      throws IOException {
    String data = folder.file("x.csv", "x,name,prediction", "1,a,2");
    assertThat(predict(line, data, "p.csv", "--carry", carry).complaint(3))
        .isEqualTo("[" + data + message);
    assertThat(folder.names()).containsExactly("line.npz", "sign.npz", "x.csv");
  }

  @Test
  void kaggleAllowsOnlyItsTwoColumns() throws IOException {
    String data = folder.file("x.csv", "x", "1");
    assertThat(predict(line, data, "p.csv", "--kaggle", "--carry", "x").mistake(2))
        .isEqualTo("[--kaggle] expected --kaggle or --carry but found both");
    assertThat(predict(line, data, "p.parquet", "--kaggle").mistake(2))
        .isEqualTo("[--kaggle] expected CSV to write but found Parquet");
    assertThat(predict(line, data, "p.csv", "--output-format", "xlsx").mistake(2))
        .isEqualTo("[--output-format] expected one of csv, parquet but found 'xlsx'");
  }
}
