package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.text.Text;

/** Every mistake is one line with its exit code. */
class ServeCommandTest {
  @TempDir Path directory;

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = ServeCommand.run(stream(out), stream(err), args);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(OutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String write(Model model) throws IOException {
    Path file = directory.resolve("model.npz");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFile.write(model, out);
    }
    return file.toString();
  }

  static Stream<Arguments> usageMistakes() {
    return Stream.of(
        Arguments.of(List.of(), "[serve] expected --model M but found nothing"),
        Arguments.of(List.of("--model"), "[--model] expected a value but found nothing"),
        Arguments.of(
            List.of("--model", "a", "--model", "b"),
            "[--model] expected this option once but found it twice"),
        Arguments.of(
            List.of("--model", "a", "--port", "eight"),
            "[--port] expected a whole number but found 'eight'"),
        Arguments.of(
            List.of("--model", "a", "--port", "\u001b[2J\n"),
            "[--port] expected a whole number but found '\\u001b[2J\\u000a'"),
        Arguments.of(
            List.of("--model", "a", "--port", "65536"),
            "[--port] expected 0 to 65535 but found 65536"),
        Arguments.of(
            List.of("--model", "a", "--ports", "80"),
            "[command line] expected an option of serve but found '--ports';"
                + " did you mean --port?"));
  }

  @ParameterizedTest
  @MethodSource("usageMistakes")
  void aMistakeOnTheCommandLineIsOneLine(List<String> args, String message) {
    assertThat(run(args.toArray(String[]::new)))
        .isEqualTo(new Outcome(2, "", "lockstep: " + message + System.lineSeparator()));
  }

  static Stream<Arguments> otherModels() {
    String expected =
        "expected a model of square images of one channel, 8 to 64 pixels a side, but found ";
    TargetSchema numbers = new TargetSchema(Task.REGRESSION, List.of("y"), List.of());
    TargetSchema labels = new TargetSchema(Task.MULTI_LABEL, List.of("y", "z"), List.of());
    ImageShape color = new ImageShape(32, 32, 3, ImageShape.Layout.PLANAR);
    return Stream.of(
        Arguments.of(
            Models.classifier(List.of(InputColumn.image("pixels", color)), Models.unit(3072)),
            expected + "one of images of 32 x 32 pixels and 3 channels"),
        Arguments.of(
            Models.classifier(
                List.of(InputColumn.image("pixels", ImageShape.gray(20, 30))), Models.unit(600)),
            expected + "one of images of 20 x 30 pixels and 1 channel"),
        Arguments.of(
            Models.classifier(List.of(InputColumn.vector("features", 3072)), Models.unit(3072)),
            expected + "one of 3,072 features"),
        Arguments.of(
            Models.classifier(Models.numbers(65 * 65), Models.unit(65 * 65)),
            expected + "one of 4,225 features"),
        Arguments.of(
            Models.model(Models.numbers(64), Scaling.none(64), numbers, new LinearSquaredError()),
            "expected a model of classes but found one of numbers (regression)"),
        Arguments.of(
            Models.model(Models.numbers(64), Scaling.none(64), labels, new SigmoidCrossEntropy()),
            "expected a model of classes but found one of several labels (multi-label)"));
  }

  @ParameterizedTest
  @MethodSource("otherModels")
  void aModelOfSomethingElseIsRefused(Model model, String message) throws IOException {
    String file = write(model);
    assertThat(run("--model", file))
        .isEqualTo(
            new Outcome(3, "", "lockstep: [" + file + "] " + message + System.lineSeparator()));
  }

