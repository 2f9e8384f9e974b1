package org.lockstep.spark.read.items;

import io.jhdf.HdfFile;
import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import io.jhdf.storage.HdfFileChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Gives jHDF the bytes of a file. jHDF's own storage allocates as many bytes as a file asks for, up
 * to 2 GiB, before it checks whether the file has them.
 */
final class Hdf5Storage extends HdfFileChannel {
  private final long size;

  private Hdf5Storage(FileChannel channel, Superblock superblock) throws IOException {
    super(channel, superblock);
    size = channel.size();
  }

  /**
   * Returns the same file, of which no bytes are read that it does not have. jHDF only takes its
   * own storage, hence reflection.
   */
  static HdfFile bounded(HdfFile file) {
    HdfBackingStorage own = file.getHdfBackingStorage();
    try {
      Constructor<HdfFile> constructor =
          HdfFile.class.getDeclaredConstructor(HdfBackingStorage.class);
      constructor.setAccessible(true);
      return constructor.newInstance(new Hdf5Storage(own.getFileChannel(), own.getSuperblock()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of jHDF", e);
    }
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    check(address + getUserBlockSize(), length);
    return super.readBufferFromAddress(address, length);
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    check(address, length);
    return super.mapNoOffset(address, length);
  }

  private void check(long address, long length) {
    if (address < 0 || length < 0 || length > size - address) {
      throw new HdfException(length + " bytes at " + address + " of a file of " + size);
    }
  }
}
