package org.lockstep.spark.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Task;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.text.Text;
import org.lockstep.spark.ml.MlpClassificationModel;
import org.lockstep.spark.ml.MlpRegressionModel;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.RealData;
import org.lockstep.spark.testing.SparkForTests;

/**
 * Four ways to predict with a model of a table agree on every row: {@code predict} on the file,
 * {@code transform} and the scorer on raw columns, and ONNX. The tests of the page compare it, the
 * fifth way, with the scorer.
 */
@Tag("slow")
class WaysOfPredictingTest {
  @TempDir private Path path;

  /** The rows' probabilities or predictions, computed in one of the ways. */
  private record Way(String name, List<String> labels, List<double[]> numbers) {
    Way(String name) {
      this(name, new ArrayList<>(), new ArrayList<>());
    }
  }

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
  void allWaysAgreeOnEveryRow(String table, String target) throws IOException, OrtException {
    assertAgreed(RealData.path("tables/" + table + ".csv"), target, 1000);
  }

  @Test
  void allWaysAgreeOnDatesAndWords() throws IOException, OrtException {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of("joined,seen,message,town,price,kind"));
    for (int i = 0; i < 400; i++) {
      LocalDateTime time = LocalDateTime.of(2023, 11, 5, 0, 0).plusMinutes(random.nextInt(1 << 19));
      lines.add(
          Text.format(
              "%s,%s %s,%s,%s,%d,%s",
              i % 11 == 0 ? "NA" : time.toLocalDate(),
              time.toLocalDate(),
              time.toLocalTime(),
              i % 13 == 0 ? "NA" : "Über-word" + random.nextInt(90) + "; free free_" + i % 5,
              List.of("Bern", "Köln", "NA").get(random.nextInt(3)),
              random.nextInt(90),
              List.of("ant", "bee", "cricket").get(random.nextInt(3))));
    }
    String data = new Folder(path).file("messages.csv", lines.toArray(String[]::new));
    assertAgreed(data, "kind", 399, "--text", "message");
    assertAgreed(data, "price", 399, "--text", "message");
  }

  private void assertAgreed(String data, String target, int atLeast, String... more)
      throws IOException, OrtException {
    Folder folder = new Folder(path.resolve("of " + target));
    Files.createDirectory(path.resolve("of " + target));
    String run = folder.of("run");
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--preset",
                "plain-sgd",
                "--data",
                data,
                "--target",
                target,
                "--epochs",
                "1",
                "--hidden",
                "8",
                "--output",
                run,
                "--quiet"));
    args.addAll(List.of(more));
    CommandResult.of(args.toArray(String[]::new)).done();
    Model model = Folder.read(run);
    Dataset<Row> raw = raw(data, model);
    List<Row> rows = raw.collectAsList();

    Way predicted = predicted(folder, run, data, model);
    assertThat(predicted.numbers()).hasSameSizeAs(rows).hasSizeGreaterThan(atLeast);
    assertSame(predicted, scored(model, rows), model);
    assertSame(predicted, transformed(run, raw, model), model);
    assertSame(predicted, byOnnx(folder, run, rows, model), model);
  }

  /** The model's columns as another program would read them: texts and numbers, null for NA. */
  private static Dataset<Row> raw(String data, Model model) {
    Dataset<Row> texts =
        SparkForTests.session().read().option("header", true).option("nullValue", "NA").csv(data);
    return texts.select(
        model.input().columns().stream()
            .map(
                column -> {
                  Column text = col("`" + column.name() + "`");
                  return column instanceof NumberColumn
                      ? text.cast("double").as(column.name())
                      : text;
                })
            .toArray(Column[]::new));
  }

  private static Way predicted(Folder folder, String run, String data, Model model)
      throws IOException {
    boolean hasClasses = model.target().task() != Task.REGRESSION;
    List<String> args =
        new ArrayList<>(
            List.of("predict", "--model", run, "--data", data, "--output", folder.of("p.csv")));
    if (hasClasses) {
      args.add("--probabilities");
    }
    CommandResult.of(args.toArray(String[]::new)).done();
    Way way = new Way("predict");
    List<String> lines = folder.lines("p.csv");
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      int first = hasClasses ? 1 : 0;
      way.labels().add(fields[0]);
      double[] numbers = new double[fields.length - first];
      for (int j = 0; j < numbers.length; j++) {
        numbers[j] = Double.parseDouble(fields[first + j]);
      }
      way.numbers().add(numbers);
    }
    return way;
  }

  private static Way scored(Model model, List<Row> rows) {
    Scorer scorer = Scorer.of(model);
    Way way = new Way("the scorer");
    for (Row row : rows) {
      Map<String, Object> named = new HashMap<>();
      for (String name : row.schema().fieldNames()) {
        named.put(name, row.getAs(name));
      }
      if (model.target().task() == Task.REGRESSION) {
        way.numbers().add(scorer.outputs(named));
      } else {
        ClassPrediction prediction = scorer.classify(named);
        way.labels().add(prediction.label());
        way.numbers()
            .add(prediction.probabilities().stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    return way;
  }

  private static Way transformed(String run, Dataset<Row> raw, Model model) {
    Way way = new Way("transform");
    if (model.target().task() == Task.REGRESSION) {
      MlpRegressionModel ml = MlpRegressionModel.load(run);
      ml.set(ml.handleInvalid(), "keep");
      for (Row row : ml.transform(raw).select("prediction").collectAsList()) {
        way.numbers().add(new double[] {row.getDouble(0)});
      }
      return way;
    }
    MlpClassificationModel ml = MlpClassificationModel.load(run);
    ml.set(ml.handleInvalid(), "keep");
    for (Row row : ml.transform(raw).select("prediction", "probability").collectAsList()) {
      way.labels().add(model.target().classes().get((int) row.getDouble(0)));
      way.numbers().add(row.<Vector>getAs(1).toArray());
    }
    return way;
  }

  private static Way byOnnx(Folder folder, String run, List<Row> rows, Model model)
      throws IOException, OrtException {
    String file = folder.of("model.onnx");
    CommandResult.of("export", "--model", run, "--to", "onnx", "--output", file).done();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    Way way = new Way("ONNX");
    try (OrtSession session = environment.createSession(Files.readAllBytes(Path.of(file)))) {
      for (InputColumn column : model.input().columns()) {
        inputs.put(column.name(), tensor(environment, rows, column));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        boolean hasClasses = model.target().task() != Task.REGRESSION;
        String name = hasClasses ? "probabilities" : "prediction";
        for (float[] row : (float[][]) result.get(name).orElseThrow().getValue()) {
          double[] numbers = new double[row.length];
          for (int j = 0; j < row.length; j++) {
            numbers[j] = row[j];
          }
          way.numbers().add(numbers);
        }
        if (hasClasses) {
          way.labels().addAll(List.of((String[]) result.get("label").orElseThrow().getValue()));
        }
      }
      return way;
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, List<Row> rows, InputColumn column)
      throws OrtException {
    long[] shape = {rows.size(), 1};
    if (column instanceof CategoryColumn) {
      String[] texts =
          rows.stream()
              .map(row -> row.<String>getAs(column.name()))
              .map(text -> text == null ? "" : text)
              .toArray(String[]::new);
      return OnnxTensor.createTensor(environment, texts, shape);
    }
    if (column instanceof DateColumn date) {
      DoubleBuffer seconds = DoubleBuffer.allocate(rows.size());
      for (Row row : rows) {
        String text = row.getAs(column.name());
        seconds.put(text == null ? Double.NaN : date.form().seconds(text));
      }
      return OnnxTensor.createTensor(environment, seconds.flip(), shape);
    }
    if (column instanceof TextColumn) {
      return words(environment, rows, column.name());
    }
    FloatBuffer numbers = FloatBuffer.allocate(rows.size());
    for (Row row : rows) {
      Double number = row.getAs(column.name());
      numbers.put(number == null ? Float.NaN : number.floatValue());
    }
    return OnnxTensor.createTensor(environment, numbers.flip(), shape);
  }

  /** A row of words for each text, tokenised as documented. */
  private static OnnxTensor words(OrtEnvironment environment, List<Row> rows, String column)
      throws OrtException {
    Pattern word = Pattern.compile("\\w\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    List<List<String>> words =
        rows.stream()
            .map(row -> row.<String>getAs(column))
            .map(
                text ->
                    text == null
                        ? List.<String>of()
                        : word.matcher(text.toLowerCase(Locale.ROOT))
                            .results()
                            .map(MatchResult::group)
                            .toList())
            .toList();
    int most = words.stream().mapToInt(List::size).max().orElseThrow();
    String[] padded = new String[rows.size() * most];
    Arrays.fill(padded, "");
    for (int i = 0; i < words.size(); i++) {
      for (int k = 0; k < words.get(i).size(); k++) {
        padded[i * most + k] = words.get(i).get(k);
      }
    }
    return OnnxTensor.createTensor(environment, padded, new long[] {rows.size(), most});
  }

  private static void assertSame(Way expected, Way found, Model model) {
    assertThat(found.numbers()).as(found.name()).hasSameSizeAs(expected.numbers());
    for (int i = 0; i < expected.numbers().size(); i++) {
      double[] numbers = expected.numbers().get(i);
      for (int j = 0; j < numbers.length; j++) {
        double error = 2e-5 * Math.max(scale(model), Math.abs(numbers[j]));
        assertThat(found.numbers().get(i)[j])
            .as("%s, row %d, number %d", found.name(), i, j)
            .isCloseTo(numbers[j], within(error));
      }
      if (!found.labels().isEmpty() && !isClose(numbers)) {
        assertThat(found.labels().get(i))
            .as("%s, row %d", found.name(), i)
            .isEqualTo(expected.labels().get(i));
      }
    }
  }

  /** The length of 1 scaled unit in the unit of the target. */
  private static double scale(Model model) {
    return model.target().task() == Task.REGRESSION ? model.targetScaling().scale()[0] : 1;
  }

  /** Whether rounding can decide which class is the likeliest. */
  private static boolean isClose(double[] probabilities) {
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 1] - sorted[sorted.length - 2] < 1e-4;
  }
}