  @Test
  void aModelThatIsNotThereIsRefused() throws IOException {
    String nowhere = directory.resolve("nowhere").toString();
    assertThat(run("--model", nowhere).err())
        .isEqualTo(
            Text.format(
                "lockstep: [%s] expected a model file, or the directory of a run but found nothing"
                    + " at %s%n",
                nowhere, nowhere));
    assertThat(run("--model", directory.toString()).err())
        .isEqualTo(
            Text.format(
                "lockstep: [%s] expected model.npz in this directory but found none%n", directory));
    Path folder = Files.createDirectory(directory.resolve("model.npz"));
    assertThat(run("--model", directory.toString()).err())
        .isEqualTo(
            Text.format(
                "lockstep: [%s] expected model.npz in this directory but found a directory of this"
                    + " name%n",
                directory));
    Files.delete(folder);
    Path text = Files.writeString(directory.resolve("model.npz"), "not a model");
    Outcome damaged = run("--model", text.toString());
    assertThat(damaged.code()).isEqualTo(3);
    assertThat(damaged.err())
        .isEqualTo(
            Text.format("lockstep: [%s] expected an npz archive but found no zip entry%n", text));
    assertThat(run("--model", "hdfs://namenode/model.npz").err())
        .isEqualTo(
            "lockstep: [hdfs://namenode/model.npz] expected a local file, which serve reads without"
                + " Hadoop but found a path elsewhere\n");
  }

  @Test
  void aModelIsFoundByFileDirectoryOrUri() throws IOException {
    Path spaced = Files.createDirectory(directory.resolve("a run, 100% ours"));
    Path file = spaced.resolve("model.npz");
    Files.move(Path.of(write(Models.digits())), file);
    for (String name :
        List.of(
            file.toString(),
            spaced.toString(),
            file.toUri().toString(),
            directory.toUri() + "a run, 100%25 ours")) {
      assertThat(ModelSource.read(name).network()).as(name).isEqualTo(Models.digits().network());
    }
  }

  @Test
  void aPortInUseIsOneLine() throws IOException {
    String file = write(Models.digits());
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(run("--model", file, "--port", Integer.toString(port)))
          .isEqualTo(
              new Outcome(
                  1,
                  "",
                  Text.format(
                      "lockstep: [--port %d] expected a port that you can listen on but found %s;"
                          + " --port 0 finds one%n",
                      port, refusal(port))));
    }
  }

  /** What the system says of a port that is taken, in its language. */
  private static String refusal(int port) throws IOException {
    try (ServerSocketChannel second = ServerSocketChannel.open()) {
      second.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      throw new IllegalStateException("two listen at " + port);
    } catch (BindException e) {
      return BadInputException.quote(e.getMessage());
    }
  }

  /** What the system does not call absent is there, and its reason is told. */
  @Test
  void aModelThatIsThereAndCannotBeReadIsNotCalledAbsent() throws IOException {
    Path ring = directory.resolve("ring");
    Files.createSymbolicLink(ring, ring);
    Path long300 = directory.resolve("n".repeat(300));
    Path behind = Files.createSymbolicLink(directory.resolve("model.npz"), ring);
    Path scheme = directory.resolve("a:b");
    Files.createSymbolicLink(scheme, scheme);
    for (Path path : List.of(ring, long300, scheme)) {
      assertThat(run("--model", path.toString()))
          .isEqualTo(
              new Outcome(
                  3,
                  "",
                  Text.format(
                      "lockstep: [%s] expected a readable file but found %s%n",
                      path, reason(path))));
    }
    assertThat(run("--model", directory.toString()))
        .isEqualTo(
            new Outcome(
                3,
                "",
                Text.format(
                    "lockstep: [%s] expected a readable file but found %s%n",
                    directory, reason(behind))));
  }

  private static String reason(Path path) throws IOException {
    try {
      Files.size(path);
      throw new IllegalStateException("found " + path);
    } catch (FileSystemException e) {
      return e.getReason();
    }
  }

  @Test
  void saysOfWhichTable() throws IOException {
    Outcome outcome = run("--model", write(Tables.people()), "--port", "0");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .matches(
            "Page      http://127\\.0\\.0\\.1:[1-9]\\d*/ \\(14-5-1, rows of 6 columns, 2"
                + " classes\\); Ctrl-C ends it\\R");
  }

  @Test
  void saysWhereThePageIsAndOfWhichModel() throws IOException {
    Outcome outcome = run("--model", write(Models.digits()), "--port", "0");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .matches(
            "Page      http://127\\.0\\.0\\.1:[1-9]\\d*/ \\(64-5-10, images of 8 x 8 pixels from 0"
                + " to 16, 10 classes\\); Ctrl-C ends it\\R");
  }
}
