package org.lockstep.spark.testing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.DiskFailure;
import org.apache.hadoop.fs.FileSystem;

/**
 * A file system that counts what is done to it, and fails when it is told to. Its files are files
 * of the local disk, so that a test sets them up and looks at them with {@code java.nio.file}.
 *
 * <pre>
 *   try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
 *     Published.write(files.path(folder.resolve("a")), files.configuration(), content);
 *     long all = files.operations();     // what an undisturbed run takes
 *     for (long n = 1; n &lt;= all; n++) {
 *       ...set up again...
 *       files.crashAt(n);                // the n-th from now on, and everything after it
 *       assertThatThrownBy(() -> Published.write(...));
 *       files.restart();                 // a new process: all works, the count begins at 0
 *       ...what is there now?...
 *     }
 *     assertThat(files.openStreams()).isZero();
 *   }
 * </pre>
 *
 * <p>{@link #configuration()} has everything Hadoop needs to find it through {@code FileSystem} and
 * {@code FileContext}; {@link #configure} puts it into another configuration, that of a Spark
 * session for one (with {@link Kind#LOCAL} then all of that session's local files go through here,
 * until {@link #close}). May be used by several threads.
 */
public final class FailingFiles implements AutoCloseable {

  /** What a file system is like where Hadoop's differ. */
  public enum Kind {
    /**
     * A disk, as {@code file:}. {@code rename} replaces; {@code FileContext.rename} with OVERWRITE
     * deletes first. What was not synced is lost by half when the power is cut.
     */
    LOCAL,
    /**
     * HDFS. {@code rename} onto a file returns false; {@code FileContext.rename} with OVERWRITE
     * replaces in one step. What was not synced is lost by half when the power is cut.
     */
    HDFS,
    /**
     * An object store. A file is seen when its stream is closed, and never if it was aborted;
     * {@code rename} copies, onto a file it throws.
     */
    OBJECT_STORE,
    /** Nothing to rely on: {@code rename} onto a file returns false; no {@code FileContext}. */
    PLAIN
  }

  /** What is counted. {@code exists} is a STATUS; a WRITE or READ is one call of the stream. */
  public enum Operation {
    CREATE,
    WRITE,
    SYNC,
    CLOSE,
    ABORT,
    RENAME,
    DELETE,
    MKDIRS,
    OPEN,
    READ,
    LIST,
    STATUS
  }

  /** How an operation fails. */
  public enum Fault {
    /** An IOException; a WRITE has written half of its bytes. */
    THROWS("injected fault"),
    /** The same, with the words of a full disk. */
    NO_SPACE("No space left on device"),
    /** The same, with those of missing rights. */
    DENIED("Permission denied"),
    /** The same, as Java says it of a file that is there and may not be opened. */
    NO_RIGHT("(Permission denied)"),
    /** The same, where the process has no descriptor left. */
    NO_DESCRIPTOR("(Too many open files)"),
    /** RENAME, DELETE and MKDIRS do nothing and return false. */
    RETURNS_FALSE(""),
    /** RENAME does nothing and returns true. */
    DOES_NOTHING(""),
    /** RENAME deletes both files and returns true. */
    LOSES_BOTH("");

    private final String message;

    Fault(String message) {
      this.message = message;
    }

    private void throwOn(Path path) throws IOException {
      if (this == NO_RIGHT || this == NO_DESCRIPTOR) {
        throw new FileNotFoundException(path + " " + message);
      }
      if (!message.isEmpty()) {
        throw new IOException(message);
      }
    }
  }

  /** Where {@link FailingFileSystem} finds the instance it belongs to. */
  static final String ID = "lockstep.failing.files";

  private static final Map<String, FailingFiles> ALL = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong();

  private final String id = Long.toString(NEXT.incrementAndGet());
  private final Kind kind;
  private final Configuration configuration = new Configuration();
  private final Map<Operation, Fault> always = new EnumMap<>(Operation.class);
  private final List<OnPath> onPaths = new ArrayList<>();
  private final Set<Path> unsynced = new HashSet<>();
  private final List<String> trace = new ArrayList<>();
  private long operations;
  private long failAt = Long.MAX_VALUE;
  private long crashAt = Long.MAX_VALUE;
  private boolean powerCut;
  private boolean crashed;
  private int openStreams;

  private FailingFiles(Kind kind) {
    this.kind = kind;
    ALL.put(id, this);
    configure(configuration);
  }

  /** A file system of a kind; {@link #close} forgets it. */
  public static FailingFiles like(Kind kind) {
    return new FailingFiles(kind);
  }

  static FailingFiles of(Configuration configuration) throws IOException {
    FailingFiles files = ALL.get(configuration.get(ID, ""));
    if (files == null) {
      throw new IOException("this failing file system has been closed");
    }
    return files;
  }

  /** A configuration in which this file system is found. */
  public Configuration configuration() {
    return configuration;
  }

  /** Makes this file system be found in a configuration. */
  public void configure(Configuration another) {
    String scheme = scheme();
    another.set(ID, id);
    another.setClass("fs." + scheme + ".impl", FailingFileSystem.class, FileSystem.class);
    another.setBoolean("fs." + scheme + ".impl.disable.cache", true);
    if (kind == Kind.LOCAL || kind == Kind.HDFS) {
      another.setClass(
          "fs.AbstractFileSystem." + scheme + ".impl",
          kind == Kind.LOCAL ? FailingFs.Delegating.class : FailingFs.class,
          AbstractFileSystem.class);
    }
  }

