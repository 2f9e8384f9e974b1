package org.lockstep.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which no complete request has arrived for a time. Jetty's idle timeout ends
 * the silent ones; this ends those that send a byte now and then and so are never idle.
 */
final class Reaper extends AbstractLifeCycle implements Connection.Listener {
  private final Scheduler scheduler;
  private final long millis;
  private final Map<Connection, Long> requests = new ConcurrentHashMap<>(); // at the last check
  private Scheduler.Task next;

  /**
   * A reaper for the connections of a server.
   *
   * @param millis how long a connection can live without a request; in practice up to twice that,
   *     because each connection is checked once in this time
   */
  Reaper(Scheduler scheduler, long millis) {
    this.scheduler = scheduler;
    this.millis = millis;
  }

  @Override
  protected void doStart() {
    look();
  }

  @Override
  protected synchronized void doStop() {
    if (next != null) {
      next.cancel();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    requests.put(connection, -1L);
  }

  @Override
  public void onClosed(Connection connection) {
    requests.remove(connection);
  }

  private synchronized void look() {
    requests.replaceAll(
        (connection, before) -> {
          long now = connection.getMessagesIn();
          if (now == before) {
            connection.getEndPoint().close();
          }
          return now;
        });
    if (isRunning() || isStarting()) {
      next = scheduler.schedule(this::look, millis, TimeUnit.MILLISECONDS);
    }
  }
}
