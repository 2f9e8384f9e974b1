package org.lockstep.spark.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFs;
import org.apache.hadoop.fs.Path;

/** The {@link FailingFileSystem} behind {@code FileContext}, with HDFS's rename. */
final class FailingFs extends FilterFs {
  private final FailingFileSystem files;

  /** Called by Hadoop. */
  FailingFs(URI uri, Configuration configuration) throws IOException, URISyntaxException {
    this(new Delegating(uri, configuration));
  }

  private FailingFs(Delegating delegating) throws URISyntaxException {
    super(delegating);
    this.files = delegating.files();
  }

  @Override
  public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
    if (!files.move(from, to, overwrite)) {
      throw new IOException("Rename of " + from + " failed");
    }
  }

  /** The same with Hadoop's own rename, in several steps. */
  static final class Delegating extends DelegateToFileSystem {
    /** Called by Hadoop. */
    Delegating(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      super(uri, started(uri, configuration), configuration, uri.getScheme(), false);
    }

    private static FileSystem started(URI uri, Configuration configuration) throws IOException {
      FailingFileSystem files = new FailingFileSystem();
      files.initialize(uri, configuration);
      return files;
    }

    FailingFileSystem files() {
      return (FailingFileSystem) fsImpl;
    }
  }
}
