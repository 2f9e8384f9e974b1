package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.serve.Served.Reply;

/** Every bad request gets its 4xx, in bounded time and memory, and nothing of it comes back. */
@Timeout(60)
class BadRequestsTest {
  private static final String CHUNK = "1000\r\n" + "7".repeat(4096) + "\r\n";
  private static final long MOST_BYTES_TAKEN = 64 << 20;

  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = Served.impatient(Models.digits());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String error(String message) {
    return "{\"error\":\"" + message.replace("\"", "\\\"") + "\"}";
  }

  @Test
  void aBodyThatIsDeclaredTooLargeIsNotRead() throws IOException {
    Reply reply =
        served.send(
            served.request(
                "POST /api/predict",
                "Content-Type: application/json",
                "Content-Length: 9000000000"));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.body()).isEqualTo(error("expected at most 65536 bytes"));
    assertThat(reply.header("Connection")).isEqualTo("close");
  }

  @Test
  void anEndlessBodyIsCutOff() throws IOException {
    try (Socket socket = served.connect()) {
      OutputStream out = socket.getOutputStream();
      String head =
          served.request(
              "POST /api/predict", "Content-Type: application/json", "Transfer-Encoding: chunked");
      out.write(head.getBytes(StandardCharsets.UTF_8));
      byte[] chunk = CHUNK.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 17; i++) { // a little more than is taken
        out.write(chunk);
      }
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(start, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 413");
      assertThatThrownBy(
              () -> {
                for (long sent = 0; sent < MOST_BYTES_TAKEN; sent += chunk.length) {
                  out.write(chunk);
                }
              })
          .as("the connection is closed, and nobody reads on")
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBodyThatDoesNotComeTimesOut() throws IOException {
    Reply reply =
        served.send(
            served.request(
                    "POST /api/predict", "Content-Type: application/json", "Content-Length: 100")
                + "{");
    assertThat(reply.status()).isEqualTo(408);
    assertThat(reply.body())
        .isEqualTo(error("expected the whole request within " + Served.BODY_MILLIS + " ms"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nX-Slow: ",
        "POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Type: application/json\r\n"
            + "Content-Length: 60000\r\n\r\n{\"pixels\":["
      })
  void aClientThatDripsIsClosed(String start) throws IOException {
    try (Socket socket = served.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          start.replace("PORT", Integer.toString(served.port())).getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout(20);
      boolean closed = false;
      for (int drop = 0; drop < 1000 && !closed; drop++) { // 20 s; the server takes far less
        try {
          closed = socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
          closed = !writes(out, '1');
        } catch (IOException e) {
          closed = true;
        }
      }
      assertThat(closed).isTrue();
    }
  }

  private static boolean writes(OutputStream out, int drop) {
    try {
      out.write(drop);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws IOException {
    try (Socket socket = served.connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void moreConnectionsThanThereIsRoomForOnlyHaveToWait() throws IOException {
    List<Socket> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        crowd.add(served.connect());
      }
      assertThat(served.get("/api/model").status()).isEqualTo(200);
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  static Stream<Arguments> badBodies() {
    String shape = "expected {\"pixels\": [number, ...]}";
    String json = "expected valid JSON";
    String number = "expected pixel 1 to be a number from 0 to 16";
    return Stream.of(
        Arguments.of("", shape),
        Arguments.of("<script>alert(1)</script>", json),
        Arguments.of("{\"pixels\":[1,", json),
        Arguments.of("[1,2]", shape),
        Arguments.of("{}", shape),
        Arguments.of("{\"other\":[1]}", shape),
        Arguments.of("{\"pixels\":7}", shape),
        Arguments.of("{\"pixels\":{\"a\":1}}", shape),
        Arguments.of("{\"pixels\":[" + zeros(64) + "],\"more\":1}", shape),
        Arguments.of("{\"pixels\":[" + zeros(64) + "]} {}", shape),
        Arguments.of("{\"pixels\":[]}", "expected 64 pixels but found 0"),
        Arguments.of("{\"pixels\":[" + zeros(63) + "]}", "expected 64 pixels but found 63"),
        Arguments.of("{\"pixels\":[" + zeros(65) + "]}", "expected 64 pixels but found 65"),
        Arguments.of("{\"pixels\":[NaN]}", json),
        Arguments.of("{\"pixels\":[Infinity]}", json),
        Arguments.of("{\"pixels\":[1e999]}", number),
        Arguments.of("{\"pixels\":[-1]}", number),
        Arguments.of("{\"pixels\":[17]}", number),
        Arguments.of("{\"pixels\":[\"1\"]}", number),
        Arguments.of("{\"pixels\":[null]}", number),
        Arguments.of("{\"pixels\":[{}]}", json),
        Arguments.of("{\"pixels\":[[1]]}", json),
        Arguments.of("{\"pixels\":" + "[".repeat(30_000), json),
        Arguments.of("{\"pixels\":[" + "9".repeat(30_000) + "]}", json),
        Arguments.of("{\"" + "p".repeat(30_000) + "\":[1]}", json),
        Arguments.of("{\"pixels\":[\"" + "p".repeat(30_000) + "\"]}", number));
  }

  private static String zeros(int count) {
    return "0,".repeat(count).replaceFirst(",$", "");
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void aBodyThatIsNoPixelsIsRefused(String body, String message) throws IOException {
    Reply reply = served.post(body);
    assertThat(reply.body()).isEqualTo(error(message));
    assertThat(reply.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: application/jsonp",
        "X-None: 1"
      })
  void aBodyThatDoesNotSayItIsJsonIsRefused(String header) throws IOException {
    Reply reply =
        served.send(
            served.request("POST /api/predict", header, "Content-Length: 2", "Connection: close")
                + "{}");
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.body()).isEqualTo(error("expected the content type application/json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET     | /api/predict | POST",
        "OPTIONS | /api/predict | POST",
        "PUT     | /api/predict | POST",
        "BREW    | /api/predict | POST",
        "POST    | /            | GET, HEAD",
        "DELETE  | /api/model   | GET, HEAD",
        "TRACE   | /app.js      | GET, HEAD"
      })
  void anotherMethodIsToldWhichToUse(String method, String path, String allowed)
      throws IOException {
    Reply reply = served.send(served.request(method + " " + path, "Connection: close"));
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertThat(reply.body()).isEqualTo(error("expected the method " + allowed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example:PORT",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: localhost.evil.example:PORT",
        "Host: 127.0.0.1:PORT@evil.example",
        "Host: 0.0.0.0:PORT",
        "Host: 127.0.0.1:PORT\r\nHost: evil.example",
        "Host: evil.example\r\nX-Forwarded-Host: 127.0.0.1:PORT",
        "Host:",
        "X-None: 1"
      })
  void anotherHostIsRefused(String header) throws IOException {
    String host = header.replace("PORT", Integer.toString(served.port()));
    Reply reply = served.send("GET / HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n");
    assertRefused(reply, 400, 421);
  }

  /** By us, or by Jetty where the request is none that HTTP knows; neither repeats any of it. */
  private static void assertRefused(Reply reply, Integer... statuses) {
    assertThat(reply.status()).isIn((Object[]) statuses);
    String message =
        switch (reply.status()) {
          case 404 -> "nothing here";
          case 421 -> "expected this server's own address as the host";
          default -> HttpStatus.getMessage(reply.status());
        };
    assertThat(reply.body()).isEqualTo(error(message));
  }

  @Test
  void anotherHostInTheRequestLineIsRefused() throws IOException {
    Reply reply = served.send(served.request("GET http://evil.example/", "Connection: close"));
    assertRefused(reply, 400, 421);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Origin: https://127.0.0.1:PORT",
        "Origin: http://localhost:PORT",
        "Origin: http://127.0.0.1:PORT\r\nOrigin: http://evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void aPageFromElsewhereMayNotAsk(String header) throws IOException {
    Reply reply =
        served.post(
            "{\"pixels\":[" + zeros(64) + "]}",
            header.replace("PORT", Integer.toString(served.port())));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body()).isEqualTo(error("expected a request from this server's own page"));
    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../",
        "/../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/%2E%2E%2Fetc%2Fpasswd",
        "/..%2f..%2fetc/passwd",
        "/..\\..\\etc",
        "/..;/etc/passwd",
        "//etc/passwd",
        "/./app.js",
        "/app.js/",
        "/app.js;a=b",
        "/%61pp.js",
        "/app.js%00.html",
        "/index.html",
        "/page/app.js",
        "/examples.csv",
        "/Main.class",
        "/api",
        "/api/predict/",
        "/<script>alert(1)</script>",
        "etc/passwd",
        "file:///etc/passwd",
        "*"
      })
  void aPathIsNeverAFile(String path) throws IOException {
    Reply reply = served.get(path);
    assertRefused(reply, 400, 404, 421);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
        "hello\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nNo colon\r\n\r\n",
        "POST /api/predict HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /api/predict HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
      })
  void whatIsNoHttpIsRefused(String request) throws IOException {
    Reply reply = served.send(request);
    assertRefused(reply, 400, 421, 426, 505);
  }

  @Test
  void aHeaderWithoutEndIsRefused() throws IOException {
    Reply reply =
        served.send("GET / HTTP/1.1\r\nX-Long: " + "a".repeat(9_000) + "\r\nHost: a\r\n\r\n");
    assertThat(reply.status()).isEqualTo(431);
    assertThat(reply.body()).isEqualTo(error("Request Header Fields Too Large"));
  }

  @Test
  void anAddressWithoutEndIsRefused() throws IOException {
    Reply reply = served.get("/" + "a".repeat(9_000));
    assertThat(reply.status()).isEqualTo(414);
    assertThat(reply.body()).isEqualTo(error("URI Too Long"));
  }

  @Test
  void theServerStillAnswersAfterAllThat() throws IOException {
    assertThat(served.get("/api/model").status()).isEqualTo(200);
  }
}
