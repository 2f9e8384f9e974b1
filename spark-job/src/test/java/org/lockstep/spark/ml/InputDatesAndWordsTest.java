package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.SparkForTests;

/** Raw columns of a DataFrame that hold dates, or text whose words are features. */
@Tag("slow")
class InputDatesAndWordsTest {
  private static final String[] INPUTS = {"joined", "seen", "due", "message", "age"};

  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("joined", DataTypes.DateType)
          .add("seen", DataTypes.TimestampType)
          .add("due", DataTypes.StringType)
          .add("message", DataTypes.StringType)
          .add("age", DataTypes.IntegerType)
          .add("label", DataTypes.DoubleType);

  private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

  @TempDir private Path directory;

  /**
   * Messages whose words decide the class. Every seventh date and every ninth message is missing.
   */
  private static Dataset<Row> messages(int rows) {
    Random random = new Random(5);
    List<Row> list = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      LocalDate day = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(700));
      boolean isSpam = random.nextBoolean();
      list.add(
          RowFactory.create(
              (long) i,
              i % 7 == 0 ? null : Date.valueOf(day),
              Timestamp.from(NOON.plusSeconds(97L * i)),
              Text.format("%02d.%02d.%d", day.getDayOfMonth(), day.getMonthValue(), day.getYear()),
              i % 9 == 0
                  ? (i % 2 == 0 ? null : "")
                  : (isSpam ? "FREE prize" : "Dear friend") + ", word" + random.nextInt(20),
              20 + random.nextInt(50),
              isSpam ? 1.0 : 0.0));
    }
    return SparkForTests.session().createDataFrame(list, SCHEMA);
  }

  private static MlpClassifier classifier() {
    return Frames.classifier()
        .setInputCols(INPUTS)
        .setTextCols("message")
        .setHandleInvalid("keep")
        .setSolver("adam")
        .setStepSize(0.01)
        .setMaxIter(30);
  }

  private static List<Row> predictions(Dataset<Row> scored) {
    return scored.orderBy("id").select("id", "prediction", "probability").collectAsList();
  }

  @Test
  void datesAndWordsAreTrainedOnAndScored() {
    Dataset<Row> messages = messages(300);
    MlpClassificationModel model = classifier().fit(messages);
    List<InputColumn> columns = model.model().input().columns();
    DateColumn joined = (DateColumn) columns.get(0);
    DateColumn seen = (DateColumn) columns.get(1);
    DateColumn due = (DateColumn) columns.get(2);
    TextColumn words = (TextColumn) columns.get(3);
    assertThat(joined.unit()).isEqualTo(DateUnit.DAY);
    assertThat(joined.indicator()).isTrue();
    assertThat(seen.unit()).isEqualTo(DateUnit.SECOND);
    assertThat(due.form()).isEqualTo(DateForm.DAY_FIRST);
    assertThat(words.terms()).contains("free", "prize", "dear", "friend", "word7");
    Dataset<Row> withWords = model.transform(messages).filter(col("message").contains("r"));
    assertThat(Frames.accuracy(withWords)).isGreaterThan(0.99);
  }

  @Test
  void theSameRowsInAnyPartitionsGiveTheSameBits() {
    Dataset<Row> messages = messages(120);
    MlpClassifier mlp = classifier().setMaxIter(3);
    assertThat(Frames.bits(mlp.fit(messages.repartition(5, col("age")))))
        .isEqualTo(Frames.bits(mlp.fit(messages.coalesce(1))));
  }

  @Test
  void aSavedModelAndTheScorerPredictTheSame() throws Exception {
    Dataset<Row> messages = messages(100);
    MlpClassificationModel model = classifier().setMaxIter(3).fit(messages);
    String file = directory.resolve("model").toString();
    model.write().save(file);
    MlpClassificationModel loaded = MlpClassificationModel.load(file);
    assertThat(predictions(loaded.transform(messages)))
        .isEqualTo(predictions(model.transform(messages)));
    Scorer scorer = Scorer.of(model.model());
    Row first =
        model.transform(messages.filter("id = 1")).select("probability", "message", "due").first();
    assertThat(
            scorer
                .classify(
                    Map.of(
                        "joined", messages.filter("id = 1").first().getDate(1).toLocalDate(),
                        "seen", NOON.plusSeconds(97),
                        "due", first.getString(2),
                        "message", first.getString(1),
                        "age", messages.filter("id = 1").first().getInt(5)))
                .probabilities()
                .get(1))
        .isCloseTo(first.<Vector>getAs(0).apply(1), org.assertj.core.api.Assertions.within(1e-6));
    MlpClassifier mlp = classifier();
    mlp.write().save(directory.resolve("estimator").toString());
    assertThat(MlpClassifier.load(directory.resolve("estimator").toString()).getTextCols())
        .containsExactly("message");
  }

  @Test
  void datesAsTextPredictTheSameAsDates() {
    Dataset<Row> messages = messages(100);
    MlpClassificationModel model = classifier().setMaxIter(3).fit(messages);
    Dataset<Row> texts =
        messages
            .withColumn("joined", col("joined").cast("string"))
            .withColumn("due", org.apache.spark.sql.functions.to_date(col("due"), "dd.MM.yyyy"));
    assertThat(predictions(model.transform(texts)))
        .isEqualTo(predictions(model.transform(messages)));
    assertThat(Frames.bits(classifier().setMaxIter(3).fit(texts)))
        .hasSameSizeAs(Frames.bits(model));
  }

  @Test
  void hashedWordsNeedNoVocabulary() {
    Dataset<Row> messages = messages(200);
    MlpClassificationModel model =
        classifier().setTextKind("hashing").setTextFeatures(64).fit(messages);
    TextColumn words = (TextColumn) model.model().input().columns().get(3);
    assertThat(words.kind()).isEqualTo(TextColumn.Kind.HASHING);
    assertThat(words.width()).isEqualTo(64);
    Dataset<Row> withWords = model.transform(messages).filter(col("message").contains("r"));
    assertThat(Frames.accuracy(withWords)).isGreaterThan(0.95);
  }

  @Test
  void missingValuesAreAnErrorOrSkippedAsSet() {
    Dataset<Row> messages = messages(63);
    assertThatThrownBy(() -> classifier().setHandleInvalid("error").fit(messages))
        .hasMessageMatching(
            "\\[inputCols\\] expected finite values but found null in column (joined|message);"
                + " handleInvalid keep fills missing values");
    Dataset<Row> whole = messages.filter("joined is not null and message != ''");
    MlpClassifier mlp = classifier().setHandleInvalid("skip").setMaxIter(3);
    MlpClassificationModel model = mlp.fit(whole);
    assertThat(model.transform(messages).count()).isEqualTo(whole.count()).isLessThan(63);
    MlpClassificationModel strict = classifier().setHandleInvalid("error").setMaxIter(2).fit(whole);
    assertThatThrownBy(() -> strict.transform(messages).collectAsList())
        .rootCause()
        .hasMessageMatching(
            "\\[column (joined|message)\\] expected a value but found null; handleInvalid keep"
                + " fills missing values");
  }

  @Test
  void ambiguousDatesAreCategoriesAndThatIsLogged() {
    Dataset<Row> messages =
        messages(40)
            .withColumn(
                "due",
                org.apache.spark.sql.functions.concat(
                    lit("0"), col("id").mod(8).plus(1), lit("/03/2024")));
    try (LogOf log = new LogOf()) {
      MlpClassificationModel model = classifier().setMaxIter(1).fit(messages);
      assertThat(model.model().input().columns().get(2).featureNames()).contains("due=01/03/2024");
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.endsWith(
                      ": due holds dates that do not tell day from month: they are read as"
                          + " categories"));
    }
  }

  @Test
  void unsuitableColumnsAreRefusedBeforeAnythingRuns() {
    Dataset<Row> messages = messages(30);
    assertThatThrownBy(() -> classifier().setTextCols("label").fit(messages))
        .hasMessage("[textCols] expected columns of inputCols but found 'label'");
    assertThatThrownBy(() -> classifier().setTextCols("age").fit(messages))
        .hasMessageContaining("[textCols] expected columns of texts but found 'age'");
    assertThatThrownBy(
            () -> classifier().fit(messages.withColumn("message", lit("a b c")))) // words too short
        .hasMessage("[column message] expected words but found none");
    MlpClassificationModel model = classifier().setMaxIter(1).fit(messages);
    assertThatThrownBy(() -> model.transform(messages.withColumn("message", lit(5))))
        .hasMessageContaining(
            "[inputCols] expected a column of texts, as in training, but found 'message'");
    assertThatThrownBy(() -> model.transform(messages.withColumn("joined", lit(5))))
        .hasMessageContaining(
            "[inputCols] expected a column of dates, as in training, but found 'joined'");
    assertThatThrownBy(() -> model.transform(messages.withColumn("age", col("joined"))))
        .hasMessageContaining(
            "[inputCols] expected a column of numbers or texts, as in training, but found 'age'");
  }
}
