package org.lockstep.spark.io;

import java.io.IOException;

/** Another run writes to a directory that this one took for its own. */
public final class LockLostException extends IOException {
  private static final long serialVersionUID = 1L;

  LockLostException(String name, String to) {
    super(
        "[%s] expected to be the only run that writes to it but found it taken over by %s"
            .formatted(name, to));
  }
}
