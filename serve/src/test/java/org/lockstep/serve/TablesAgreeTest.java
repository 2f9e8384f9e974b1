package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.predict.Scorer;
import org.lockstep.serve.Served.Reply;

/**
 * The page's way to a prediction agrees with the scorer's on every row of ten tables. That the
 * scorer agrees with {@code predict}, Spark ML and ONNX there is held where Spark is.
 */
@Timeout(300)
class TablesAgreeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS_AT_ONCE = 100;

  /** Of a column of texts in these tables; others are names. */
  private static final int MOST_CATEGORIES = 30;

  @ParameterizedTest
  @CsvSource({
    "Hdma, deny",
    "Chile, vote",
    "flchain, death",
    "Aids2, status",
    "nwtco, rel",
    "diamonds, price",
    "Computers, price",
    "Wages1, wage",
    "MedExp, med",
    "SLID, wages"
  })
  void onEveryRow(String table, String target) throws Exception {
    List<String[]> lines = lines(table);
    List<String> names = Arrays.asList(lines.get(0));
    List<String[]> rows = lines.subList(1, lines.size());
    List<Integer> features = new ArrayList<>();
    List<InputColumn> columns = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) { // the first counts the rows
      if (!names.get(i).equals(target)) {
        features.add(i);
        columns.add(column(names.get(i), rows, i));
      }
    }
    InputColumn targets = column(target, rows, names.indexOf(target));
    Model model =
        targets instanceof CategoryColumn
            ? Tables.model(
                columns,
                new TargetSchema(Task.BINARY, List.of(target), List.of("no", "yes")),
                new SigmoidCrossEntropy())
            : Tables.model(
                columns,
                new TargetSchema(Task.REGRESSION, List.of(target), List.of()),
                new LinearSquaredError());
    Scorer scorer = Scorer.of(model);
    int missing = 0;
    try (Served served = Served.of(model)) {
      for (int first = 0; first < rows.size(); first += ROWS_AT_ONCE) {
        List<Map<String, Object>> some = new ArrayList<>();
        for (String[] row : rows.subList(first, Math.min(rows.size(), first + ROWS_AT_ONCE))) {
          some.add(named(row, names, features, columns));
        }
        Reply reply = served.post(JSON.writeValueAsString(some));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        JsonNode answers = JSON.readTree(reply.body());
        assertThat(answers).hasSize(some.size());
        for (int i = 0; i < some.size(); i++) {
          JsonNode answer = answers.get(i);
          boolean isNumber = model.target().task() == Task.REGRESSION;
          JsonNode last = isNumber ? answer.get("prediction") : answer.get("probabilities").get(1);
          assertThat(Float.parseFloat(last.asText()))
              .as("row %d", first + i)
              .isEqualTo((float) scorer.outputs(some.get(i))[0]);
          assertThat(answer.get("unknown")).isEmpty();
          missing += answer.get("missing").size();
        }
      }
    }
    long empty =
        rows.stream()
            .mapToLong(row -> features.stream().filter(i -> row[i].equals("NA")).count())
            .sum();
    assertThat(missing).isEqualTo((int) empty);
    assertThat(rows).hasSizeGreaterThan(1000);
  }

  private static Map<String, Object> named(
      String[] row, List<String> names, List<Integer> features, List<InputColumn> columns) {
    Map<String, Object> named = new HashMap<>();
    for (int f = 0; f < features.size(); f++) {
      String text = row[features.get(f)];
      Object value = columns.get(f) instanceof CategoryColumn ? text : NumberColumn.value(text);
      named.put(names.get(features.get(f)), text.equals("NA") ? null : value);
    }
    return named;
  }

  /** Numbers with a fill, or categories. */
  private static InputColumn column(String name, List<String[]> rows, int i) {
    List<String> texts =
        rows.stream().map(row -> row[i]).filter(text -> !text.equals("NA")).distinct().toList();
    if (texts.stream().noneMatch(text -> Double.isNaN(NumberColumn.value(text)))) {
      return NumberColumn.of(name).filled(NumberColumn.value(texts.get(0)), true);
    }
    assertThat(texts).as(name).hasSizeLessThan(MOST_CATEGORIES);
    return new CategoryColumn(
        name, texts.stream().sorted().collect(Collectors.toList()), Form.ONE_HOT, true, true);
  }

  private static List<String[]> lines(String table) throws IOException {
    String data = System.getenv("LOCKSTEP_DATA");
    String message = "LOCKSTEP_DATA is not set: skipping a test of the page on tables";
    if (data == null) {
      System.err.println("WARNING: " + message);
    }
    assumeThat(data).as(message).isNotNull();
    List<String[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(data, "tables", table + ".csv"))) {
      String[] fields = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      for (int i = 0; i < fields.length; i++) {
        fields[i] = fields[i].replace("\"", "");
      }
      lines.add(fields);
    }
    return lines;
  }
}
