package org.lockstep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Text;

class GridTest {
  @TempDir private Path path;

  private String file(String... lines) throws IOException {
    return Files.write(path.resolve("grid.txt"), List.of(lines)).toString();
  }

  @Test
  void theLastOptionVariesFastest() throws IOException {
    assertThat(Grid.of("hidden=50,20;none --learning-rate=0.1;0.5").cells())
        .extracting(Cell::text)
        .containsExactly(
            "hidden=50,20 learning-rate=0.1",
            "hidden=50,20 learning-rate=0.5",
            "hidden=none learning-rate=0.1",
            "hidden=none learning-rate=0.5");
  }

  @Test
  void aFileHasOptionsOnSeveralLinesAndComments() throws IOException {
    String file = file("# what to try", "", "hidden=50;100  # units", "  l2=0;0.1 seed=1;2");
    Grid grid = Grid.of(file);
    assertThat(grid.options()).containsExactly("hidden", "l2", "seed");
    assertThat(grid.cells()).hasSize(8);
    assertThat(grid.dimensions().get(1).place()).isEqualTo(file + ":4");
  }

  @Test
  void directoriesHaveNamesThatEveryFileSystemAccepts() {
    List<Cell> cells =
        new Grid(
                List.of(
                    new Grid.Dimension("init", List.of("he", "normal:0.01", "a/b c"), "--grid"),
                    new Grid.Dimension("seed", List.of("1", "2", "3", "4"), "--grid")))
            .cells();
    assertThat(cells.get(0).directory()).isEqualTo("01_init-he_seed-1");
    assertThat(cells.get(4).directory()).isEqualTo("05_init-normal-0.01_seed-1");
    assertThat(cells.get(11).directory()).isEqualTo("12_init-a-b-c_seed-4");
    Cell longest = Cell.of(1, 1, List.of("hidden"), List.of("1,".repeat(500) + "1"));
    assertThat(longest.directory()).hasSizeLessThan(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hidden=50 lr              | [--grid] expected OPTION=VALUE;VALUE;... but found 'lr'
          =50                       | [--grid] expected OPTION=VALUE;VALUE;... but found '=50'
          no-option-is-as-long-as-this-one-is-by-far=1 | [--grid] expected OPTION=VALUE;VALUE;... but found 'no-option-is-as-long-as-this-one-is-by-far=1'
          hidden=                   | [--grid] expected values of hidden, separated by ; but found 'hidden='
          hidden=50;;100            | [--grid] expected values of hidden, separated by ; but found 'hidden=50;;100'
          hidden=50;100;50          | [--grid] expected each value of hidden once but found '50' twice
          hidden=50 --hidden=100    | [--grid] expected each option once but found hidden twice
          """)
  void aMistakeIsReportedInOneLine(String grid, String expected) {
    assertThatThrownBy(() -> Grid.of(grid)).hasMessage(expected);
  }

  @Test
  void anEmptyGridIsRefused() throws IOException {
    String file = file("# nothing", " ");
    assertThatThrownBy(() -> Grid.of(file))
        .hasMessage(
            Text.format(
                "[%s] expected a grid, as in \"hidden=50;100 learning-rate=0.1;0.5\" but found"
                    + " none",
                file));
    assertThatThrownBy(() -> Grid.of(" ")).hasMessageContaining("[--grid] expected a grid, as in");
  }

  @Test
  void aMistakeInAFileIsReportedWithItsLine() throws IOException {
    String file = file("hidden=50", "seed");
    assertThatThrownBy(() -> Grid.of(file))
        .hasMessage(Text.format("[%s:2] expected OPTION=VALUE;VALUE;... but found 'seed'", file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no.txt", "a=1/no.txt"})
  void anAbsentFileIsReported(String name) {
    assertThatThrownBy(() -> Grid.of(path.resolve(name).toString()))
        .hasMessage(
            "[--grid] expected a grid, as in \"hidden=50;100 learning-rate=0.1;0.5\", or a file"
                + " with one but found nothing at file:"
                + path.resolve(name));
  }

  @Test
  void aPathCanContainAnEqualsSign() throws IOException {
    Path folder = Files.createDirectory(path.resolve("hidden=50"));
    Path file = Files.writeString(folder.resolve("seed=1;2.txt"), "hidden=3;5\n");
    assertThat(Grid.of(file.toString()).cells()).hasSize(2);
    String inline = "init-from=" + folder + "/a.npz;" + folder + "/b.npz";
    assertThat(Grid.of(inline).cells()).hasSize(2);
  }

  @Test
  void binaryAndHugeFilesAreReportedInOneLine() throws IOException {
    Path file = Files.write(path.resolve("grid.bin"), new byte[] {0, 27, '[', '2', 'J', -1});
    assertThatThrownBy(() -> Grid.of(file.toString()))
        .hasMessage(
            Text.format(
                "[%s:1] expected OPTION=VALUE;VALUE;... but found '\\u0000\\u001b[2J\uFFFD'",
                file));
    Path endless = Files.write(path.resolve("endless"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> Grid.of(endless.toString()))
        .hasMessage("[%s] expected a grid of at most 1 MiB but found a longer file", endless);
  }

  @Test
  void tooManyCellsAreRefusedBeforeTheyAreCreated() {
    String seeds = IntStream.range(0, 101).mapToObj(i -> "" + i).collect(Collectors.joining(";"));
    assertThatThrownBy(() -> Grid.of("seed=" + seeds + " epochs=" + seeds + " shards=" + seeds))
        .hasMessage("[--grid] expected at most 1000 combinations but found at least 10201");
  }
}
