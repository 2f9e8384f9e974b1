package org.lockstep.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.text.Text;

/** {@code scripts/lockstep serve}, as users start it. */
@Timeout(60)
class LauncherIT {
  private static final Path SCRIPT = Path.of("../scripts/lockstep").toAbsolutePath().normalize();
  private static final Pattern URL = Pattern.compile("Page +(http://127\\.0\\.0\\.1:\\d+/) .*");

  @TempDir Path temp;
  private Path directory;

  @BeforeEach
  void aModelInADirectoryWithSpaces() throws IOException {
    directory = Files.createDirectories(temp.resolve("a user's directory"));
    try (OutputStream out = Files.newOutputStream(directory.resolve("model.npz"))) {
      ModelFile.write(Models.digits(), out);
    }
  }

  private Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    ProcessBuilder builder = builder(arguments);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private ProcessBuilder builder(String... arguments) {
    // What is started in a shell's background inherits that SIGINT is ignored.
    List<String> command =
        new ArrayList<>(List.of("env", "--default-signal=INT", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(temp.resolve("stderr").toFile());
    builder.environment().put("LOCKSTEP_NO_BUILD", "1"); // Maven is building right now
    return builder;
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void servesUntilItIsToldToEnd(String signal, int code) throws Exception {
    Process process = start("serve", "--model", "model.npz", "--port", "0");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      Matcher line = URL.matcher(String.valueOf(out.readLine()));
      assertThat(line.matches()).isTrue();
      String page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(line.group(1))).build(),
                  BodyHandlers.ofString())
              .body();
      assertThat(page).contains("<h1>Draw a digit</h1>");
      Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(code);
      assertThat(out.readLine()).isNull();
      assertThat(Files.readString(temp.resolve("stderr"))).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void onAnArabicMachineItSaysTheSame() throws Exception {
    Process process =
        start(
            Map.of("JDK_JAVA_OPTIONS", "-Duser.language=ar -Duser.country=EG"),
            "serve",
            "--model=model.npz",
            "--port=0");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      assertThat(out.readLine())
          .matches(
              "Page      http://127\\.0\\.0\\.1:\\d+/ \\(64-5-10, images of 8 x 8 pixels from 0 to"
                  + " 16, 10 classes\\); Ctrl-C ends it");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void endlessBodiesDoNotFillItsMemory() throws Exception {
    Process process =
        start(Map.of("JDK_JAVA_OPTIONS", "-Xmx24m"), "serve", "--model=model.npz", "--port=0");
    List<Socket> senders = new ArrayList<>();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      Matcher line = URL.matcher(String.valueOf(out.readLine()));
      assertThat(line.matches()).isTrue();
      URI page = URI.create(line.group(1));
      byte[] chunk = ("10000\r\n" + " ".repeat(1 << 16) + "\r\n").getBytes(UTF_8);
      for (int i = 0; i < 40; i++) { // each sends more than the heap, if it is let
        Socket sender = new Socket(InetAddress.getLoopbackAddress(), page.getPort());
        senders.add(sender);
        sender
            .getOutputStream()
            .write(
                (Text.format("POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", page.getPort())
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(UTF_8));
        sendUntilRefused(sender.getOutputStream(), chunk);
      }
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Files.readString(temp.resolve("stderr"))).doesNotContain("OutOfMemory");
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
      process.destroyForcibly();
    }
  }

  private static void sendUntilRefused(OutputStream out, byte[] chunk) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                out.write(chunk);
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void sparksOptionsHaveNoMeaningToIt() throws Exception {
    Process process = start("--master", "local[2]", "serve", "--model", "model.npz");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(Files.readString(temp.resolve("stderr")))
        .isEqualTo("lockstep: [--master] expected no option of Spark: serve runs without\n");
  }

  @Test
  void aPortThatOnlyRootMayListenOnIsNotCalledInUse() throws Exception {
    Path lowest = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    assumeThat(lowest).exists().content(UTF_8).isNotEqualTo("0\n");
    ProcessBuilder builder = builder("serve", "--model=model.npz", "--port=1");
    if (Files.getAttribute(directory, "unix:uid").equals(0)) {
      builder.command().addAll(0, List.of("setpriv", "--bounding-set=-net_bind_service"));
    }
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(temp.resolve("stderr")))
        .isEqualTo(
            "lockstep: [--port 1] expected a port that you can listen on but found 'Permission"
                + " denied'; --port 0 finds one\n");
  }
}
