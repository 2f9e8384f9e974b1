package org.lockstep.spark.read.items;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.PipelineFilterWithData;
import io.jhdf.links.ExternalLink;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.PartNames;
import org.lockstep.spark.table.SourceFile;

/**
 * The data sets of an HDF5 file (The HDF Group, "HDF5 File Format Specification"), found by jHDF.
 * Only the headers are read. Links are not followed. With a link into another file, whoever sends a
 * file could choose what is read from this machine. A link inside the file is not needed: the data
 * set has its own name.
 */
public final class Hdf5File {
  private static final int DEEPEST = 16;
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
  private static final int MOST_NODES = 10_000;

  private final SourceFile file;
  private final String name;
  private final List<StoredArray> arrays = new ArrayList<>();
  private int nodes;

  private Hdf5File(SourceFile file, String name) {
    this.file = file;
    this.name = name;
  }

  /**
   * The data sets, in the order of the file.
   *
   * @param name the file's name, for messages
   * @throws BadInputException if it is not an HDF5 file, or not a whole one
   */
  public static List<StoredArray> arrays(
      Configuration configuration, SourceFile file, String name) {
    try (Hdf5Access access = Hdf5Access.open(configuration, file.path())) {
      if (access.lengthToldInside() > file.length()) {
        throw BadInputException.at(
            name,
            access.lengthToldInside() + " bytes, as the file itself says",
            file.length() + ": it was cut off");
      }
      Hdf5File found = new Hdf5File(file, name);
      Hdf5Access.asked(
          () -> {
            found.visit(access.root(), "", 0);
            return found;
          });
      return found.arrays;
    } catch (IOException e) {
      Optional<BadInputException> told = FileErrors.explanation(e);
      throw told.orElseGet(
          () -> BadInputException.at(name, "a whole HDF5 file", Causes.rootMessage(e), e));
    }
  }

  private void visit(Group group, String prefix, int depth) {
    for (Node node : group) {
      if (++nodes > MOST_NODES || depth > DEEPEST) {
        throw BadInputException.at(
            name,
            "at most " + MOST_NODES + " objects in groups at most " + DEEPEST + " deep",
            "more");
      }
      String path = prefix + node.getName();
      if (node instanceof Link link) {
        arrays.add(ofLink(path, link));
      } else if (node instanceof Group inner) {
        visit(inner, path + "/", depth + 1);
      } else if (node instanceof Dataset data) {
        arrays.add(ofData(path, data));
      }
    }
  }

  private StoredArray ofLink(String path, Link link) {
    String kind = link instanceof ExternalLink ? "a link into another file" : "a link";
    return StoredArray.refused(
        place(path),
        path,
        List.of(),
        "a data set in this file, by its own name",
        kind + ", " + BadInputException.quote(link.getTargetPath()));
  }

  private StoredArray ofData(String path, Dataset data) {
    List<Long> shape = Arrays.stream(data.getDimensions()).mapToObj(Long::valueOf).toList();
    Optional<NumberType> type = typeOf(data.getDataType());
    if (type.isEmpty()) {
      return StoredArray.refused(
          place(path),
          path,
          shape,
          "integers of 8 to 64 bits (unsigned: to 32), or floating point of 32 or 64",
          wordsOf(data.getDataType()));
    }
    return StoredArray.of(
        place(path), path, shape, type.get(), (n, size) -> items(path, data, type.get(), n, size));
  }

  private String place(String path) {
    return PartNames.place(name, path);
  }

  private ItemFile items(String path, Dataset data, NumberType type, long items, int itemSize) {
    boolean littleEndian = orderOf(data.getDataType()) == ByteOrder.LITTLE_ENDIAN;
    long stride = (long) itemSize * type.bytes();
    if (data instanceof ContiguousDataset contiguous) {
      if (contiguous.isEmpty()) {
        throw new StoredArray.RefusedException("numbers", "a data set that was never written");
      }
      long address = contiguous.getDataAddress() + data.getHdfFile().getUserBlockSize();
      if (address < 0 || address > file.length() - items * stride) {
        throw new StoredArray.RefusedException(
            items + " items of " + stride + " bytes from byte " + address + " on",
            "the end of the file at " + file.length());
      }
      return new ItemFile(
          new Container(file.path(), place(path), Packing.NONE, ""),
          new ItemLayout(address, stride, items, itemSize, type, littleEndian));
    }
    if (data instanceof ChunkedDataset chunked) {
      checkChunks(chunked, items, stride);
      return new ItemFile(
          new Container(file.path(), place(path), Packing.HDF5, path),
          new ItemLayout(0, stride, items, itemSize, type, littleEndian),
          (int) Math.min(chunked.getChunkDimensions()[0], items));
    }
    throw new StoredArray.RefusedException("a contiguous or chunked data set", "a compact one");
  }

