package org.lockstep.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.file.Model;

/** A server of a model at a free port, with a client that speaks HTTP byte by byte. */
final class Served implements AutoCloseable {
  static final int BODY_MILLIS = 400;
  private static final int CONNECTION_MILLIS = 500;
  private static final int WAIT_MILLIS = 10_000;

  private final PageServer server;

  private Served(PageServer server) {
    this.server = server;
  }

  /** With times as users have them. */
  static Served of(Model model) throws Exception {
    return started(new PageServer(site(model), 0));
  }

  /** With times that a test can wait for. */
  static Served impatient(Model model) throws Exception {
    Site site = site(model);
    site.setBodyMillis(BODY_MILLIS);
    return started(new PageServer(site, 0, CONNECTION_MILLIS));
  }

  private static Site site(Model model) {
    return new Site(ServedModel.of("model.npz", model), BlasChoice.JAVA.load());
  }

  private static Served started(PageServer server) throws Exception {
    server.start();
    return new Served(server);
  }

  int port() {
    return server.port();
  }

  String url() {
    return server.url();
  }

  /** A connection of which no read waits for ever. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(WAIT_MILLIS);
    return socket;
  }

  /** Sends a request and reads all that comes until the server closes the connection. */
  Reply send(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return Reply.readFrom(socket);
    }
  }

  /** A request for our own host, which ends the connection. */
  String request(String line, String... headers) {
    return line
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + port()
        + "\r\n"
        + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining())
        + "\r\n";
  }

  Reply get(String path, String... headers) throws IOException {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Connection: close";
    return send(request("GET " + path, all));
  }

  /** Posts JSON for a prediction. */
  Reply post(String body, String... headers) throws IOException {
    String[] all = Arrays.copyOf(headers, headers.length + 3);
    all[headers.length] = "Content-Type: application/json";
    all[headers.length + 1] = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
    all[headers.length + 2] = "Connection: close";
    return send(request("POST /api/predict", all) + body);
  }

  @Override
  public void close() {
    server.close();
  }

  /** What the server said: {@code HTTP/1.1 200 OK}, header lines, and the rest. */
  record Reply(String text) {
    static Reply readFrom(Socket socket) throws IOException {
      return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    int status() {
      return Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    String head() {
      return text.substring(0, text.indexOf("\r\n\r\n"));
    }

    String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    String header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head()
          .lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .collect(Collectors.joining(" | "));
    }
  }
}
