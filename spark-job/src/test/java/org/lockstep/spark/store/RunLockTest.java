package org.lockstep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;

/** One driver at a time writes to a directory. */
@Timeout(60)
class RunLockTest {
  private static final RunLock.Timing QUICK =
      new RunLock.Timing(Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(300));
  private static final RunLock.Timing PATIENT =
      new RunLock.Timing(Duration.ofHours(1), Duration.ofMillis(5), Duration.ofHours(1));
  private static final RunLock.Timing NO_HEARTBEAT =
      new RunLock.Timing(Duration.ofHours(1), Duration.ofMillis(5), Duration.ofMillis(300));

  @TempDir private Path folder;
  private Path file;
  private final Configuration configuration = new Configuration();
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void nameLock() {
    file = folder.resolve("lock.json");
  }

  private RunLock lock(RunLock.Timing timing) {
    return new RunLock(
        "runs/x", new org.apache.hadoop.fs.Path(file.toString()), configuration, timing);
  }

  /** The holder of a lock: a process of any machine. */
  private static LockHolder holder(String machine, long pid) {
    return new LockHolder("other", "far", machine, pid, 1, "eve", "app-7", Instant.now());
  }

  private void write(LockHolder holder, long beat) throws IOException {
    Path aside = Files.write(folder.resolve("aside"), holder.toJson(beat));
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void aSecondDriverIsToldWhoHoldsTheLock() throws IOException {
    try (RunLock first = lock(NO_HEARTBEAT)) { // no heartbeat replaces the file while it is read
      first.acquire("local-1", notices::add);
      LockHolder me = LockHolder.fromJson(Files.readAllBytes(file)).orElseThrow();
      RunLock second = lock(QUICK);
      assertThatThrownBy(() -> second.acquire("local-2", notices::add))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              Text.format(
                      "[runs/x] expected a directory that no other run writes to but found that %s"
                          + " on %s",
                      System.getProperty("user.name"), me.host())
                  + Text.format(
                      " (pid %d, application local-1) has been writing to it since %s",
                      ProcessHandle.current().pid(), me.since()));
      second.close();
      assertThat(file).as("the second does not take it away").exists();
      first.check();
    }
    assertThat(file).doesNotExist();
    assertThat(notices).isEmpty();
    lock(QUICK).acquire("local-3", notices::add);
  }

