package org.lockstep.spark.store;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.text.Text;

/** Thrown when another run writes, or may write, to a directory that this run had locked. */
public final class LockLostException extends IOException {
  private static final long serialVersionUID = 1L;

  private LockLostException(String message) {
    super(message);
  }

  /** The lock names another holder, or is gone. */
  static LockLostException to(String holder, String directory) {
    return new LockLostException(
        Text.format(
            "[%s] expected to be the only run that writes to it but found it taken over by %s",
            directory, holder));
  }

  /** The lock was unreadable for so long that another run may have taken it over. */
  static LockLostException unreadable(Path lock, String found, Duration howLong) {
    return new LockLostException(
        Text.format(
            "[%s] expected a lock that can be read but found %s for %d s",
            lock, found, howLong.toSeconds()));
  }
}
