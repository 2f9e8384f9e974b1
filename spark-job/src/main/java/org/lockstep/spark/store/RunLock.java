package org.lockstep.spark.store;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.UnreadableException;

/**
 * Keeps two drivers from writing to one directory: {@code lock.json} names the one that does.
 *
 * <p>The holder rewrites the file every few seconds, with a higher number each time. A holder that
 * was killed leaves the file behind. On the holder's machine, its process shows whether it is
 * alive. Elsewhere, other drivers watch the file and take it for stale if it does not change for
 * long enough; clocks of different machines are never compared. If a file system lets two drivers
 * take the lock at once, or a holder was silent for so long that it was taken for dead, the driver
 * whose name is no longer in the file notices before it writes, and ends.
 */
public final class RunLock implements WritePermit, Closeable {
  private static final int MOST_TRIES = 10;

  private final String name;
  private final LockFile file;
  private final Timing timing;
  private LockHolder mine; // null while not held; guarded by this
  private ScheduledExecutorService heart;
  private long beat;
  private volatile LockLostException lost; // null while the lock is ours
  private Consumer<String> notices = notice -> {};
  private long unreadableSince; // in System.nanoTime; meaningless while readable
  private boolean isReadable = true;

  /**
   * The intervals of a lock.
   *
   * @param beat between two heartbeats
   * @param look between two reads of another holder's lock
   * @param stale without a heartbeat for this long, a holder is taken for dead
   */
  record Timing(Duration beat, Duration look, Duration stale) {
    static final Timing STANDARD =
        new Timing(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(40));

    /** Within this time, a live holder changes the file and a reader sees the change. */
    Duration heartbeat() {
      return beat.plus(look.multipliedBy(2));
    }
  }

  /**
   * A lock that is not held yet.
   *
   * @param name of the directory, as the user wrote it
   * @param path of the lock file
   */
  public RunLock(String name, Path path, Configuration configuration) {
    this(name, path, configuration, Timing.STANDARD);
  }

  RunLock(String name, Path path, Configuration configuration, Timing timing) {
    this.name = name;
    this.file = new LockFile(path, configuration);
    this.timing = timing;
  }

  /**
   * Fails at once if a live process of this machine holds the lock.
   *
   * @throws IOException if the lock exists, or may exist, but cannot be read
   */
  public void refuseWhileHeldHere() throws IOException {
    Optional<LockHolder> holder = holderIn(file.read());
    if (holder.isPresent() && holder.get().isWithinSight() && holder.get().isAlive()) {
      throw heldBy(holder.get().text() + " has been writing to it since " + holder.get().since());
    }
  }

  /**
   * Fails if a live driver holds the lock, on this machine or elsewhere. Waits for one heartbeat of
   * a holder that this machine does not see; one that stays silent for so long may still be alive,
   * which {@link #acquire} finds out.
   *
   * @param notices receives a notice of waiting
   */
  public void refuseWhileHeld(Consumer<String> notices) throws IOException {
    this.notices = notices;
    Optional<byte[]> there = file.read();
    if (there.isEmpty()) {
      return;
    }
    refuseWhileHeldHere();
    Optional<LockHolder> holder = holderIn(there);
    if (holder.isEmpty() || !holder.get().isWithinSight()) {
      watch(there.get(), whoIs(holder), timing.heartbeat());
    }
  }

  /**
   * Takes the lock, unless it is already held; waits until it is clear whether another holder's
   * lock is stale.
   *
   * @param application id of the Spark application, shown to other drivers
   * @param notices receives a notice of a stale lock, and of waiting
   * @throws BadInputException naming the holder, or the lock that cannot be read
   */
  public synchronized void acquire(String application, Consumer<String> notices)
      throws IOException {
    if (mine != null) {
      return;
    }
    this.notices = notices;
    LockHolder holder = LockHolder.thisProcess(application);
    for (int tries = 1; !create(holder); tries++) {
      Optional<byte[]> there = readPatiently();
      if (there.isPresent()) {
        waitUntilStale(there.get());
        write(holder);
        break;
      }
      if (tries == MOST_TRIES) { // so it was not released in between, as it seemed
        throw new IOException(
            "[" + file.path() + "] could not be created, and does not exist either");
      }
      pause();
    }
    mine = holder;
    check(); // if two were equally fast, one reads the other's name
    heart = Executors.newSingleThreadScheduledExecutor(RunLock::thread);
    long pause = timing.beat().toMillis();
    Future<?> unused =
        heart.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
  }

