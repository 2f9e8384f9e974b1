package org.lockstep.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which no request has come whole for a time. Jetty's idle timeout ends those
 * that say nothing; this one ends those that say a byte now and then, and so never are idle.
 */
final class Reaper extends AbstractLifeCycle implements Connection.Listener {
  private final Scheduler scheduler;
  private final long millis;
  private final Map<Connection, Long> requests = new ConcurrentHashMap<>(); // at the last look
  private Scheduler.Task next;

  /**
   * A reaper.
   *
   * @param millis how long a connection may live without a request; at most twice that, since it is
   *     looked at once in this time
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
