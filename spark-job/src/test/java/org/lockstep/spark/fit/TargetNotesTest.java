package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.testing.ArrayBytes.idx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** The notes of {@code --preset tabular} on data that promises too much or too little. */
@Tag("slow")
class TargetNotesTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void makeFolder() {
    folder = new Folder(path);
  }

  private CommandResult train(String data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train", "--preset", "tabular", "--epochs", "1", "--overwrite", "--data", data));
    arguments.addAll(List.of("--output", folder.of("run")));
    arguments.addAll(List.of(more));
    return CommandResult.of(arguments.toArray(String[]::new));
  }

  private static List<String> notes(CommandResult result) {
    return result.done().lines().stream().filter(line -> line.startsWith("Note")).toList();
  }

  @Test
  void aColumnThatGivesAwayTheTargetIsNamedOnAnyNumberOfTasks() throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,paid back,due,y"));
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      double y = random.nextGaussian();
      lines.add(random.nextGaussian() + "," + y + "," + (y + random.nextGaussian()) + "," + 3 * y);
    }
    String data = folder.file("loans.csv", lines.toArray(String[]::new));
    String told =
        "Note      column paid back (1.0000) alone gives the target away, by correlation: leave it"
            + " out with --drop paid back if it is not known when predicting";
    for (String tasks : List.of("1", "2")) {
      assertThat(notes(train(data, "--target", "y", "--tasks", tasks))).containsExactly(told);
    }
    assertThat(notes(train(data, "--target", "y", "--drop", "paid back"))).isEmpty();
  }

  @Test
  void aClassOfOneRowIsNamed() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,y,kind", "1,2,rare"));
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      lines.add(random.nextGaussian() + "," + random.nextGaussian() + "," + "ab".charAt(i % 2));
    }
    String data = folder.file("kinds.csv", lines.toArray(String[]::new));
    assertThat(notes(train(data, "--target", "kind")))
        .containsExactly("Note      class 'rare' has one training row: too few to learn it");
    lines.add("1,2,odd");
    data = folder.file("kinds.csv", lines.toArray(String[]::new));
    assertThat(notes(train(data, "--target", "kind")))
        .containsExactly("Note      classes 'odd', 'rare' have one training row each");
    assertThat(
            notes(train(data, "--target", "kind", "--rows", "1:61", "--validation-fraction", "0")))
        .containsExactly("Note      classes 'odd', 'rare' have no training row");
  }

  @Test
  void nothingIsHeldOutOfATooSmallTable() throws IOException {
    String data = folder.file("two.csv", "x,y", "1,0.5", "2,1.5");
    assertThat(notes(train(data, "--target", "y")))
        .containsExactly(
            "Note      too few rows to hold any out for validation: 2; no epoch is judged,"
                + " and the last one's weights are kept");
  }

  @Test
  void aConstantTargetIsOneLine() throws IOException {
    String[] lines = new String[80];
    lines[0] = "x,y";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = i + ",2.5";
    }
    String data = folder.file("constant.csv", lines);
    assertThat(notes(train(data, "--target", "y")))
        .containsExactly("Note      the target y is the same in every row: nothing is learned");
    String text = folder.file("same.csv", "x,y", "1,yes", "2,yes", "3,yes");
    assertThat(train(text, "--target", "y", "--quiet").mistake(3))
        .isEqualTo("[" + text + ":column y] expected at least two classes but found only 'yes'");
  }

  @Test
  void imagesGetANoteAndAPictureOfTheFirstWeights() throws IOException {
    int[] pixels = new Random(1).ints(40 * 9, 0, 256).toArray();
    int[] labels = new int[40];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 2;
    }
    Files.write(path.resolve("x-images-idx3-ubyte"), idx(8, new int[] {40, 3, 3}, pixels));
    Files.write(path.resolve("x-labels-idx1-ubyte"), idx(8, new int[] {40}, labels));
    CommandResult result = train(folder.of("x-images-idx3-ubyte"));
    assertThat(notes(result))
        .containsExactly(
            "Note      --scale robust, as in the preset tabular, is for the columns of tables; use"
                + " unit for the pixels of images");
    assertThat(result.out()).contains("weights.png next to it");
    assertThat(path.resolve("run/weights.png")).isNotEmptyFile();
    assertThat(notes(train(folder.of("x-images-idx3-ubyte"), "--scale", "unit"))).isEmpty();
  }
}