  private boolean create(LockHolder holder) throws IOException {
    try {
      write(holder, false);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Overwrites the file in place. A rename can take two steps, and between them there would be no
   * lock. A driver that reads half a lock does not know its holder, and watches the file.
   */
  private void write(LockHolder holder) throws IOException {
    write(holder, true);
  }

  private void write(LockHolder holder, boolean overwrite) throws IOException {
    file.write(holder.toJson(beat++), overwrite);
  }

  /** Waits until the holder of this lock is known to be dead. */
  private void waitUntilStale(byte[] there) throws IOException {
    Optional<LockHolder> holder = LockHolder.fromJson(there);
    String who = whoIs(holder);
    if (holder.isPresent() && holder.get().isWithinSight()) {
      if (holder.get().isAlive()) {
        throw heldBy(who + " has been writing to it since " + holder.get().since());
      }
    } else {
      watch(there, who, timing.stale());
    }
    notices.accept(
        Text.format(
            "%s was writing to %s and ended without releasing its lock: taking its place",
            who, name));
  }

  private static String whoIs(Optional<LockHolder> holder) {
    return holder.map(LockHolder::text).orElse("another run");
  }

  /** Fails if the file changes in this time. */
  private void watch(byte[] there, String who, Duration time) throws IOException {
    notices.accept(
        Text.format(
            "%s may still be writing to %s: watching for %d s", who, name, time.toSeconds()));
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      pause();
      Optional<byte[]> now = readPatiently();
      if (now.isEmpty()) {
        return; // released in the meantime
      }
      if (!Arrays.equals(there, now.get())) {
        throw heldBy(who + " is writing to it");
      }
    }
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(timing.look().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the lock " + file.path(), e);
    }
  }

  private BadInputException heldBy(String who) {
    return BadInputException.at(name, "a directory that no other run writes to", "that " + who);
  }

  /** Reads the file with retries, to take the lock: an unreadable one may be another run's. */
  private Optional<byte[]> readPatiently() throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return file.read();
      } catch (IOException e) {
        BadInputException told = FileErrors.explain(file.path().toString(), e);
        if (tries == MOST_TRIES) {
          throw told;
        }
        if (tries == 1) {
          notices.accept(
              Text.format(
                  "%s: trying again for %d s",
                  told.getMessage(), timing.look().multipliedBy(MOST_TRIES).toSeconds()));
        }
        pause();
      }
    }
  }

  private static Optional<LockHolder> holderIn(Optional<byte[]> file) throws IOException {
    return file.isPresent() ? LockHolder.fromJson(file.get()) : Optional.empty();
  }

  private void renew() {
    try {
      synchronized (this) {
        check();
        if (mine != null) {
          write(mine);
        }
      }
    } catch (IOException | RuntimeException e) {
      // The next beat tries again; check() reports a loss.
    }
  }

  /**
   * Checks that the lock is still ours, if it was taken. Called before anything is written.
   *
   * @throws LockLostException naming the new holder, or the lock that was unreadable for so long
   *     that another run may have it
   */
  @Override
  public synchronized void check() throws LockLostException { // not during a rewrite
    LockHolder holder = mine;
    if (holder == null) {
      return;
    }
    if (lost != null) {
      throw lost;
    }
    Optional<byte[]> there;
    Optional<LockHolder> now;
    try {
      there = file.read();
      now = holderIn(there);
    } catch (IOException e) {
      tolerate(e);
      return;
    }
    isReadable = true;
    if (now.isPresent() && !now.get().id().equals(holder.id())) {
      lose(LockLostException.to(now.get().text(), name));
    } else if (there.isEmpty()) {
      lose(LockLostException.to("somebody who deleted " + file.path(), name));
    }
  }

  /**
   * Tolerates a read failure, since it does not show that another run has the lock. A file system
   * that does not answer does not let others take it either. One that shows the lock but does not
   * let us read it may let others take it, so this is tolerated only for a limited time.
   */
  private void tolerate(IOException failure) throws LockLostException {
    if (!(failure instanceof UnreadableException unreadable)) {
      return;
    }
    long now = System.nanoTime();
    if (isReadable) {
      isReadable = false;
      unreadableSince = now;
      notices.accept(
          Text.format(
              "%s: the run ends if that lasts for %d s",
              failure.getMessage(), timing.stale().toSeconds()));
    }
    if (now - unreadableSince >= timing.stale().toNanos()) {
      lose(LockLostException.unreadable(file.path(), unreadable.found(), timing.stale()));
    }
  }

  private void lose(LockLostException how) throws LockLostException {
    lost = how;
    throw how;
  }

  /** Whether the lock is known to be lost. */
  public boolean isLost() {
    return lost != null;
  }

  /** Releases the lock, if it is held. */
  @Override
  public synchronized void close() throws IOException {
    if (mine == null) {
      return;
    }
    heart.shutdown();
    try {
      check(); // another run's lock is not ours to delete
      file.delete();
    } catch (LockLostException e) {
      // Every attempt to write reports it.
    } finally {
      mine = null;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "lockstep-run-lock");
    thread.setDaemon(true);
    return thread;
  }
}
