package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.HashingTF;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.TextTerms;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.Scorer;
import org.lockstep.model.text.Words;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** Columns whose words become features. */
@Tag("slow")
class TextColumnsTest {
  private static final int ROWS = 240;
  private static final int WORDS = 900;

  @TempDir private Path path;
  private Folder folder;
  private String data;

  /**
   * Writes messages of random words, one of which determines the class, with a number and a
   * category.
   */
  @BeforeEach
  void write() throws IOException {
    folder = new Folder(path);
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("label,price,message,shop"));
    for (int i = 0; i < ROWS; i++) {
      String words =
          random.ints(8, 0, WORDS).mapToObj(w -> "word" + w).collect(Collectors.joining(" "));
      lines.add(
          (i % 3 == 0 ? "spam" : "ham")
              + (i % 17 == 0 ? ",," : "," + (10 + random.nextInt(50)) + ",")
              + (i % 3 == 0 ? "\"Free, " : "\"Dear, ")
              + words
              + "!\","
              + (random.nextBoolean() ? "east" : "west"));
    }
    data = folder.file("messages.csv", lines.toArray(String[]::new));
  }

  private Model train(String run, String... options) throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--preset", "plain-sgd", "--data", data, "--target", "label"));
    args.addAll(List.of("--text", "message", "--hidden", "6", "--batch-size", "20"));
    args.addAll(List.of("--optimizer", "adam", "--learning-rate", "0.02"));
    args.addAll(List.of("--output", folder.of(run)));
    args.addAll(List.of(options));
    CommandResult.of(args.toArray(String[]::new)).done();
    return Folder.read(folder.of(run));
  }

  @Test
  void aTableWithTextIsTrainedSparseAndScoredAlikeByAllInterfaces() throws IOException {
    Model model = train("run", "--epochs", "20");
    assertThat(model.network().sparse()).isTrue();
    assertThat(model.scaling().kind()).isEqualTo(Scaling.Kind.ROBUST);

    String run = folder.of("run");
    assertThat(CommandResult.of("evaluate", "--model", run, "--data", data).done().out())
        .contains("accuracy  1.0000");
    String out = folder.of("out.csv");
    String more =
        folder.file(
            "more.csv",
            "shop,message,price",
            "east,Free unheardof word7 word7,20",
            "north,,",
            "west,\"Dear word1, word2\",31");
    CommandResult.of("predict", "--model", run, "--data", more, "--output", out, "--probabilities")
        .done();
    Scorer scorer = Scorer.of(model);
    Map<String, Object> empty = new HashMap<>(Map.of("shop", "north"));
    empty.put("price", null);
    empty.put("message", null);
    List<Map<String, Object>> rows =
        List.of(
            Map.of("price", 20, "message", "Free unheardof word7 word7", "shop", "east"),
            empty,
            Map.of("price", 31, "message", "Dear word1, word2", "shop", "west"));
    for (int i = 0; i < rows.size(); i++) {
      String[] told = folder.lines("out.csv").get(i + 1).split(",", -1);
      double[] outputs = scorer.outputs(rows.get(i));
      assertThat(Double.parseDouble(told[told.length - 1])).isCloseTo(outputs[0], within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Scaling.Kind.class,
      names = {"NONE", "ROBUST"},
      mode = EnumSource.Mode.EXCLUDE)
  void wordsAreNeverScaledAndANoteSaysSo(Scaling.Kind kind) throws IOException {
    String scale = Words.of(kind);
    CommandResult result =
        CommandResult.ofPlainTraining(
            data,
            folder.of("run"),
            "--target",
            "label",
            "--text",
            "message",
            "--scale",
            scale,
            "--epochs",
            "1");
    assertThat(result.done().lines())
        .contains(
            "Note      --scale "
                + scale
                + " is for numbers and categories: the words of message keep their TF-IDF values,"
                + " in rows of length 1");
    Model model = Folder.read(folder.of("run"));
    int first = model.input().columns().get(0).width();
    int words = model.input().columns().get(1).width();
    assertThat(words).isGreaterThan(100);
    assertThat(Arrays.copyOfRange(model.scaling().scale(), first, first + words)).containsOnly(1);
    assertThat(Arrays.copyOfRange(model.scaling().shift(), first, first + words)).containsOnly(0);
  }

  @Test
  void theVocabularyIsThatOfTheTrainingRows() throws IOException {
    Model model = train("run", "--epochs", "1", "--rows", "0:100", "--test-rows", "100:240");
    TextColumn text = (TextColumn) model.input().columns().get(1);
    assertThat(text.documents()).isEqualTo(100);
    assertThat(text.frequencies()).allMatch(frequency -> frequency > 0);
    assertThat(text.terms()).contains("dear", "free").isSorted().hasSizeLessThan(WORDS);
    assertThat(text.frequencies().get(text.terms().indexOf("free"))).isEqualTo(34);

    Model few = train("few", "--epochs", "1", "--text-features", "2");
    assertThat(((TextColumn) few.input().columns().get(1)).terms()).containsExactly("dear", "free");
  }

  @Test
  void theModelHasTheSameBitsOnAnyNumberOfTasksAndBothEngines() throws IOException {
    String[] usual = {"--epochs", "2", "--shards", "4", "--tasks"};
    List<Double> one = values(train("run1", with(usual, "1")));
    for (String engine : List.of("job", "resident")) {
      for (String tasks : List.of("2", "4")) {
        Model other = train(engine + tasks, with(usual, tasks, "--engine", engine));
        assertThat(values(other)).isEqualTo(one);
      }
    }
  }

  @Test
  void hashedWordsHaveTheIndexOfSparksHashingTF() throws IOException {
    Model model = train("run", "--epochs", "1", "--text-kind", "hashing", "--text-features", "600");
    TextColumn text = (TextColumn) model.input().columns().get(1);
    assertThat(text.terms()).isEmpty();
    assertThat(text.width()).isEqualTo(600);
    HashingTF spark = new HashingTF().setNumFeatures(600);
    for (String word : List.of("free", "ab", "abc", "äöü", "a_longer_word_of_4k")) {
      FeatureEntries found = new FeatureEntries();
      TextTerms.of(text).count(word, 0, found);
      assertThat(found.places()[0]).isEqualTo(spark.indexOf(word));
    }
    assertThat(spark.indexOf("free")).isEqualTo(273); // what the Python scorer's test expects
  }

  @Test
  void anUnknownTextColumnIsOneLine() {
    assertThat(
            CommandResult.of(
                    "train",
                    "--preset",
                    "plain-sgd",
                    "--data",
                    data,
                    "--target",
                    "label",
                    "--text",
                    "massage")
                .complaint(3))
        .contains("expected a column for --text 'massage' but found")
        .contains("the nearest is 'message'");
  }

  private static String[] with(String[] some, String... more) {
    return IntStream.range(0, some.length + more.length)
        .mapToObj(i -> i < some.length ? some[i] : more[i - some.length])
        .toArray(String[]::new);
  }

  private static List<Double> values(Model model) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < model.parameters().length(); i++) {
      values.add(model.parameters().get(i));
    }
    return values;
  }
}
