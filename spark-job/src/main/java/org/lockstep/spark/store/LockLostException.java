package org.lockstep.spark.store;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.text.Text;

/** Another run writes to a directory that this one took for its own, or may write to it. */
public final class LockLostException extends IOException {
  private static final long serialVersionUID = 1L;

  private LockLostException(String message) {
    super(message);
  }

  /** Another's name is in the lock, or the lock is gone. */
  static LockLostException to(String holder, String directory) {
    return new LockLostException(
        Text.format(
            "[%s] expected to be the only run that writes to it but found it taken over by %s",
            directory, holder));
  }

  /** The lock was out of reach for so long that another may have taken it over. */
  static LockLostException unreadable(Path lock, String found, Duration howLong) {
    return new LockLostException(
        Text.format(
            "[%s] expected a lock that can be read but found %s for %d s",
            lock, found, howLong.toSeconds()));
  }
}
