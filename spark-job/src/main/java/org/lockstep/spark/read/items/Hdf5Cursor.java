package org.lockstep.spark.read.items;

import com.ning.compress.lzf.LZFException;
import com.ning.compress.lzf.util.ChunkDecoderFactory;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.filter.PipelineFilterWithData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads items of a chunked HDF5 data set. One band of chunks is unpacked at a time: chunks side by
 * side, over the whole width of some items. jHDF finds the chunks; this class unpacks them, into
 * exactly as many bytes as a chunk has.
 */
public final class Hdf5Cursor extends ItemCursor {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int LZF = 32000;

  /** The filters that are undone: those of h5py without further libraries, except two. */
  public static final Set<Integer> FILTERS = Set.of(DEFLATE, SHUFFLE, LZF);

  /** The filters that shrink data; LZF by 88 to 1 at most, which is less than deflate. */
  public static final Set<Integer> PACKING_FILTERS = Set.of(DEFLATE, LZF);

  /** The names of {@link #FILTERS}, for messages. */
  public static final String FILTER_NAMES = "gzip, lzf or shuffle";

  /** At most this much is unpacked at a time. */
  public static final long MOST_BAND_BYTES = 256L << 20;

  /** Filters can lengthen a chunk that does not shrink, by this much and a hundredth. */
  private static final int SLACK_BYTES = 1024;

  private final Hdf5Access access;
  private final ChunkedDataset data;
  private final List<PipelineFilterWithData> filters;
  private final int[] shape;
  private final int[] chunk;
  private final int numberBytes;
  private final byte[] band;
  private long bandStart = -1;
  private long next;

  Hdf5Cursor(Configuration configuration, ItemFile file, long first) throws IOException {
    super(file);
    access = Hdf5Access.open(configuration, file.container().path());
    try {
      data = access.chunked(file.container().inside());
      checkStorage();
      filters = Hdf5Access.asked(data::getFilters);
      shape = data.getDimensions();
      chunk = data.getChunkDimensions();
      numberBytes = file.layout().type().bytes();
      band =
          new byte
              [Math.toIntExact((long) Math.min(chunk[0], shape[0]) * file.layout().itemBytes())];
    } catch (IOException | RuntimeException e) {
      access.close();
      throw e;
    }
    next = first;
  }

  @Override
  void read(byte[] item) throws IOException {
    long start = next - next % chunk[0];
    if (start != bandStart) {
      bandStart = -1;
      readBand((int) start);
      bandStart = start;
    }
    System.arraycopy(band, (int) (next - start) * item.length, item, 0, item.length);
    next++;
  }

  @Override
  public boolean isAtEnd() {
    return next == shape[0];
  }

  /**
   * jHDF allocates the length that the file says a chunk has, up to 2 GiB, before it reads. Chunks
   * do not overlap, so none is longer than the file if all of them together are not.
   */
  private void checkStorage() throws IOException {
    long stored = Hdf5Access.asked(data::getStorageInBytes);
    if (stored < 0 || stored > access.length()) {
      throw new IOException("chunks of " + stored + " bytes in a file of " + access.length());
    }
  }

  /** Unpacks the chunks that hold the items from {@code start} on. */
  private void readBand(int start) throws IOException {
    int[] offset = new int[shape.length];
    offset[0] = start;
    do {
      copy(unpacked(offset), offset);
    } while (advance(offset, 1, chunk, shape));
  }

  /** Advances the indexes from {@code from} on by one step; false after the last. */
  private static boolean advance(int[] index, int from, int[] step, int[] end) {
    for (int d = index.length - 1; d >= from; d--) {
      index[d] += step[d];
      if (index[d] < end[d]) {
        return true;
      }
      index[d] = 0;
    }
    return false;
  }

  /** Copies a chunk's runs of neighbouring numbers to their places in the band. */
  private void copy(byte[] bytes, int[] offset) {
    int last = shape.length - 1;
    int[] size = new int[shape.length];
    int[] one = new int[shape.length];
    for (int d = 0; d <= last; d++) {
      size[d] = Math.min(chunk[d], shape[d] - offset[d]);
      one[d] = 1;
    }
    int run = last == 0 ? 1 : size[last];
    size[last] = last == 0 ? size[0] : 1;
    int[] at = new int[shape.length];
    do {
      int from = 0;
      int to = 0;
      for (int d = 0; d <= last; d++) {
        from = from * chunk[d] + at[d];
        to = to * shape[d] + at[d] + (d == 0 ? 0 : offset[d]);
      }
      System.arraycopy(bytes, from * numberBytes, band, to * numberBytes, run * numberBytes);
    } while (advance(at, 0, one, size));
  }

  private byte[] unpacked(int[] offset) throws IOException {
    ByteBuffer raw = Hdf5Access.asked(() -> data.getRawChunkBuffer(offset));
    int chunkBytes = numberBytes;
    for (int length : chunk) {
      chunkBytes = Math.multiplyExact(chunkBytes, length);
    }
    if (raw.remaining() > chunkBytes + chunkBytes / 100 + SLACK_BYTES) {
      throw wrongLength(offset);
    }
    byte[] bytes = new byte[raw.remaining()];
    raw.get(bytes);
    for (int i = filters.size() - 1; i >= 0; i--) {
      bytes =
          switch (filters.get(i).getId()) {
            case DEFLATE -> inflated(bytes, chunkBytes);
            case SHUFFLE -> unshuffled(bytes, numberBytes);
            case LZF -> unLzf(bytes, chunkBytes);
            default -> throw new IOException("filter " + filters.get(i).getName());
          };
    }
    if (bytes.length != chunkBytes) {
      throw wrongLength(offset);
    }
    return bytes;
  }

  private static IOException wrongLength(int[] offset) {
    return new IOException("a chunk of another length at " + Arrays.toString(offset));
  }

  private static byte[] inflated(byte[] bytes, int length) throws IOException {
    try {
      return Deflate.inflated(bytes, length, false);
    } catch (DataFormatException e) {
      throw new IOException("a chunk of " + length + " bytes: " + e.getMessage());
    }
  }

  /** Turns the first bytes of all numbers, then all second bytes, ... back into numbers. */
  private static byte[] unshuffled(byte[] bytes, int size) {
    byte[] result = bytes.clone();
    int numbers = bytes.length / size;
    for (int i = 0; i < numbers; i++) {
      for (int b = 0; b < size; b++) {
        result[i * size + b] = bytes[b * numbers + i];
      }
    }
    return result;
  }

  /** Undoes LZF; a chunk that LZF could not shrink is stored as it was. */
  private static byte[] unLzf(byte[] bytes, int length) throws IOException {
    if (bytes.length == length) {
      return bytes;
    }
    byte[] result = new byte[length];
    try {
      ChunkDecoderFactory.safeInstance().decodeChunk(bytes, 0, result, 0, length);
    } catch (LZFException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("a damaged chunk", e);
    }
    return result;
  }

  @Override
  public void close() throws IOException {
    access.close();
  }
}