  private void checkChunks(ChunkedDataset data, long items, long stride) {
    Optional<String> filter = otherFilter(data);
    if (filter.isPresent()) {
      throw new StoredArray.RefusedException(
          "data with no filters other than " + Hdf5Cursor.FILTER_NAMES, filter.get());
    }
    long chunkBytes = data.getDataType().getSize();
    for (int length : data.getChunkDimensions()) { // the product of all can exceed a long
      boolean isTooLong = length < 1 || chunkBytes > Hdf5Cursor.MOST_BAND_BYTES;
      chunkBytes = isTooLong ? Long.MAX_VALUE : chunkBytes * length;
    }
    long band = Math.min(data.getChunkDimensions()[0], items) * stride;
    if (Math.max(band, chunkBytes) > Hdf5Cursor.MOST_BAND_BYTES) {
      throw new StoredArray.RefusedException(
          "at most 256 MiB of unpacked data per row of chunks", "larger ones");
    }
    boolean isPacked =
        data.getFilters().stream()
            .anyMatch(applied -> Hdf5Cursor.PACKING_FILTERS.contains(applied.getId()));
    long unpacked = items * stride;
    if (isPacked ? !Deflate.canHold(file.length(), unpacked) : unpacked > file.length()) {
      throw new StoredArray.RefusedException(
          unpacked + " bytes, as its shape says",
          "a file of " + file.length() + ", which cannot hold that many");
    }
    if (isPacked && Deflate.isBomb(file.length(), unpacked)) {
      throw new StoredArray.RefusedException(
          Deflate.NO_BOMB, unpacked + " bytes from " + file.length());
    }
  }

  /** The name of a filter that we do not undo, if there is one. */
  private static Optional<String> otherFilter(ChunkedDataset data) {
    try {
      return data.getFilters().stream()
          .filter(filter -> !Hdf5Cursor.FILTERS.contains(filter.getId()))
          .map(PipelineFilterWithData::getName)
          .findFirst();
    } catch (HdfFilterException e) { // jHDF does not know it either, and names it in quotes
      Matcher name = QUOTED.matcher(String.valueOf(e.getMessage()));
      return Optional.of(name.find() ? name.group(1) : "another");
    }
  }

  private static Optional<NumberType> typeOf(DataType type) {
    if (type instanceof FixedPoint number) {
      boolean whole = number.getBitPrecision() == 8 * type.getSize() && number.getBitOffset() == 0;
      boolean signed = number.isSigned();
      return !whole
          ? Optional.empty()
          : switch (type.getSize()) {
            case 1 -> Optional.of(signed ? NumberType.SIGNED_BYTE : NumberType.UNSIGNED_BYTE);
            case 2 -> Optional.of(signed ? NumberType.SHORT : NumberType.UNSIGNED_SHORT);
            case 4 -> Optional.of(signed ? NumberType.INT : NumberType.UNSIGNED_INT);
            case 8 -> signed ? Optional.of(NumberType.LONG) : Optional.empty();
            default -> Optional.empty();
          };
    }
    if (type instanceof FloatingPoint number) {
      boolean isFloat = type.getSize() == 4 && number.getExponentSize() == 8;
      boolean isDouble = type.getSize() == 8 && number.getExponentSize() == 11;
      return isFloat
          ? Optional.of(NumberType.FLOAT)
          : isDouble ? Optional.of(NumberType.DOUBLE) : Optional.empty();
    }
    return Optional.empty();
  }

  private static ByteOrder orderOf(DataType type) {
    return type instanceof FixedPoint number
        ? number.getByteOrder()
        : ((FloatingPoint) type).getByteOrder();
  }

  /** A type in words: {@code fixed point of 64 bits}, {@code string data}. */
  private static String wordsOf(DataType type) {
    String words =
        type.getClass()
            .getSimpleName()
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
    return type instanceof FixedPoint || type instanceof FloatingPoint
        ? words + " of " + 8 * type.getSize() + " bits"
        : words;
  }
}