  @Test
  void theLockOfADeadProcessIsTakenOverAtOnceWithANotice() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    LockHolder dead = holder(LockHolder.thisProcess("x").machine(), ended.pid());
    write(dead, 3);
    try (RunLock lock = lock(NO_HEARTBEAT)) {
      lock.acquire("local-2", notices::add);
      lock.check();
    }
    assertThat(notices)
        .containsExactly(
            Text.format(
                    "eve on far (pid %d, application app-7) was writing to runs/x and ended"
                        + " without",
                    ended.pid())
                + " releasing its lock: taking its place");
  }

  @Test
  void aGlanceAtTheLockRefusesALiveProcessAndTakesNothing() throws IOException {
    try (RunLock first = lock(NO_HEARTBEAT)) {
      first.acquire("local-1", notices::add);
      assertThatThrownBy(() -> lock(QUICK).refuseWhileHeld(notices::add))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("application local-1) has been writing to it since ");
      first.check();
    }
    lock(QUICK).refuseWhileHeld(notices::add);
    assertThat(file).doesNotExist();
    assertThat(notices).isEmpty();
  }

  @Test
  void aGlanceAtAnotherMachinesLockRefusesItIfItBeats() throws IOException {
    LockHolder eve = holder("another boot", 1);
    write(eve, 3);
    Consumer<String> beatsWhenWatched = notice -> beat(eve, 4);
    assertThatThrownBy(() -> lock(PATIENT).refuseWhileHeld(beatsWhenWatched))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("eve on far (pid 1, application app-7) is writing to it");
  }

  @Test
  void aGlanceAtASilentLockLeavesItAsItIs() throws IOException {
    LockHolder silent = holder("another boot", 1);
    write(silent, 3);
    lock(QUICK).refuseWhileHeld(notices::add);
    assertThat(file).hasBinaryContent(silent.toJson(3));
  }

  @Test
  void anotherMachinesLockIsWatchedAndTakenOverIfItDoesNotChange() throws IOException {
    write(holder("another boot", 1), 3);
    try (RunLock lock = lock(QUICK)) {
      lock.acquire("local-2", notices::add);
      lock.check();
    }
    assertThat(notices)
        .containsExactly(
            "eve on far (pid 1, application app-7) may still be writing to runs/x: watching for 0"
                + " s",
            "eve on far (pid 1, application app-7) was writing to runs/x and ended without"
                + " releasing its lock: taking its place");
  }

  @Test
  void textsOfALockAreEscapedAndShortenedInNotices() throws IOException {
    write(
        new LockHolder(
            "other",
            "far\u001b[2J",
            "another boot",
            1,
            1,
            "eve\nNote      all is well",
            "\u202e".repeat(3000),
            Instant.now()),
        3);
    try (RunLock lock = lock(QUICK)) {
      lock.acquire("local-2", notices::add);
    }
    String who =
        "eve\\u000aNote      all is well on far\\u001b[2J (pid 1, application "
            + "\\u202e".repeat(13)
            + "...)";
    assertThat(notices)
        .containsExactly(
            who + " may still be writing to runs/x: watching for 0 s",
            who
                + " was writing to runs/x and ended without releasing its lock: taking its"
                + " place");
  }

  @Test
  void anotherMachinesLockThatChangesIsRespected() throws IOException {
    LockHolder eve = holder("another boot", 1);
    write(eve, 3);
    RunLock lock = lock(PATIENT);
    Consumer<String> beatsWhenWatched = notice -> beat(eve, 4);
    assertThatThrownBy(() -> lock.acquire("local-2", beatsWhenWatched))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[runs/x] expected a directory that no other run writes to but found that eve on far"
                + " (pid 1, application app-7) is writing to it");
  }

  private void beat(LockHolder holder, long beat) {
    try {
      write(holder, beat);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatIsNotALockIsWatchedToo() throws IOException {
    byte[] looksLikeUtf32 = {0, 0, 0, '{', -1, -1, -1, -1};
    assertThat(LockHolder.fromJson(looksLikeUtf32)).isEmpty();
    Files.writeString(file, "{\"id\": ");
    try (RunLock lock = lock(QUICK)) {
      lock.acquire("local-2", notices::add);
    }
    assertThat(notices)
        .containsExactly(
            "another run may still be writing to runs/x: watching for 0 s",
            "another run was writing to runs/x and ended without releasing its lock: taking its"
                + " place");
  }

  @Test
  void aRunThatLostItsLockFindsOutBeforeItWrites() throws IOException {
    try (RunLock lock = lock(NO_HEARTBEAT)) {
      lock.acquire("local-1", notices::add);
      write(holder("another boot", 1), 0);
      assertThatThrownBy(lock::check)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "[runs/x] expected to be the only run that writes to it but found it taken over by"
                  + " eve on far (pid 1, application app-7)");
      assertThat(lock.isLost()).isTrue();
    }
    assertThat(file).as("the other's lock stays").exists();
  }

  @Test
  void aRunTakenForDeadDoesNotDeleteTheNewHoldersLock() throws IOException {
    RunLock lock = lock(NO_HEARTBEAT);
    lock.acquire("local-1", notices::add);
    write(holder("another boot", 1), 0);
    lock.close(); // without a check before
    assertThat(LockHolder.fromJson(Files.readAllBytes(file)).orElseThrow().id()).isEqualTo("other");
  }

  @Test
  void aLaterProcessWithTheSamePidIsNotTheHolder() throws IOException {
    LockHolder me = LockHolder.thisProcess("x");
    assertThat(me.isAlive()).isTrue();
    LockHolder before =
        new LockHolder(
            "other", "far", me.machine(), me.pid(), me.start() - 1, "eve", "app-7", me.since());
    assertThat(before.isAlive()).isFalse();
    write(before, 3);
    try (RunLock lock = lock(NO_HEARTBEAT)) {
      lock.acquire("local-2", notices::add);
    }
    assertThat(notices).hasSize(1);
  }

  /** What root sees, and others under {@code hidepid=1} and {@code hidepid=2}: see proc(5). */
  @ParameterizedTest
  @CsvSource({"shown, true", "closed, false", "hidden, false"})
  void aHiddenProcessOfAnotherUserIsNotTakenForDead(String first, boolean isWithinSight)
      throws IOException {
    Path machine = Files.createDirectories(folder.resolve("proc/sys/kernel/random"));
    Files.writeString(machine.resolve("boot_id"), "boot\n");
    listAs(ProcessHandle.current().pid());
    if (!first.equals("hidden")) {
      Path init = Files.createDirectory(folder.resolve("proc/1"));
      if (first.equals("shown")) {
        Files.copy(Path.of("/proc/self/stat"), init.resolve("stat"));
      }
    }
    Processes processes = new Processes(folder.resolve("proc"));
    LockHolder eve = holder("boot pid:[1]", 7);
    assertThat(eve.isWithinSight(processes)).isEqualTo(isWithinSight);
    LockHolder me = LockHolder.thisProcess("x");
    LockHolder mine =
        new LockHolder("id", "here", "boot pid:[1]", 7, 1, me.user(), "app-7", me.since());
    assertThat(mine.isWithinSight(processes)).isTrue();
    assertThat(holder("boot pid:[2]", 7).isWithinSight(processes)).isFalse();
  }

  /** As after {@code unshare --pid}, or with the host's proc(5) in a container. */
  @Test
  void aListOfAnotherNamespacesProcessesTellsNothingOfAHolder() throws IOException {
    Path machine = Files.createDirectories(folder.resolve("proc/sys/kernel/random"));
    Files.writeString(machine.resolve("boot_id"), "boot\n");
    listAs(ProcessHandle.current().pid() + 1);
    Processes processes = new Processes(folder.resolve("proc"));
    assertThat(processes.machine()).isEmpty();
    LockHolder me = LockHolder.thisProcess("x");
    LockHolder mine =
        new LockHolder("id", "here", "boot pid:[1]", 7, 1, me.user(), "app-7", me.since());
    assertThat(mine.isWithinSight(processes)).isFalse();
  }

  /** Lists this process in {@code proc/} under a number. */
  private void listAs(long pid) throws IOException {
    Path process = Files.createDirectories(folder.resolve("proc/" + pid));
    Files.createSymbolicLink(
        Files.createDirectories(process.resolve("ns")).resolve("pid"), Path.of("pid:[1]"));
    Files.createSymbolicLink(folder.resolve("proc/self"), Path.of(Long.toString(pid)));
  }

  @Test
  void waitingForAnUnreadableLockEnds() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(() -> lock(QUICK).acquire("local-1", notices::add))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[%s] expected a readable file but found a directory", file);
    assertThat(notices)
        .containsExactly(
            "[" + file + "] expected a readable file but found a directory: trying again for 0 s");
  }

  @Test
  void aLockWithoutReadPermissionIsNotTakenOver() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      write(holder("another boot", 1), 3);
      byte[] before = Files.readAllBytes(file);
      files.always(Operation.OPEN, Fault.NO_RIGHT);
      RunLock lock = new RunLock("runs/x", files.path(file), files.configuration(), QUICK);
      assertThatThrownBy(() -> lock.acquire("local-1", notices::add))
          .isInstanceOf(BadInputException.class)
          .hasMessage("[file:%s] expected a readable file but found no permission", file);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      assertThat(notices)
          .containsExactly(
              "[file:"
                  + file
                  + "] expected a readable file but found no permission: trying again for 0 s");
    }
  }

  /**
   * Without a free descriptor, Java and Hadoop throw FileNotFoundException for an existing file.
   */
  @Test
  void aLockThatCannotBeOpenedForAWhileIsStillHeld() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL);
        RunLock lock =
            new RunLock("runs/x", files.path(file), files.configuration(), NO_HEARTBEAT)) {
      lock.acquire("local-1", notices::add);
      files.always(Operation.OPEN, Fault.NO_DESCRIPTOR);
      lock.check();
      lock.check();
      files.restart();
      lock.check();
      assertThat(lock.isLost()).isFalse();
      assertThat(notices)
          .containsExactly(
              "[file:"
                  + file
                  + "] could not be read: Too many open files: the run ends if that lasts for 0 s");
    }
    assertThat(file).as("given back").doesNotExist();
  }

  @Test
  void aLockUnreadableForAsLongAsATakeoverNeedsIsLost() throws IOException {
    RunLock.Timing atOnce =
        new RunLock.Timing(Duration.ofHours(1), Duration.ofMillis(5), Duration.ZERO);
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL);
        RunLock lock = new RunLock("runs/x", files.path(file), files.configuration(), atOnce)) {
      lock.acquire("local-1", notices::add);
      files.always(Operation.OPEN, Fault.NO_RIGHT);
      assertThatThrownBy(lock::check)
          .isInstanceOf(LockLostException.class)
          .hasMessage(
              "[file:%s] expected a lock that can be read but found no permission for 0 s", file);
      assertThat(lock.isLost()).isTrue();
    }
    assertThat(file).as("perhaps another's").exists();
  }

  /** On every kind of file system, even those that replace a file in several steps. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aHeldLockIsVisibleAtEveryMoment(Kind kind) throws Exception {
    try (FailingFiles files = FailingFiles.like(kind);
        RunLock lock = new RunLock("runs/x", files.path(file), files.configuration(), QUICK)) {
      lock.acquire("local-1", notices::add);
      long beats = 0;
      byte[] last = new byte[0];
      while (beats < 20) {
        byte[] now = Files.readAllBytes(file); // throws if it is absent
        beats += Arrays.equals(last, now) ? 0 : 1;
        last = now;
        lock.check();
      }
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void acquiringALockTwiceChangesNothing() throws IOException {
    try (RunLock lock = lock(NO_HEARTBEAT)) {
      lock.acquire("local-1", notices::add);
      byte[] before = Files.readAllBytes(file);
      lock.acquire("local-1", notices::add);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
  }
}
