package org.lockstep.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.CategoryColumn.Form;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.ImageShape;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.documents.CodeBlock;
import org.lockstep.model.documents.CodeBlock.Command;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SoftmaxCrossEntropy;

/**
 * Every example of the documents that starts the page, and every request that a page shows. Only
 * the port differs: a free one in the place of 8000.
 */
@Timeout(120)
class ServedExamplesIT {
  private static final String PORT = "8000";

  private static final Map<String, Model> MODELS =
      Map.of(
          "scripts/lockstep serve --model runs/mnist", images(),
          "scripts/lockstep serve --model runs/churn", customers());

  /** As long as the documents show nothing else, that of churn answers all requests. */
  private static final String ANSWERS = "scripts/lockstep serve --model runs/churn";

  @TempDir Path directory;

  private static Model images() {
    List<InputColumn> pixels = List.of(InputColumn.image("pixels", ImageShape.gray(28, 28)));
    List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    TargetSchema target = new TargetSchema(Task.CLASSIFICATION, List.of("label"), classes);
    return Models.model(pixels, Scaling.unit(784), 100, target, new SoftmaxCrossEntropy());
  }

  private static Model customers() {
    List<InputColumn> columns =
        List.of(
            NumberColumn.of("age").filled(41.5, true),
            new CategoryColumn("town", List.of("Bern", "Basel"), Form.ONE_HOT, true, true),
            DateColumn.of("joined", DateForm.ISO, DateUnit.DAY, List.of(DatePart.DAYS), 19_000)
                .filled(19_100, false));
    TargetSchema target = new TargetSchema(Task.BINARY, List.of("churned"), List.of("no", "yes"));
    int width = new InputSchema(columns).width();
    return Models.model(columns, Scaling.none(width), target, new SigmoidCrossEntropy());
  }

  @Test
  void everyPageThatTheDocumentsStartAnswersEveryRequestThatTheyShow() throws Exception {
    List<Command> commands =
        CodeBlock.all().stream()
            .filter(CodeBlock::isShell)
            .flatMap(block -> block.commands().stream())
            .toList();
    List<Command> starts =
        commands.stream().filter(command -> command.text().contains("lockstep serve")).toList();
    List<Command> requests =
        commands.stream().filter(command -> command.text().startsWith("curl ")).toList();
    assertThat(starts).extracting(Command::text).hasSameElementsAs(MODELS.keySet());
    assertThat(requests).isNotEmpty();
    for (Command start : starts) {
      try (Page page = new Page(start)) {
        assertThat(page.text()).contains("<html");
        if (start.text().equals(ANSWERS)) {
          for (Command request : requests) {
            JsonNode answer = page.ask(request.text());
            assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly("prediction", "probabilities", "missing", "unknown");
            assertThat(answer.get("missing")).isEmpty();
          }
        }
      }
    }
  }

  /** A page of the documents' own, at its model, until it is closed. */
  private final class Page implements AutoCloseable {
    private final Process process;
    private final String url;

    Page(Command start) throws IOException {
      Path run = directory.resolve(start.text().replaceFirst(".* ", ""));
      Files.createDirectories(run);
      try (OutputStream out = Files.newOutputStream(run.resolve("model.npz"))) {
        ModelFile.write(MODELS.get(start.text()), out);
      }
      Path script = Files.createDirectories(directory.resolve("scripts")).resolve("lockstep");
      Files.writeString(
          script, "#!/bin/sh\nexec '" + CodeBlock.HOME + "/scripts/lockstep' \"$@\"\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      process = bash("exec " + start.text() + " --port 0");
      BufferedReader out = process.inputReader(UTF_8);
      String line = String.valueOf(out.readLine());
      String shown = shownBelow(start);
      if (!shown.isEmpty()) {
        assertThat(line.replaceFirst(":\\d+/", ":" + PORT + "/")).isEqualTo(shown);
      }
      Matcher page = Pattern.compile("Page +(http://127\\.0\\.0\\.1:\\d+/) .*").matcher(line);
      assertThat(page.matches()).as("%s: %s", start, line).isTrue();
      url = page.group(1);
    }

    String text() throws IOException, InterruptedException {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }

    JsonNode ask(String request) throws IOException, InterruptedException {
      String port = Integer.toString(URI.create(url).getPort());
      assertThat(request).contains(":" + PORT + "/");
      Process curl = bash(request.replace(":" + PORT + "/", ":" + port + "/"));
      JsonNode answer = new ObjectMapper().readTree(curl.getInputStream());
      assertThat(curl.waitFor()).isZero();
      return answer;
    }

    private Process bash(String line) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-euo", "pipefail", "-c", line)
              .directory(directory.toFile())
              .redirectError(directory.resolve("stderr").toFile());
      builder.environment().put("LOCKSTEP_NO_BUILD", "1"); // Maven is building right now
      return builder.start();
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  /** The line that a page shows right below a command, if it does. */
  private static String shownBelow(Command start) throws IOException {
    return CodeBlock.of(start.block().page()).stream()
        .filter(block -> block.line() == start.line() + 3 && block.language().isEmpty())
        .map(block -> block.lines().get(0))
        .findFirst()
        .orElse("");
  }
}
