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
 * A file system that counts its operations and fails on request. Its files are files of the local
 * disk, so a test prepares and inspects them with {@code java.nio.file}.
 *
 * <pre>
 *   try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
 *     Published.write(files.path(folder.resolve("a")), files.configuration(), content);
 *     long all = files.operations();     // of an undisturbed run
 *     for (long n = 1; n &lt;= all; n++) {
 *       ...prepare again...
 *       files.crashAt(n);                // the n-th from now on, and everything after it
 *       assertThatThrownBy(() -> Published.write(...));
 *       files.restart();                 // a new process: nothing fails, the count begins at 0
 *       ...inspect what is left...
 *     }
 *     assertThat(files.openStreams()).isZero();
 *   }
 * </pre>
 *
 * <p>With {@link #configuration()} Hadoop finds it through {@code FileSystem} and {@code
 * FileContext}. {@link #configure} does the same for another configuration, such as that of a Spark
 * session; with {@link Kind#LOCAL}, all local files of that session then go through it until {@link
 * #close}. Safe for use by several threads.
 */
public final class FailingFiles implements AutoCloseable {

  /** How a file system behaves where those of Hadoop differ. */
  public enum Kind {
    /**
     * A disk, as {@code file:}. {@code rename} replaces; {@code FileContext.rename} with OVERWRITE
     * deletes first. A power cut halves what was not synced.
     */
    LOCAL,
    /**
     * HDFS. {@code rename} onto a file returns false; {@code FileContext.rename} with OVERWRITE
     * replaces in one step. A power cut halves what was not synced.
     */
    HDFS,
    /**
     * An object store. A file appears when its stream is closed, and never if the stream was
     * aborted; {@code rename} copies, and throws if the target exists.
     */
    OBJECT_STORE,
    /** The least: {@code rename} onto a file returns false, and there is no {@code FileContext}. */
    PLAIN
  }

  /**
   * The operations that are counted. {@code exists} is a STATUS; WRITE and READ are stream calls.
   */
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
    /** Throws an IOException; a WRITE writes half of its bytes first. */
    THROWS("injected fault"),
    /** The same, with the message of a full disk. */
    NO_SPACE("No space left on device"),
    /** The same, with the message of a missing permission. */
    DENIED("Permission denied"),
    /** The same, as Java throws it for an existing file that the process may not open. */
    NO_RIGHT("(Permission denied)"),
    /** The same, as Java throws it when the process has no free descriptor. */
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

  /** The key under which {@link FailingFileSystem} finds its instance. */
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

  /** Creates a file system of a kind; {@link #close} forgets it. */
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

  /** A configuration that has this file system. */
  public Configuration configuration() {
    return configuration;
  }

  /** Adds this file system to a configuration. */
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

  /** Removes this file system from a configuration. */
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

  /** Lets only the n-th operation from now on, counted from 1, throw an IOException. */
  public synchronized void failAt(long n) {
    failAt = operations + n;
  }

  /**
   * Lets the n-th operation from now on, counted from 1, and all later ones fail, as if the process
   * had been killed: earlier writes remain.
   */
  public synchronized void crashAt(long n) {
    crashAt = operations + n;
    powerCut = false;
  }

  /** The same as if the power had failed: files that were not synced lose their second half. */
  public synchronized void powerCutAt(long n) {
    crashAt = operations + n;
    powerCut = true;
  }

  /** Lets every operation of a kind fail, until {@link #restart}. */
  public synchronized void always(Operation operation, Fault fault) {
    always.put(operation, fault);
  }

  /** Lets an operation fail this many times on files whose path contains {@code part}. */
  public synchronized void onPath(String part, Operation operation, Fault fault, int times) {
    onPaths.add(new OnPath(part, operation, fault, times, () -> {}));
  }

  /**
   * Runs an event once, before the next such operation on a file whose path contains {@code part}.
   */
  public synchronized void before(String part, Operation operation, Runnable event) {
    onPaths.add(new OnPath(part, operation, null, 1, event));
  }

  /** Restores the state of a new process: nothing fails, nothing is counted, no stream is open. */
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

  /** The number of operations since the beginning or the last restart, including failed ones. */
  public synchronized long operations() {
    return operations;
  }

  /** The same operations, as in {@code "RENAME .a.tmp"}. */
  public synchronized List<String> trace() {
    return List.copyOf(trace);
  }

  /** The number of streams that have not been closed. */
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
   * @return the fault that it must show without an exception, or null
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

  /** What a stream throws: on disks, Hadoop turns it into an Error. */
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

  /** Notes that a file has content that a power cut can destroy. */
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
