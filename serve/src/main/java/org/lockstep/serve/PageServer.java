package org.lockstep.serve;

import java.io.IOException;
import java.net.BindException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.lockstep.model.text.Text;

/**
 * An HTTP server on 127.0.0.1 that limits everything a client could ask too much of: connections,
 * threads, the size of a header, and times.
 */
final class PageServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int MOST_CONNECTIONS = 128;
  private static final int MOST_THREADS = 16;
  private static final int LEAST_THREADS = 4;
  private static final int HEADER_BYTES = 8 << 10;
  private static final int RESPONSE_BUFFER_BYTES = 32 << 10;
  private static final int BACKLOG = 64;

  private final Server server;
  private final ServerConnector connector;

  /** A server of a site on a port; 0 for any free port. */
  PageServer(Site site, int port) {
    this(site, port, 15_000);
  }

  /** A server with another limit on how long a connection can live without a request. */
  PageServer(Site site, int port, long connectionMillis) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("http");
    server = new Server(threads);
    server.setHandler(site);
    server.setErrorHandler(new JsonErrors());
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(HOST);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(connectionMillis);
    connector.setShutdownIdleTimeout(connectionMillis);
    connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    connector.addBean(new Reaper(connector.getScheduler(), connectionMillis));
    server.addConnector(connector);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setOutputBufferSize(RESPONSE_BUFFER_BYTES);
    http.setUriCompliance(UriCompliance.RFC3986); // refuses %2e, %2f and similar escapes in a path
    return http;
  }

  /**
   * Starts listening.
   *
   * @throws BindException if another process listens on the port or permission is missing
   */
  void start() throws Exception {
    try {
      server.start();
    } catch (IOException e) {
      close();
      if (e.getCause() instanceof BindException refused) {
        throw refused;
      }
      throw e;
    }
  }

  /** The port it listens on. */
  int port() {
    return connector.getLocalPort();
  }

  /** The URL to open in a browser. */
  String url() {
    return "http://" + HOST + ":" + port() + "/";
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // the JVM is ending anyway
      System.err.println(Text.line("lockstep: [serve] " + e));
    }
  }
}
