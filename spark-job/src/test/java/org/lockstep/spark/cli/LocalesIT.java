package org.lockstep.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.text.Locales;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/**
 * All commands print and write the same in every locale, also inside another program, whose default
 * locale they leave alone.
 */
class LocalesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path path;
  private static Map<String, String> expected;

  @BeforeAll
  static void workInTheRootLocale() throws Exception {
    expected = Locales.in(Locale.ROOT, () -> new Machine().work());
  }

  @ParameterizedTest
  @MethodSource("org.lockstep.model.text.Locales#foreign")
  void allCommandsPrintAndWriteTheSameInEveryLocale(Locale locale) throws Exception {
    Map<String, String> found = Locales.in(locale, () -> new Machine().work());
    assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach((name, content) -> assertThat(found.get(name)).as(name).isEqualTo(content));
  }

  /** A machine with its own folder. */
  private static final class Machine {
    private final Folder folder;
    private final StringBuilder told = new StringBuilder();

    Machine() throws IOException {
      folder =
          new Folder(Files.createDirectory(path.resolve("machine"))); // its name is in pictures
      folder.insects("insects.csv", 60);
    }

    /** Runs the commands; returns every file by its name, and the output. */
    Map<String, String> work() throws IOException {
      String train = "train --preset digits --hidden 10 --epochs 3 --checkpoint-every 1 --output @";
      lockstep(train + "run");
      kill();
      lockstep(train + "run --resume");
      lockstep(train + "again");
      lockstep(train + "again --overwrite");
      lockstep(
          "sweep --grid hidden=2;none~learning-rate=0.01;0.1 --data @insects.csv --epochs 2"
              + " --output @sweep");
      lockstep(
          "tune --trials 2 --hidden 4 --data @insects.csv --target label --epochs 3 --output"
              + " @tune");
      lockstep("plot @sweep/1_hidden-2_learning-rate-0.01 @again --output @both.png");
      lockstep("predict --model @run --data builtin:digits --probabilities --output @answers.csv");
      lockstep("evaluate --model @run --data builtin:digits --pictures @pictures");
      lockstep("inspect @run");
      lockstep("inspect @run --csv");
      lockstep("generate classes --rows 1000 --output @generated.csv");
      lockstep("export --model @run --to onnx --output @model.onnx");
      Map<String, String> result = contents();
      result.put("told", withoutWidths(told.toString()));
      Files.move(folder.path(), Files.createTempDirectory(path, "done").resolve("machine"));
      return result;
    }

    private void lockstep(String line) {
      CommandResult result =
          CommandResult.of(
                  Stream.of(line.split(" ", -1))
                      .map(word -> word.replace("@", folder.path() + "/").replace('~', ' '))
                      .toArray(String[]::new))
              .done();
      this.told.append(result.out());
    }

    /** Leaves the run as if its driver had been killed after the first remaining checkpoint. */
    private void kill() throws IOException {
      Path run = folder.path().resolve("run");
      try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
        checkpoints.sorted().skip(1).map(Path::toFile).forEach(File::delete);
      }
      Files.delete(run.resolve("model.npz"));
      ObjectNode record = (ObjectNode) JSON.readTree(run.resolve("run.json").toFile());
      record.putObject("ended").put("how", "running");
      JSON.writeValue(run.resolve("run.json").toFile(), record);
    }

    private Map<String, String> contents() throws IOException {
      Map<String, String> contents = new TreeMap<>();
      try (Stream<Path> files = Files.walk(folder.path())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = folder.path().relativize(file).toString();
          contents.put(
              name.replaceFirst("-[0-9a-f]{8}(?=\\.npz)", ""), // the run's own checksum
              content(name, file));
        }
      }
      return contents;
    }

    /** A text without times and ids, a checksum of a file that must be the same, or a constant. */
    private String content(String name, Path file) throws IOException {
      if (name.matches(".*\\.json|sweep/sweep\\.csv|tune/tune\\.csv")) {
        return plain(Files.readString(file, UTF_8));
      }
      boolean isSame = name.matches(".*(model\\.npz|\\.csv|\\.png|\\.onnx)");
      return isSame ? checksum(Files.readAllBytes(file)) : "of its own time";
    }

    private static String checksum(byte[] bytes) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      return bytes.length + " bytes, " + crc.getValue();
    }

    private String plain(String text) {
      return text.replace(folder.path().toString(), "@")
          .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
          .replaceAll("[-0-9]{10}T[0-9:.]+Z", "TIME")
          .replaceAll("(\"(seconds|modified)\" : )[-0-9.E]+", "$1TIME")
          .replaceAll("(true|false),([0-9]+),([0-9]+),[-0-9.E]+,", "$1,$2,$3,TIME,");
    }

    /** Replaces times and widths that vary, and keeps the kinds of digits and signs. */
    private String withoutWidths(String text) {
      return plain(text)
          .replaceAll("Note      wait(ing|ed) for .*\n", "") // on a busy machine
          .replaceAll("-[0-9a-f]{8}(?=\\.npz)", "")
          .replaceAll("[0-9,.]+[kM]? rows/s", "RATE")
          .replaceAll("([0-9])E-?[0-9]+", "$1")
          .replaceAll("[0-9]+", "9")
          .replaceAll("-+:", "-:")
          .replaceAll(" +", " ");
    }
  }
}