  /** Takes this file system out of a configuration again. */
  public void unconfigure(Configuration another) {
    another.unset(ID);
    another.unset("fs." + scheme() + ".impl");
    another.unset("fs." + scheme() + ".impl.disable.cache");
    another.unset("fs.AbstractFileSystem." + scheme() + ".impl");
  }

  /** {@code file} for a disk, {@code failing} for the others. */
  public String scheme() {
    return kind == Kind.LOCAL ? "file" : "failing";
  }

  /** The name of a local file in this file system. */
  public org.apache.hadoop.fs.Path path(Path local) {
    return new org.apache.hadoop.fs.Path(scheme() + "://" + local.toAbsolutePath());
  }

  /** Lets the n-th operation from now on, counted from 1, throw an IOException; no other. */
  public synchronized void failAt(long n) {
    failAt = operations + n;
  }

  /**
   * Lets the n-th operation from now on, counted from 1, and all after it fail, as if the process
   * had been killed: what it has written is there.
   */
  public synchronized void crashAt(long n) {
    crashAt = operations + n;
    powerCut = false;
  }

  /** The same for the whole machine: what was written and not synced is lost by half. */
  public synchronized void powerCutAt(long n) {
    crashAt = operations + n;
    powerCut = true;
  }

  /** Lets every operation of a sort fail, until {@link #restart}. */
  public synchronized void always(Operation operation, Fault fault) {
    always.put(operation, fault);
  }

  /** Lets an operation fail on files whose path has this part, so many times from now on. */
  public synchronized void onPath(String part, Operation operation, Fault fault, int times) {
    onPaths.add(new OnPath(part, operation, fault, times, () -> {}));
  }

  /** Lets something else happen once, just before an operation on such a file. */
  public synchronized void before(String part, Operation operation, Runnable event) {
    onPaths.add(new OnPath(part, operation, null, 1, event));
  }

  /** As a new process finds it: nothing fails, nothing is counted yet, no stream is open. */
  public synchronized void restart() {
    always.clear();
    onPaths.clear();
    unsynced.clear();
    trace.clear();
    operations = 0;
    failAt = Long.MAX_VALUE;
    crashAt = Long.MAX_VALUE;
    crashed = false;
    openStreams = 0;
  }

  /** Operations since the beginning or the last restart, failed ones too. */
  public synchronized long operations() {
    return operations;
  }

  /** Each of them: {@code "RENAME .a.tmp"}. */
  public synchronized List<String> trace() {
    return List.copyOf(trace);
  }

  /** Streams that nobody has closed yet. */
  public synchronized int openStreams() {
    return openStreams;
  }

  @Override
  public void close() {
    ALL.remove(id);
  }

  Kind kind() {
    return kind;
  }

  /**
   * Counts an operation.
   *
   * @return how it is to go wrong without an exception, or null
   * @throws IOException if it fails
   */
  synchronized Fault begin(Operation operation, Path path) throws IOException {
    operations++;
    trace.add(operation + " " + path.getFileName());
    if (operations >= crashAt && !crashed) {
      crashed = true;
      if (powerCut) {
        for (Path lost : unsynced) {
          cutInHalf(lost);
        }
      }
    }
    if (crashed) {
      throw new IOException("crashed at operation " + crashAt + ": " + operation + " " + path);
    }
    Fault fault = operations == failAt ? Fault.THROWS : faultOf(operation, path);
    if (fault != null) {
      fault.throwOn(path);
    }
    return fault;
  }

  private Fault faultOf(Operation operation, Path path) {
    for (OnPath rule : onPaths) {
      if (rule.left > 0 && rule.operation == operation && path.toString().contains(rule.part)) {
        rule.left--;
        rule.event.run();
        return rule.fault;
      }
    }
    return always.get(operation);
  }

  /** What a stream throws: on disks Hadoop makes an Error of it. */
  IOException failed(IOException failure) {
    if (kind == Kind.LOCAL) {
      throw DiskFailure.of(failure);
    }
    return failure;
  }

  synchronized void opened() {
    openStreams++;
  }

  synchronized void closed() {
    openStreams--;
  }

  /** A file has content that a crash may take. */
  synchronized void written(Path path) {
    if (kind == Kind.LOCAL || kind == Kind.HDFS) {
      unsynced.add(path);
    }
  }

  synchronized void synced(Path path) {
    unsynced.remove(path);
  }

  synchronized void renamed(Path from, Path to) {
    unsynced.remove(to);
    if (unsynced.remove(from)) {
      unsynced.add(to);
    }
  }

  private static final class OnPath {
    private final String part;
    private final Operation operation;
    private final Fault fault;
    private final Runnable event;
    private int left;

    OnPath(String part, Operation operation, Fault fault, int times, Runnable event) {
      this.part = part;
      this.operation = operation;
      this.fault = fault;
      this.left = times;
      this.event = event;
    }
  }

  private static void cutInHalf(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      byte[] content = Files.readAllBytes(path);
      byte[] half = java.util.Arrays.copyOf(content, content.length / 2);
      Files.write(path, half, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }
}
