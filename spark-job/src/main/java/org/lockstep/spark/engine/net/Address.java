package org.lockstep.spark.engine.net;

import java.io.Serializable;

/**
 * Where a driver listens, and the token that proves that the driver gave out the address.
 *
 * @param token a random text for this run, which only the run's tasks carry
 */
public record Address(String host, int port, String token) implements Serializable {
  @Override
  public String toString() { // never the token: this goes to logs
    return host + ":" + port;
  }
}
