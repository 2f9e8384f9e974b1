package org.lockstep.spark.engine.net;

import java.io.Serializable;

/**
 * Where a driver listens, and the word that shows that somebody was told by it.
 *
 * @param token random, of this run; only the run's tasks carry it
 */
public record Address(String host, int port, String token) implements Serializable {
  @Override
  public String toString() { // never the token: this goes to logs
    return host + ":" + port;
  }
}
