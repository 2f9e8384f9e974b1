package org.lockstep.spark.io;

import java.io.IOException;
import org.lockstep.model.text.Text;

/** Another run writes to a directory that this one took for its own. */
public final class LockLostException extends IOException {
  private static final long serialVersionUID = 1L;

  LockLostException(String name, String to) {
    super(
        Text.format(
            "[%s] expected to be the only run that writes to it but found it taken over by %s",
            name, to));
  }
}
