package org.lockstep.spark.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;

/** The file system of a {@link FailingFiles}. */
public final class FailingFileSystem extends FileSystem {
  private FailingFiles plan;
  private URI uri;

  /** Called by Hadoop. */
  public FailingFileSystem() {}

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    plan = FailingFiles.of(configuration);
    uri = URI.create(plan.scheme() + ":///");
    setConf(configuration);
  }

  @Override
  public String getScheme() {
    return uri.getScheme();
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM)
        ? plan.kind() == Kind.OBJECT_STORE
        : super.hasPathCapability(path, capability);
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    java.nio.file.Path file = local(path);
    plan.begin(Operation.CREATE, file);
    if (Files.isDirectory(file)) {
      throw new FileAlreadyExistsException(path + " is a directory");
    }
    if (!overwrite && Files.exists(file)) {
      throw new FileAlreadyExistsException(path + " exists");
    }
    makeDirectories(file.getParent());
    return new FSDataOutputStream(new Out(plan, file), statistics);
  }

  private static void makeDirectories(java.nio.file.Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (java.nio.file.FileSystemException e) {
      throw new ParentNotDirectoryException(e.getFile() + " is a file");
    }
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress)
      throws IOException {
    throw new UnsupportedOperationException("append");
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    Path target =
        Files.isDirectory(local(to)) && plan.kind() != Kind.OBJECT_STORE
            ? new Path(to, from.getName())
            : to;
    boolean taken = Files.exists(local(target));
    return switch (plan.kind()) {
      case LOCAL -> move(from, target, true);
      case HDFS, PLAIN -> move(from, target, false);
      case OBJECT_STORE -> {
        if (taken) {
          throw new FileAlreadyExistsException(target + " exists");
        }
        yield copy(from, target);
      }
    };
  }

  /** Renames in one step. */
  boolean move(Path from, Path to, boolean overwrite) throws IOException {
    java.nio.file.Path source = local(from);
    java.nio.file.Path target = local(to);
    Fault fault = plan.begin(Operation.RENAME, source);
    if (fault != null) {
      return outcomeOf(fault, source, target);
    }
    if (!Files.exists(source) || (Files.exists(target) && !overwrite)) {
      return false;
    }
    Files.move(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    plan.renamed(source, target);
    return true;
  }

  /** Renames as an object store does: one object after another, in two operations each. */
  private boolean copy(Path from, Path to) throws IOException {
    java.nio.file.Path source = local(from);
    if (!Files.exists(source)) {
      return false;
    }
    for (java.nio.file.Path file : below(source)) {
      java.nio.file.Path target = local(to).resolve(source.relativize(file));
      Fault fault = plan.begin(Operation.RENAME, file);
      if (fault != null) {
        return outcomeOf(fault, file, target);
      }
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
    List<java.nio.file.Path> files = below(source);
    files.sort(Comparator.reverseOrder());
    for (java.nio.file.Path file : files) {
      plan.begin(Operation.DELETE, file);
      Files.delete(file);
    }
    return true;
  }

  private static boolean outcomeOf(
      Fault fault, java.nio.file.Path source, java.nio.file.Path target) throws IOException {
    if (fault == Fault.LOSES_BOTH) {
      Files.delete(source);
      Files.deleteIfExists(target);
    }
    return fault != Fault.RETURNS_FALSE;
  }

  private static List<java.nio.file.Path> below(java.nio.file.Path path) throws IOException {
    try (Stream<java.nio.file.Path> paths = Files.walk(path)) {
      return new ArrayList<>(paths.toList());
    }
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    java.nio.file.Path file = local(path);
    if (plan.begin(Operation.DELETE, file) != null || !Files.exists(file)) {
      return false;
    }
    List<java.nio.file.Path> files = below(file);
    if (files.size() > 1 && !recursive) {
      throw new IOException(path + " is not empty");
    }
    files.sort(Comparator.reverseOrder());
    for (java.nio.file.Path each : files) {
      Files.delete(each);
    }
    return true;
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    if (plan.begin(Operation.MKDIRS, local(path)) != null) {
      return false;
    }
    makeDirectories(local(path));
    return true;
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    java.nio.file.Path directory = local(path);
    plan.begin(Operation.LIST, directory);
    if (Files.isRegularFile(directory)) {
      return new FileStatus[] {status(directory)};
    }
    try (Stream<java.nio.file.Path> paths = Files.list(directory)) {
      List<FileStatus> found = new ArrayList<>();
      for (java.nio.file.Path each : paths.sorted().toList()) {
        found.add(status(each));
      }
      return found.toArray(FileStatus[]::new);
    } catch (NoSuchFileException e) {
      throw absent(path);
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    plan.begin(Operation.STATUS, local(path));
    if (!Files.exists(local(path))) {
      throw absent(path);
    }
    return status(local(path));
  }

  private FileStatus status(java.nio.file.Path file) throws IOException {
    boolean directory = Files.isDirectory(file);
    return new FileStatus(
        directory ? 0 : Files.size(file),
        directory,
        1,
        32 << 20,
        Files.getLastModifiedTime(file).toMillis(),
        plan.path(file).makeQualified(uri, new Path("/")));
  }

  private static FileNotFoundException absent(Path path) {
    return new FileNotFoundException("File " + path + " does not exist");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    plan.begin(Operation.OPEN, local(path));
    if (!Files.isRegularFile(local(path))) {
      throw absent(path);
    }
    return new FSDataInputStream(new In(plan, local(path)));
  }

  @Override
  public void setWorkingDirectory(Path directory) {
    throw new UnsupportedOperationException("setWorkingDirectory");
  }

  @Override
  public Path getWorkingDirectory() {
    return plan.path(java.nio.file.Path.of("")).makeQualified(uri, new Path("/"));
  }

  /** A file open for writing: to the disk at once, or when it is closed. */
  private static final class Out extends OutputStream
      implements Syncable, StreamCapabilities, Abortable {
    private final FailingFiles plan;
    private final java.nio.file.Path file;
    private final OutputStream out;
    private boolean broken;
    private boolean closed;
    private boolean aborted;

    Out(FailingFiles plan, java.nio.file.Path file) throws IOException {
      this.plan = plan;
      this.file = file;
      this.out =
          plan.kind() == Kind.OBJECT_STORE
              ? new ByteArrayOutputStream()
              : Files.newOutputStream(file);
      plan.opened();
      plan.written(file);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      checkOpen();
      try {
        plan.begin(Operation.WRITE, file);
      } catch (IOException e) {
        if (!broken) {
          out.write(bytes, offset, length / 2);
        }
        broken = true;
        throw plan.failed(e);
      }
      out.write(bytes, offset, length);
      plan.written(file);
    }

    private void checkOpen() throws IOException {
      if (closed) {
        throw new IOException(file + " is closed");
      }
    }

    @Override
    public void hflush() throws IOException {
      hsync();
    }

    @Override
    public void hsync() throws IOException {
      checkOpen();
      plan.begin(Operation.SYNC, file);
      if (plan.kind() != Kind.LOCAL && plan.kind() != Kind.HDFS) {
        throw new UnsupportedOperationException("hsync");
      }
      plan.synced(file);
    }

    @Override
    public boolean hasCapability(String capability) {
      return switch (plan.kind()) {
        case LOCAL, HDFS -> capability.equals(HSYNC);
        case OBJECT_STORE -> capability.equals(ABORTABLE_STREAM);
        case PLAIN -> false;
      };
    }

    @Override
    public AbortableResult abort() {
      if (plan.kind() != Kind.OBJECT_STORE) {
        throw new UnsupportedOperationException("abort");
      }
      IOException failure = null;
      try {
        plan.begin(Operation.ABORT, file);
      } catch (IOException e) {
        failure = e;
      }
      aborted = true; // in memory, where a crash does not matter
      return new Aborted(closed, failure);
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      plan.closed();
      out.close();
      plan.begin(Operation.CLOSE, file);
      if (out instanceof ByteArrayOutputStream object && !aborted) {
        Files.write(file, object.toByteArray());
      }
    }
  }

  private record Aborted(boolean alreadyClosed, IOException anyCleanupException)
      implements Abortable.AbortableResult {}

  /** A file open for reading. */
  private static final class In extends FSInputStream {
    private final FailingFiles plan;
    private final java.nio.file.Path path;
    private final RandomAccessFile file;
    private boolean closed;

    In(FailingFiles plan, java.nio.file.Path path) throws IOException {
      this.plan = plan;
      this.path = path;
      this.file = new RandomAccessFile(path.toFile(), "r");
      plan.opened();
    }

    @Override
    public int read() throws IOException {
      try {
        plan.begin(Operation.READ, path);
      } catch (IOException e) {
        throw plan.failed(e);
      }
      return file.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        plan.begin(Operation.READ, path);
      } catch (IOException e) {
        throw plan.failed(e);
      }
      return file.read(bytes, offset, length);
    }

    @Override
    public void seek(long position) throws IOException {
      if (position > file.length()) {
        throw new EOFException("beyond the end of " + path);
      }
      file.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return file.getFilePointer();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        plan.closed();
        file.close();
      }
    }
  }
}
