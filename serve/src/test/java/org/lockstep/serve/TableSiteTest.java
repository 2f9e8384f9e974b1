package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.predict.LabelPrediction;
import org.lockstep.model.predict.Scorer;
import org.lockstep.serve.Served.Reply;

/** What the server of a model of a table answers. */
@Timeout(60)
class TableSiteTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Model MODEL = Tables.people();

  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = Served.of(MODEL);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static Map<String, Object> row() {
    Map<String, Object> row = new HashMap<>();
    row.put("age", 30);
    row.put("price", 2.5);
    row.put("town", "Zürich");
    row.put("size", "L");
    row.put("joined", "31.01.2024");
    row.put("message", "Win a free, FREE prize");
    return row;
  }

  private static Reply ask(Served of, Object rows) throws IOException {
    return of.post(JSON.writeValueAsString(rows));
  }

  private static Map<String, Object> with(String column, Object value) {
    Map<String, Object> row = row();
    row.put(column, value);
    return row;
  }

  private static JsonNode answer(Map<String, Object> row) throws IOException {
    Reply reply = ask(served, row);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    JsonNode answer = JSON.readTree(reply.body());
    double expected = Scorer.of(MODEL).outputs(row)[0];
    assertThat(Float.parseFloat(answer.get("probabilities").get(1).asText()))
        .isEqualTo((float) expected);
    return answer;
  }

  @Test
  void aRowIsAnsweredAsByTheScorer() throws IOException {
    JsonNode answer = answer(row());
    assertThat(answer.get("prediction").textValue())
        .isEqualTo(Scorer.of(MODEL).classify(row()).label());
    assertThat(answer.get("missing")).isEmpty();
    assertThat(answer.get("unknown")).isEmpty();
    assertThat(answer(with("message", "dear")).get("probabilities"))
        .isNotEqualTo(answer.get("probabilities"));
  }

  @Test
  void whatIsMissingOrUnknownIsSaid() throws IOException {
    Map<String, Object> row = with("age", null);
    row.put("town", "Genf");
    row.put("size", "");
    row.put("joined", "2024-01-31"); // another form than that of training
    row.put("message", null);
    row.put("column of nobody", List.of(1, List.of(2)));
    JsonNode answer = answer(row);
    assertThat(answer.get("missing"))
        .extracting(JsonNode::textValue)
        .containsExactly("age", "size", "message");
    assertThat(answer.get("unknown"))
        .extracting(JsonNode::textValue)
        .containsExactly("town", "joined");
  }

  @Test
  void datesOfEightDigitsMayBeNumbers() throws Exception {
    DateColumn day =
        DateColumn.of("day", DateForm.COMPACT, DateUnit.DAY, List.of(DatePart.DAYS), 19_000);
    Model model =
        Tables.model(
            List.of(day),
            new TargetSchema(Task.BINARY, List.of("stays"), List.of("no", "yes")),
            new SigmoidCrossEntropy());
    try (Served compact = Served.of(model)) {
      Reply text = ask(compact, Map.of("day", "20240131"));
      assertThat(text.status()).as(text.body()).isEqualTo(200);
      assertThat(ask(compact, Map.of("day", 20240131)).body()).isEqualTo(text.body());
      assertThat(ask(compact, Map.of("day", 20241331)).body())
          .contains(
              "expected a date as column 'day' in row 1, in the format used in training, but"
                  + " found '20241331'");
    }
  }

  @Test
  void severalRowsAreAnsweredInTheirOrder() throws IOException {
    Reply reply = ask(served, List.of(row(), with("age", null), row()));
    JsonNode answers = JSON.readTree(reply.body());
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0)).isEqualTo(answer(row())).isEqualTo(answers.get(2));
    assertThat(answers.get(1)).isEqualTo(answer(with("age", null)));
    assertThat(ask(served, List.of()).body()).isEqualTo("[]");
  }

  @Test
  void aNumberIsInTheUnitOfTheTargetAndSeveralAreAnArray() throws Exception {
    try (Served one = Served.of(Tables.numbers("price"));
        Served two = Served.of(Tables.numbers("price", "rent"))) {
      JsonNode answer = JSON.readTree(ask(one, row()).body());
      assertThat(Float.parseFloat(answer.get("prediction").asText()))
          .isEqualTo((float) Scorer.of(Tables.numbers("price")).outputs(row())[0]);
      assertThat(answer.has("probabilities")).isFalse();
      assertThat(JSON.readTree(ask(two, row()).body()).get("prediction")).hasSize(2);
    }
  }

  @Test
  void labelsAreAnsweredByTheirNamesAsByTheScorer() throws Exception {
    String[] names = {"stays", "3", "__proto__", "says \"<b>\""};
    int beyond = 0;
    for (OutputLoss loss : List.of(new SigmoidCrossEntropy(), new LinearSquaredError())) {
      Model model = Tables.labels(loss, names);
      try (Served labels = Served.of(model)) {
        assertThat(labels.get("/api/model").body())
            .contains("\"task\":\"multi-label\",\"targets\":[\"stays\",\"3\",")
            .contains("\"classes\":[]");
        JsonNode answers =
            JSON.readTree(ask(labels, List.of(row(), with("age", 90), with("age", 1))).body());
        assertThat(answers).hasSize(3);
        for (int i = 0; i < 3; i++) {
          JsonNode answer = answers.get(i);
          Map<String, Object> row = with("age", new int[] {30, 90, 1}[i]);
          LabelPrediction expected = Scorer.of(model).labels(row);
          assertThat(answer.get("prediction").fieldNames())
              .toIterable()
              .containsExactly(names)
              .isEqualTo(List.copyOf(expected.names()));
          for (int j = 0; j < names.length; j++) {
            double p = expected.probabilities().get(j);
            assertThat(answer.get("prediction").get(names[j]).booleanValue()).isEqualTo(p > 0.5);
            assertThat(Float.parseFloat(answer.get("probabilities").get(names[j]).asText()))
                .isEqualTo((float) p);
            beyond += p == 0 || p == 1 ? 1 : 0;
          }
          assertThat(answer.get("probabilities")).hasSize(names.length);
          assertThat(answer.get("missing")).isEmpty();
        }
      }
    }
    assertThat(beyond).as("probabilities of outputs beyond 0 and 1").isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5 | expected {\"column\": value, ...}, or an array of such rows",
        "[[]] | expected {\"column\": value, ...}, or an array of such rows",
        "{} {} | expected a value of column 'age' in row 1, or null where it is missing",
        "{\"age\": | expected valid JSON",
        "{\"age\": \"secret\"} | expected a number as column 'age' in row 1 but found 'secret'",
        "{\"age\": [1]} | expected a number or a text as column 'age' in row 1",
        "{\"age\": 1e99} | expected a number within the range of a float as column 'age' in row 1"
            + " but found '1e99'",
        "{\"joined\": 5} | expected a text as column 'joined' in row 1 but found '5'",
        "{\"message\": true} | expected a text as column 'message' in row 1 but found 'true'",
        "{\"age\": 1, \"price\": null, \"town\": \"\", \"size\": \"\", \"joined\": \"\","
            + " \"message\": \"\"} | expected a value of column 'price' in row 1, which is never"
            + " missing in training",
      })
  void whatIsNoRowIsRefusedInALineThatNamesTheValueFound(String body, String message)
      throws IOException {
    Reply reply = served.post(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(JSON.readTree(reply.body()).get("error").textValue()).isEqualTo(message);
  }

  @Test
  void aRefusedValueIsShownShortAndOnOneLine() throws IOException {
    String value = "<b>\\u001b[31m\\n" + "x".repeat(10_000);
    String message =
        JSON.readTree(served.post("{\"age\": \"" + value + "\"}").body()).get("error").textValue();
    assertThat(message)
        .startsWith(
            "expected a number as column 'age' in row 1 but found '<b>\\u001b[31m\\u000axxx")
        .hasSizeLessThan(150);
  }

  @Test
  void aRefusalNamesColumnAndRowInChineseToo() throws IOException {
    assertThat(served.post("[{\"age\": \"old\"}]", "Accept-Language: zh").body())
        .isEqualTo("{\"error\":\"第 1 行的列 'age' 应为数值，实际为 'old'\"}");
  }

  @Test
  void thereIsAnEndOfRows() throws Exception {
    Reply reply = served.post("[" + "{\"a\":1},".repeat(TableRows.MOST_ROWS + 1) + "{}]");
    assertThat(reply.status()).isEqualTo(400);
    Model small =
        Tables.model(
            List.of(NumberColumn.of("x")),
            new TargetSchema(Task.REGRESSION, List.of("y"), List.of()),
            new LinearSquaredError());
    try (Served other = Served.of(small)) {
      String rows = "{\"x\":1},".repeat(TableRows.MOST_ROWS - 1) + "{\"x\":2}";
      assertThat(JSON.readTree(other.post("[" + rows + "]").body())).hasSize(TableRows.MOST_ROWS);
      assertThat(other.post("[" + rows + ",{\"x\":3}]").body())
          .isEqualTo("{\"error\":\"expected at most 1000 rows\"}");
      assertThat(other.get("/api/model").body()).contains("\"classes\":[]");
    }
  }

  @Test
  void anAnswerThatIsNoNumberIsNone() throws Exception {
    Model model = Tables.numbers("price");
    FlatVector huge = FlatVector.zeros(Precision.FLOAT, model.parameters().length());
    for (int i = 0; i < huge.length(); i++) {
      huge.set(i, 3e38);
    }
    Model overflowing =
        new Model(model.network(), huge, model.input(), model.target(), model.scaling());
    try (Served other = Served.of(overflowing)) {
      Reply reply = ask(other, List.of(with("age", 1e9)));
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.body())
          .isEqualTo(
              "{\"error\":\"expected finite outputs of the model, but its sums overflow for row"
                  + " 1\"}");
    }
  }

  @Test
  void theModelSaysWhatTheFormAsks() throws IOException {
    assertThat(served.get("/api/model").body())
        .isEqualTo(
            "{\"network\":\"14-5-1\",\"task\":\"binary\",\"targets\":[\"stays\"],\"classes\":[\"no\",\"yes\"],"
                + "\"normalised\":true,\"columns\":["
                + "{\"name\":\"age\",\"kind\":\"number\",\"mayMiss\":true,\"typical\":\"41.5\","
                + "\"categories\":[]},"
                + "{\"name\":\"price\",\"kind\":\"number\",\"mayMiss\":false,\"typical\":\"3.25\","
                + "\"categories\":[]},"
                + "{\"name\":\"town\",\"kind\":\"category\",\"mayMiss\":true,\"typical\":\"Bern\","
                + "\"categories\":[\"Bern\",\"<b>\",\"Zürich\"]},"
                + "{\"name\":\"size\",\"kind\":\"category\",\"mayMiss\":true,\"typical\":\"S\","
                + "\"categories\":[\"S\",\"M\",\"L\"]},"
                + "{\"name\":\"joined\",\"kind\":\"date\",\"mayMiss\":true,"
                + "\"typical\":\"2022-04-18\",\"form\":\"DD.MM.YYYY\",\"categories\":[]},"
                + "{\"name\":\"message\",\"kind\":\"text\",\"mayMiss\":true,\"categories\":[]}]}");
  }

  @Test
  void thePageIsThatOfTables() throws IOException {
    for (String path :
        List.of("/", "/table.js", "/fields.js", "/bars.js", "/trouble.js", "/texts.json")) {
      assertThat(served.get(path).status()).as(path).isEqualTo(200);
      assertThat(served.get(path).body()).as(path).doesNotContain("http:", "https:", "url(");
    }
    assertThat(served.get("/").body()).contains("Fill in a row");
    assertThat(served.get("/ink.js").status()).isEqualTo(404);
  }
}
