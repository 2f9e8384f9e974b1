package org.lockstep.spark.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.file.Model;
import org.lockstep.model.text.Text;
import org.lockstep.spark.ml.MlpClassificationModel;
import org.lockstep.spark.ml.MlpClassifier;
import org.lockstep.spark.ml.MlpRegressor;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.testing.Weights;

/** The command line and the estimators train the same models. */
@Tag("slow")
class TwoFacesTest {
  @TempDir private Path path;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2})
  void anEstimatorTrainsToTheBitsOfTrainOnTheSameRows(double validation) throws IOException {
    Folder folder = new Folder(path);
    String data = folder.insects("data.csv", 90);
    CommandResult.ofPlainTraining(
            data,
            folder.of("run"),
            "--epochs",
            "10",
            "--batch-size",
            "20",
            "--shards",
            "2",
            "--hidden",
            "7",
            "--optimizer",
            "adam",
            "--scale",
            "standard",
            "--validation-fraction",
            "" + validation,
            "--quiet")
        .done();
    Dataset<Row> rows =
        SparkForTests.session()
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .csv(data)
            .coalesce(1)
            .withColumn("place", monotonically_increasing_id());
    String label = rows.columns()[2];
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol(label)
            .setOutputCol("index")
            .setStringOrderType("alphabetAsc")
            .fit(rows)
            .transform(rows);
    Dataset<Row> vectors =
        new VectorAssembler()
            .setInputCols(new String[] {rows.columns()[0], rows.columns()[1]})
            .setOutputCol("features")
            .transform(indexed)
            .orderBy(rand(1))
            .repartition(5);

    MlpClassificationModel model =
        new MlpClassifier()
            .setLabelCol("index")
            .setInit("he")
            .setOrderCol("place")
            .setMaxIter(10)
            .setBatchSize(20)
            .setShards(2)
            .setHiddenLayers(7)
            .setSolver("adam")
            .setValidationFraction(validation)
            .fit(vectors);

    Model trained = Folder.read(folder.of("run"));
    assertThat(Weights.of(model.model())).isEqualTo(Weights.of(trained));
    assertThat(model.model().scaling().shift()).isEqualTo(trained.scaling().shift());
    assertThat(model.labels()).containsExactly("ant", "bee", "cricket");
  }

  @Test
  void aRegressorOfSeveralTargetsTrainsToTheBitsOfTrain() throws IOException {
    Folder folder = new Folder(path);
    String data = folder.sums("data.csv", 60);
    CommandResult.ofPlainTraining(
            data,
            folder.of("run"),
            "--target",
            "sum,difference",
            "--epochs",
            "5",
            "--batch-size",
            "20",
            "--shards",
            "3",
            "--scale",
            "standard",
            "--quiet")
        .done();
    Dataset<Row> rows =
        SparkForTests.session()
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .csv(data)
            .coalesce(1)
            .withColumn("place", monotonically_increasing_id())
            .withColumn("features", org.apache.spark.sql.functions.array(col("a"), col("b")));
    Model model =
        new MlpRegressor()
            .setLabelCols("sum", "difference")
            .setSolver("sgd")
            .setInit("he")
            .setOrderCol("place")
            .setMaxIter(5)
            .setBatchSize(20)
            .setShards(3)
            .fit(rows.orderBy(rand(2)))
            .model();
    assertThat(Weights.of(model)).isEqualTo(Weights.of(Folder.read(folder.of("run"))));
  }

  @Test
  void rawColumnsOfDatesAndWordsTrainToTheBitsOfTrain() throws IOException {
    Folder folder = new Folder(path);
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("joined,seen,message,town,price,label"));
    for (int i = 0; i < 150; i++) {
      LocalDateTime time =
          LocalDateTime.of(2024, 1, 31, 8, 30).plusMinutes(random.nextInt(1 << 20));
      lines.add(
          Text.format(
              "%s,%s %s,%s,%s,%s,%s",
              i % 11 == 0 ? "" : time.toLocalDate().toString(),
              time.toLocalDate(),
              time.toLocalTime(),
              i % 13 == 0 ? "" : "Word" + random.nextInt(300) + " free_word" + random.nextInt(300),
              random.nextBoolean() ? "Bern" : "Köln",
              i % 17 == 0 ? "" : Integer.toString(random.nextInt(90)),
              random.nextBoolean() ? 1 : 0));
    }
    String data = folder.file("messages.csv", lines.toArray(String[]::new));
    CommandResult.ofPlainTraining(
            data,
            folder.of("run"),
            "--target",
            "label",
            "--text",
            "message",
            "--epochs",
            "5",
            "--batch-size",
            "20",
            "--shards",
            "2",
            "--hidden",
            "7",
            "--optimizer",
            "adam",
            "--quiet")
        .done();
    Dataset<Row> rows =
        SparkForTests.session()
            .read()
            .option("header", "true")
            .csv(data)
            .coalesce(1)
            .withColumn("place", monotonically_increasing_id())
            .withColumn("price", col("price").cast("double"))
            .withColumn("label", col("label").cast("double"));
    Dataset<Row> typed = // one date stays text, as the CSV reader reads it
        rows.withColumn("joined", col("joined").cast("date"));
    MlpClassificationModel model =
        new MlpClassifier()
            .setInputCols("joined", "seen", "message", "town", "price")
            .setTextCols("message")
            .setHandleInvalid("keep")
            .setInit("he")
            .setOrderCol("place")
            .setMaxIter(5)
            .setBatchSize(20)
            .setShards(2)
            .setHiddenLayers(7)
            .setSolver("adam")
            .fit(typed.orderBy(rand(1)).repartition(3));
    Model trained = Folder.read(folder.of("run"));
    assertThat(trained.input().width()).isGreaterThan(200);
    assertThat(model.model().input()).isEqualTo(trained.input());
    assertThat(model.model().scaling()).usingRecursiveComparison().isEqualTo(trained.scaling());
    assertThat(Weights.of(model.model())).isEqualTo(Weights.of(trained));

    CommandResult.of(
            "predict",
            "--model",
            folder.of("run"),
            "--data",
            data,
            "--probabilities",
            "--output",
            folder.of("p.csv"))
        .done();
    List<Float> predicted =
        folder.lines("p.csv").stream()
            .skip(1)
            .map(line -> Float.parseFloat(line.substring(line.lastIndexOf(',') + 1)))
            .toList();
    List<Float> transformed =
        model
            .transform(typed.repartition(4))
            .orderBy("place")
            .select("probability")
            .collectAsList()
            .stream()
            .map(row -> (float) row.<Vector>getAs(0).apply(1))
            .toList();
    assertThat(transformed).isEqualTo(predicted);
  }

  @Test
  void theCommandLineAndSparkMlReadEachOthersModels() throws IOException {
    Folder folder = new Folder(path);
    String data = folder.insects("data.csv", 30);
    CommandResult.ofPlainTraining(data, folder.of("run"), "--epochs", "3", "--quiet").done();
    MlpClassificationModel loaded = MlpClassificationModel.load(folder.of("run"));
    assertThat(Weights.of(loaded.model())).isEqualTo(Weights.of(Folder.read(folder.of("run"))));
    loaded.save(folder.of("saved"));
    CommandResult.of("evaluate", "--model", folder.of("saved"), "--data", data).done();
    CommandResult.of(
            "predict",
            "--model",
            folder.of("saved"),
            "--data",
            data,
            "--output",
            folder.of("predictions.csv"))
        .done();
    assertThat(folder.lines("predictions.csv")).hasSize(31);
    CommandResult.of(
            "export",
            "--model",
            folder.of("saved"),
            "--to",
            "onnx",
            "--output",
            folder.of("model.onnx"))
        .done();
  }
}
